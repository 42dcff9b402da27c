import Synchronization

/// The user's wish to end an apply early.
///
/// The first request starts nothing new and waits for what runs; the second stops waiting. Good for one apply.
package final class Interruption: Sendable {
    private let requests: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let made = Atomic<Int>(0)

    package init() {
        (requests, continuation) = AsyncStream.makeStream()
    }

    /// How many requests there were until now, also those that nobody waited for yet.
    var count: Int { made.load(ordering: .acquiring) }

    /// May be called from anywhere, a signal source included.
    package func request() {
        made.add(1, ordering: .releasing)
        continuation.yield()
    }

    /// Waits for the next request; `false` where the task was cancelled instead.
    func next() async -> Bool {
        var iterator = requests.makeAsyncIterator()
        return await iterator.next() != nil
    }
}
