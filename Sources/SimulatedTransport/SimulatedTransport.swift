import CloudSimulator
import HetznerCloud

/// Carries requests to a simulated cloud in the same process.
///
/// Whatever the endpoint's host is, the simulator answers; only the path and the query count.
public struct SimulatedTransport: Transport {
    private let cloud: SimulatedCloud
    private let sleep: @Sendable (Duration) async throws -> Void

    /// `sleep` passes the time of delayed answers; give that of a virtual clock where time is virtual.
    public init(
        _ cloud: SimulatedCloud,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.cloud = cloud
        self.sleep = sleep
    }

    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let response = await cloud.respond(to: SimulatorRequest(request))
        if response.delayMilliseconds > 0 { try await sleep(.milliseconds(response.delayMilliseconds)) }
        guard !response.isDropped else {
            throw TransportError(
                .connectionLost,
                host: "simulator",
                port: 0,
                reason: "the simulator closed the connection",
                mayHaveBeenSent: true
            )
        }
        let headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        return TransportResponse(status: response.status, headers: headers, body: response.body)
    }
}

extension SimulatorRequest {
    fileprivate init(_ request: TransportRequest) {
        let headers = request.headers.map { ($0.name.lowercased(), $0.value) }
        self.init(
            method: request.method.rawValue,
            target: Self.target(of: request.url),
            headers: Dictionary(headers) { first, _ in first },
            body: request.body ?? []
        )
    }

    /// What stands behind the scheme and the host.
    private static func target(of url: String) -> String {
        let afterScheme = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        guard let slash = afterScheme.firstIndex(of: "/") else { return "/" }
        return String(afterScheme[slash...])
    }
}
