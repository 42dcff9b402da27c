import Synchronization

/// Tells those that repeat something that an apply is to end.
final class Ending: Sendable {
    private struct State {
        var isReached = false
        var lastWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    var isReached: Bool { state.withLock(\.isReached) }

    func reach() {
        let waiters = state.withLock { state in
            state.isReached = true
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the end is reached, or the task is cancelled.
    func wait() async {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // A handler that ran before found nobody to wake up.
                    guard !state.isReached, !Task.isCancelled else { return true }
                    state.waiters[waiter] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume()
        }
    }

    /// Sleeps that long, or until the end is reached.
    func sleep(atMost delay: Duration, _ sleep: @escaping @Sendable (Duration) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sleep(delay) }
            group.addTask { await self.wait() }
            try await group.next()
            group.cancelAll()
            // The other one was only cancelled.
            while let _ = await group.nextResult() {}
        }
        try Task.checkCancellation()
    }
}
