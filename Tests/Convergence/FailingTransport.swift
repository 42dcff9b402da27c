import CloudSimulator
import HetznerCloud
import Synchronization

/// Spoils one of the requests that change something.
final class FailingTransport: Transport {
    enum Failure: Sendable, CaseIterable {
        /// Carried out as far as the API answers, and the action fails then.
        case actionFailed
        /// Refused with an error that no waiting helps against.
        case refused
        /// Carried out, but the answer is lost, and everything after it, as when the process is killed.
        case killedAfter
        /// Lost on its way, and everything after it.
        case killedBefore

        /// Those after which no apply succeeds, whatever the request.
        static let certain: [Failure] = [.refused, .killedAfter, .killedBefore]
    }

    private let inner: any Transport
    /// `nil` for a cloud without actions, which refuses instead.
    private let cloud: SimulatedCloud?
    private let failure: Failure
    private let spoiled: Int
    private let mutations = Atomic<Int>(0)

    /// `spoiled` counts the changing requests from 0.
    init(_ inner: any Transport, to cloud: SimulatedCloud? = nil, _ failure: Failure, at spoiled: Int) {
        self.cloud = cloud
        self.inner = inner
        self.failure = failure == .actionFailed && cloud == nil ? .refused : failure
        self.spoiled = spoiled
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let number = request.method == .get ? -1 : mutations.add(1, ordering: .relaxed).oldValue
        let reached = mutations.load(ordering: .relaxed) - 1
        switch failure {
        case .actionFailed:
            guard number == spoiled else { return try await inner.send(request) }
            await cloud?.setFaults([try SimulatorFault("action * error 1")])
            let response = try await inner.send(request)
            await cloud?.setFaults([])
            return response
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
