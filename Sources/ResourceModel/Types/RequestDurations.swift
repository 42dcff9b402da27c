/// How long kinds of requests and their actions take, roughly; good for choosing what to start first, and nothing else.
package struct RequestDurations: Sendable {
    /// Seconds, by method and the fixed parts of the path: `POST servers/actions/poweron`.
    private let table: [String: Double]

    package init(_ table: [String: Double] = [:]) { self.table = table }

    /// One second where nothing is known.
    package func seconds(_ method: Call.Method, _ fixedParts: [String]) -> Double {
        table["\(method.rawValue) \(fixedParts.joined(separator: "/"))"] ?? 1
    }
}
