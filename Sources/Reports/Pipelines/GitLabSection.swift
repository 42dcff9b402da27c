/// A part of a job's log that GitLab folds.
package struct GitLabSection: Sendable {
    /// Letters, digits and underscores; no other section of the job has it.
    private let name: String
    private let title: String

    package init(_ name: String, title: String) {
        self.name = name
        self.title = title
    }

    /// - Parameter time: seconds since 1970.
    package func start(at time: Int64) -> String {
        "\(Self.clear)section_start:\(time):\(name)[collapsed=true]\r\(Self.clear)\(title.withoutControls)\n"
    }

    package func end(at time: Int64) -> String { "\(Self.clear)section_end:\(time):\(name)\r\(Self.clear)\n" }

    /// Whatever shows the log otherwise shows nothing of the markers.
    private static let clear = "\u{1B}[0K"
}
