import HetznerCloud
import Synchronization

/// Answers one of the requests that change something as if it had been carried out, and does not carry it out.
final class SwallowingTransport: Transport {
    private let inner: any Transport
    private let swallowed: Int
    private let mutations = Atomic<Int>(0)
    private let request = Mutex<String?>(nil)

    /// `swallowed` counts the changing requests from 0.
    init(_ inner: any Transport, at swallowed: Int) {
        self.inner = inner
        self.swallowed = swallowed
    }

    /// The request that was not carried out.
    var missing: String? { request.withLock { $0 } }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        guard request.method != .get, mutations.add(1, ordering: .relaxed).oldValue == swallowed else {
            return try await inner.send(request)
        }
        self.request.withLock { $0 = "\(request.method.rawValue) \(request.url)" }
        return TransportResponse(status: 201, headers: HTTPHeaders([]), body: Array(#"{"actions":[]}"#.utf8))
    }
}
