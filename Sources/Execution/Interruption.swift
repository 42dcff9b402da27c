/// The user's wish to end an apply early.
///
/// The first request starts nothing new and waits for what runs; the second stops waiting. Good for one apply.
package struct Interruption: Sendable {
    private let requests: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (requests, continuation) = AsyncStream.makeStream()
    }

    /// May be called from anywhere, a signal source included.
    package func request() { continuation.yield() }

    /// Waits for the next request; `false` where the task was cancelled instead.
    func next() async -> Bool {
        var iterator = requests.makeAsyncIterator()
        return await iterator.next() != nil
    }
}
