/// Lines of which no more are shown than somebody reads.
struct BoundedList {
    private static let mostShown = 20

    private let lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    /// Indented, with how many are not shown; empty where there are none.
    func text(under title: String) -> String {
        guard !lines.isEmpty else { return "" }
        let rest = lines.count - Self.mostShown
        let shown = lines.prefix(Self.mostShown) + (rest > 0 ? ["and \(rest) more"] : [])
        return "\(title)\n" + shown.map { "  \($0)\n" }.joined()
    }
}
