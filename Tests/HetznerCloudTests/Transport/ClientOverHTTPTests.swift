import Testing

@testable import HetznerCloud

/// The whole way, from a typed call to the wire and back.
@Suite(.timeLimit(.minutes(60))) struct ClientOverHTTPTests {
    private func client(_ server: TestServer, clock: JumpingClock = JumpingClock()) -> CloudClient {
        client(port: server.port, clock: clock)
    }

    private func client(port: Int, clock: JumpingClock) -> CloudClient {
        var configuration = ClientConfiguration(token: "secret")
        configuration.endpoint = "http://127.0.0.1:\(port)/v1/"
        configuration.clock = clock.clock
        configuration.random = { 1 }
        configuration.connectTimeout = .seconds(3600)
        configuration.requestTimeout = .seconds(3600)
        return CloudClient(configuration: configuration, connections: .init(proxy: .direct))
    }

    private static let list = JSONValue(dictionaryLiteral: ("ssh_keys", [ResourceFixtures.sshKey])).description

    @Test("a typed call arrives with its token, and its answer comes back")
    func call() async throws {
        let server = try TestServer { _ in .ok(Self.list) }
        let keys = try await client(server).sshKeys.all(name: "ops").page().items
        #expect(keys.map(\.name) == ["ops"])
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("GET /v1/ssh_keys?name=ops&page=1&per_page=50 HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer secret\r\n"))
    }

    @Test("a read is repeated until the server keeps the connection")
    func repeatedRead() async throws {
        let count = Lock(0)
        let server = try TestServer { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number < 3 ? .last([]) : .ok(Self.list)
        }
        let clock = JumpingClock()
        #expect(try await client(server, clock: clock).sshKeys.all().page().items.count == 1)
        #expect(clock.sleeps == [.seconds(1), .seconds(2)])
        #expect(server.requests.count == 3)
    }

    @Test("a creation whose connection is lost reaches the server once")
    func lostCreation() async throws {
        let server = try TestServer { $0.hasPrefix("POST") ? .last([]) : .ok(Self.list) }
        let client = client(server)
        _ = try await client.sshKeys.all().page()
        await #expect(throws: OutcomeUnknown.self) { try await client.sshKeys.create(name: "a", publicKey: "b") }
        #expect(server.requests.count { $0.hasPrefix("POST") } == 1)
    }

    @Test("an answer that is no JSON says where it goes wrong")
    func garbage() async throws {
        let server = try TestServer { _ in .ok("{\"ssh_keys\": [}") }
        let error = try await #require(throws: InvalidResponse.self) { try await client(server).sshKeys.all().page() }
        #expect(error.reason == "the body is no JSON, line 1, column 15: unexpected '}'")
        #expect(server.requests.count == 1)
    }

    @Test("nobody listening is said after a few attempts")
    func unreachable() async throws {
        let clock = JumpingClock()
        let nobody = try SilentPort()
        defer { withExtendedLifetime(nobody) {} }
        let client = client(port: nobody.port, clock: clock)
        let error = try await #require(throws: TransportError.self) { try await client.servers.delete(1) }
        #expect(error.kind == .couldNotConnect)
        #expect(clock.sleeps.count == RetryConditions.standard.retriesToConnect)
    }
}
