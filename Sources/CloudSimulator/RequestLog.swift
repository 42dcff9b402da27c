/// A request that the simulator answered.
public struct LoggedRequest: Sendable {
    public let method: String
    /// With the query.
    public let target: String
    public let status: Int
    public let body: [UInt8]
}

/// The latest requests, and how many there were of each operation.
struct RequestLog: Sendable {
    private static let most = 20_000
    /// Of bodies, in bytes.
    private static let mostBytes = 64 << 20

    private(set) var requests: [LoggedRequest] = []
    private var bytes = 0
    /// By method and the path's pattern: `GET /servers/{id}`.
    private(set) var counts: [String: Int] = [:]

    mutating func note(_ request: LoggedRequest, operation: String) {
        // Half is dropped at a time, so that a long run does not move the whole log for every request.
        if requests.count >= RequestLog.most || bytes > RequestLog.mostBytes {
            requests.removeFirst(requests.count / 2)
            bytes = requests.reduce(0) { $0 + $1.body.count }
        }
        requests.append(request)
        bytes += request.body.count
        counts[operation, default: 0] += 1
    }

    var json: JSON {
        let entries = requests.map { request -> JSON in
            ["method": .string(request.method), "path": .string(request.target), "status": .int(request.status)]
        }
        let totals = counts.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .int($0.value)) }
        return ["requests": .array(entries), "counts": .object(totals)]
    }
}
