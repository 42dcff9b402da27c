import Dispatch

extension CloudClient {
    /// Does asynchronous work and blocks the calling thread until it has ended; for scripts and for programs that are
    /// not asynchronous.
    ///
    /// Works from any thread, the main one too: the work runs elsewhere, so nothing in it may need the calling thread.
    /// From asynchronous code, `await` instead: a blocked thread there is one that other tasks lack.
    @available(*, noasync, message: "await the calls of the client instead")
    public func blocking<Value: Sendable>(
        _ work: @escaping @Sendable (CloudClient) async throws -> Value
    ) throws -> Value {
        let outcome = Lock<Result<Value, any Error>?>(nil)
        let end = DispatchSemaphore(value: 0)
        // Detached, because a task of the calling actor would wait for the very thread that waits for it.
        Task.detached {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work(self))
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
            end.signal()
        }
        end.wait()
        guard let result = outcome.withLock({ $0 }) else { preconditionFailure("The work ended without an outcome.") }
        return try result.get()
    }
}
