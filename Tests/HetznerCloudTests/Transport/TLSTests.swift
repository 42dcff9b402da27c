import Testing

@testable import HetznerCloud

@Suite(.enabled(if: TLSServer.openSSL != nil, "there is no openssl program here"))
struct TLSTests {
    private func client(_ server: TLSServer, caFile: String?) -> CloudClient {
        var configuration = ClientConfiguration(token: "test")
        configuration.endpoint = "https://127.0.0.1:\(server.port)"
        configuration.maxRetries = 0
        configuration.connectTimeout = .seconds(3600)
        configuration.requestTimeout = .seconds(3600)
        return CloudClient(configuration: configuration, connections: .init(proxy: .direct, caFile: caFile))
    }

    @Test("a server whose authority is in the CA file is trusted")
    func trusted() async throws {
        let server = try await TLSServer.start(body: #"{"servers": []}"#)
        let response = try await client(server, caFile: server.certificate).request(.get, "servers")
        #expect(response["servers"] == [])
    }

    @Test("a server whose authority nobody knows is refused before anything is sent")
    func untrusted() async throws {
        let server = try await TLSServer.start(body: "{}")
        let error = try await #require(throws: TransportError.self) {
            _ = try await client(server, caFile: nil).request(.get, "servers")
        }
        #expect(error.kind == .tls)
        #expect(!error.mayHaveBeenSent)
    }
}
