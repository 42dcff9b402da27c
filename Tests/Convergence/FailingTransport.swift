import HetznerCloud
import Synchronization

/// Spoils one of the requests that change something.
final class FailingTransport: Transport {
    enum Failure: Sendable, CaseIterable {
        /// Refused with an error that no waiting helps against.
        case refused
        /// Carried out, but the answer is lost, and everything after it, as when the process is killed.
        case killedAfter
        /// Lost on its way, and everything after it.
        case killedBefore
    }

    private let inner: any Transport
    private let failure: Failure
    private let spoiled: Int
    private let mutations = Atomic<Int>(0)

    /// `spoiled` counts the changing requests from 0.
    init(_ inner: any Transport, _ failure: Failure, at spoiled: Int) {
        self.inner = inner
        self.failure = failure
        self.spoiled = spoiled
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let number = request.method == .get ? -1 : mutations.add(1, ordering: .relaxed).oldValue
        let reached = mutations.load(ordering: .relaxed) - 1
        switch failure {
        case .refused:
            guard number == spoiled else { return try await inner.send(request) }
            let body = #"{"error":{"code":"forbidden","message":"not today","details":null}}"#
            return TransportResponse(status: 403, headers: HTTPHeaders([]), body: Array(body.utf8))
        case .killedAfter:
            if number == spoiled { _ = try await inner.send(request) }
            guard reached < spoiled else { throw lost }
            return try await inner.send(request)
        case .killedBefore:
            guard reached < spoiled else { throw lost }
            return try await inner.send(request)
        }
    }

    private var lost: TransportError {
        TransportError(.connectionLost, host: "test", port: 0, reason: "killed", mayHaveBeenSent: true)
    }
}
