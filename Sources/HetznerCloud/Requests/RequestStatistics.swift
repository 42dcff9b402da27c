import Synchronization

/// How much a client has asked of the API so far.
public struct RequestStatistics: Hashable, Sendable {
    /// Everything sent, repetitions included.
    public var requests: Int { byMethod.values.reduce(0, +) }
    /// Those of them that repeated an earlier one.
    public var retries: Int
    /// Everything sent, with a number for each method, 0 too.
    public var byMethod: [HTTPMethod: Int]
}

/// Counts from many tasks at once.
final class RequestCounters: Sendable {
    private let gets = Atomic(0)
    private let posts = Atomic(0)
    private let puts = Atomic(0)
    private let deletes = Atomic(0)
    private let retries = Atomic(0)

    func count(_ method: HTTPMethod, attempt: Int) {
        switch method {
        case .get: gets.add(1, ordering: .relaxed)
        case .post: posts.add(1, ordering: .relaxed)
        case .put: puts.add(1, ordering: .relaxed)
        case .delete: deletes.add(1, ordering: .relaxed)
        }
        if attempt > 1 { retries.add(1, ordering: .relaxed) }
    }

    var statistics: RequestStatistics {
        RequestStatistics(
            retries: retries.load(ordering: .relaxed),
            byMethod: [
                .get: gets.load(ordering: .relaxed),
                .post: posts.load(ordering: .relaxed),
                .put: puts.load(ordering: .relaxed),
                .delete: deletes.load(ordering: .relaxed),
            ]
        )
    }
}
