import Testing

/// Lets the pieces of a test follow each other on one thread, in the order in which they could go on.
///
/// For tests in ``VirtualTime``, which passes for all as soon as one of them sleeps: on threads of their own, what loops
/// and sleeps is any time ahead of what the machine lets wait.
package struct OneThread: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(EventTime()) { try await function() }
    }
}

extension Trait where Self == OneThread {
    package static var onOneThread: OneThread { OneThread() }
}
