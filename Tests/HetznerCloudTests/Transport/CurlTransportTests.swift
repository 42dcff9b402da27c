import Glibc
import Testing

@testable import HetznerCloud

/// Each against a server on this machine that misbehaves.
@Suite(.timeLimit(.minutes(60))) struct CurlTransportTests {
    private static func request(_ method: HTTPMethod = .get, _ url: String) -> TransportRequest {
        .patient(method, url)
    }

    private func transport(maxBodyBytes: Int = 1 << 20) -> CurlTransport {
        CurlTransport(options: .init(proxy: .direct, maxBodyBytes: maxBodyBytes))
    }

    private func failure(
        of reply: TestServer.Reply,
        method: HTTPMethod = .get,
        maxBodyBytes: Int = 1 << 20
    ) async throws -> TransportError {
        let server = try TestServer { _ in reply }
        let request = Self.request(method, server.url)
        let transport = transport(maxBodyBytes: maxBodyBytes)
        let error = try await #require(throws: TransportError.self) { try await transport.send(request) }
        #expect((error.host, error.port) == ("127.0.0.1", server.port))
        return error
    }

    @Test("an answer comes back with status, headers and body")
    func answer() async throws {
        let server = try TestServer { _ in .ok("hello", headers: ["X-Correlation-Id:  abc ", "Empty:"]) }
        let response = try await transport().send(Self.request(server.url + "servers?a=b"))
        #expect(response.status == 200)
        #expect(response.headers["x-correlation-id"] == "abc")
        #expect(response.headers["empty"] == "")
        #expect(response.headers["missing"] == nil)
        #expect(response.body == Array("hello".utf8))
        #expect(server.requests.first?.hasPrefix("GET /servers?a=b HTTP/1.1\r\n") == true)
    }

    private static func request(_ url: String) -> TransportRequest { request(.get, url) }

    @Test("closing cancels what is on its way, and refuses what comes later")
    func closing() async throws {
        let server = try TestServer()
        let transport = transport()
        let pending = Task { try await transport.send(Self.request(server.url)) }
        while server.requests.isEmpty { await Task.yield() }
        transport.close()
        await #expect(throws: CancellationError.self) { try await pending.value }
        let error = await #expect(throws: TransportError.self) { try await transport.send(Self.request(server.url)) }
        #expect(error?.kind == .closed)
        #expect(error?.mayHaveBeenSent == false)
        transport.close()
    }

    @Test("an answer that stands still is given up, however long it may take as a whole")
    func stalled() async throws {
        let server = try TestServer { _ in .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8)) }
        var request = Self.request(server.url)
        request.writeTimeout = .seconds(3600)
        request.readTimeout = .milliseconds(50)
        let error = await #expect(throws: TransportError.self) { try await transport().send(request) }
        #expect(error?.kind == .timedOut)
        #expect(error?.reason == "nothing more came")
    }

    @Test("a server that says nothing is given up after the time for reading, whatever a body may take")
    func silent() async throws {
        let server = try TestServer()
        var request = Self.request(.put, server.url)
        request.body = Array(repeating: 0x20, count: 1000)
        request.writeTimeout = .seconds(3600)
        request.readTimeout = .milliseconds(50)
        let error = await #expect(throws: TransportError.self) { try await transport().send(request) }
        #expect(error?.reason == "nothing more came")
        #expect(error?.mayHaveBeenSent == true)
    }

    @Test("a server that takes nothing is given up after the time for writing, whatever an answer may take")
    func deaf() async throws {
        // The system takes the connection and what its buffers hold; nobody ever reads it.
        let (socket, port) = try boundSocket()
        defer { close(socket) }
        #expect(listen(socket, 1) == 0)
        var request = Self.request(.put, "http://127.0.0.1:\(port)/")
        request.body = Array(repeating: 0x20, count: 64 << 20)
        request.readTimeout = .seconds(3600)
        request.writeTimeout = .milliseconds(200)
        let error = await #expect(throws: TransportError.self) { try await transport().send(request) }
        #expect(error?.kind == .timedOut)
        #expect(error?.reason == "nothing more of the request could be sent")
    }

    @Test("method, headers and body arrive as given", arguments: HTTPMethod.allCases)
    func sending(method: HTTPMethod) async throws {
        let server = try TestServer { _ in .ok("{}") }
        var request = Self.request(method, server.url)
        request.headers = [
            (name: "Authorization", value: "Bearer x"), (name: "Content-Type", value: "application/json"),
        ]
        request.body = method == .get ? nil : Array(#"{"name":"web"}"#.utf8)
        _ = try await transport().send(request)
        let text = try #require(server.requests.first)
        #expect(text.hasPrefix("\(method.rawValue) / HTTP/1.1\r\n"))
        #expect(text.contains("Authorization: Bearer x\r\n"))
        #expect(text.contains("Content-Type: application/json\r\n"))
        #expect(!text.contains("Expect:"))
        #expect(text.hasSuffix(method == .get ? "\r\n\r\n" : #"{"name":"web"}"#))
    }

    @Test("a POST without a body says that it has none")
    func emptyPost() async throws {
        let server = try TestServer { _ in .ok("{}") }
        _ = try await transport().send(Self.request(.post, server.url))
        #expect(server.requests.first?.contains("Content-Length: 0\r\n") == true)
    }

    @Test("one connection serves one request after the other")
    func keepAlive() async throws {
        let server = try TestServer { _ in .ok("{}") }
        let transport = transport()
        for _ in 0..<20 { _ = try await transport.send(Self.request(server.url)) }
        #expect(server.requests.count == 20)
        #expect(server.connections == 1)
    }

    @Test("a server that stays silent times out")
    func silence() async throws {
        let server = try TestServer()
        // On a slow machine the shorter times are over before the request is sent.
        for (number, time) in growingTimes.enumerated() {
            var request = Self.request(server.url + "\(number)")
            request.timeout = time
            let error = try await #require(throws: TransportError.self) { try await transport().send(request) }
            #expect(error.kind == .timedOut)
            guard server.requests.contains(where: { $0.hasPrefix("GET /\(number) ") }) else { continue }
            #expect(error.mayHaveBeenSent)
            return
        }
        Issue.record("no request was sent before its time was over")
    }

    @Test(
        "a connection that closes without an answer is lost",
        arguments: [
            TestServer.Reply.last([]),
            .last(TestServer.Reply.head("200 OK", ["Content-Length: 10"]) + Array("half".utf8)),
            .last(TestServer.Reply.head("200 OK", ["Transfer-Encoding: chunked"]) + Array("5\r\nhel".utf8)),
        ]
    )
    func closing(reply: TestServer.Reply) async throws {
        let error = try await failure(of: reply)
        #expect(error.kind == .connectionLost)
        #expect(error.mayHaveBeenSent)
    }

    @Test(
        "a body beyond the limit ends the transfer, announced or not",
        arguments: [
            TestServer.Reply.bytes(TestServer.Reply.head("200 OK", ["Content-Length: 999999999"])),
            .endless(TestServer.Reply.head("200 OK", []) + Array(repeating: 0x20, count: 65536)),
        ]
    )
    func endlessBody(reply: TestServer.Reply) async throws {
        let error = try await failure(of: reply, maxBodyBytes: 100_000)
        #expect(error.kind == .bodyTooLarge(limit: 100_000))
    }

    @Test("what is not HTTP is told apart from what is")
    func notHTTP() async throws {
        let error = try await failure(of: .last(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)))
        #expect(error.kind == .invalidAnswer)
    }

    @Test("a redirect is an answer, not an order")
    func redirect() async throws {
        let server = try TestServer { _ in
            .bytes(TestServer.Reply.head("302 Found", ["Location: /elsewhere", "Content-Length: 0"]))
        }
        let response = try await transport().send(Self.request(server.url))
        #expect(response.status == 302)
        #expect(server.requests.count == 1)
    }

    @Test("nobody listening, no such name and no such URL are told apart")
    func unreachable() async throws {
        let nobody = try SilentPort()
        defer { withExtendedLifetime(nobody) {} }
        let transport = transport()
        func kind(_ url: String) async throws -> TransportError.Kind {
            let error = try await #require(throws: TransportError.self) { try await transport.send(Self.request(url)) }
            #expect(!error.mayHaveBeenSent)
            return error.kind
        }
        #expect(try await kind("http://127.0.0.1:\(nobody.port)/") == .couldNotConnect)
        #expect(try await kind("http://name.invalid/") == .couldNotResolve)
        #expect(try await kind("ftp://127.0.0.1/") == .invalidURL)
        #expect(try await kind("http://[::1/") == .invalidURL)
    }

    @Test("a server without TLS behind an https URL is no secure connection")
    func noTLS() async throws {
        let server = try TestServer(greeting: Array("no TLS here\r\n".utf8))
        let url = server.url.replacing("http:", with: "https:")
        let error = try await #require(throws: TransportError.self) { try await transport().send(Self.request(url)) }
        #expect(error.kind == .tls || error.kind == .connectionLost)
        #expect(!error.mayHaveBeenSent)
    }

    @Test("a proxy gets the request in the server's place")
    func proxy() async throws {
        let proxy = try TestServer { _ in .ok("from the proxy") }
        let transport = CurlTransport(options: .init(proxy: .url(proxy.url)))
        let response = try await transport.send(Self.request("http://cloud.invalid/v1/servers"))
        #expect(response.body == Array("from the proxy".utf8))
        #expect(proxy.requests.first?.hasPrefix("GET http://cloud.invalid/v1/servers HTTP/1.1\r\n") == true)
    }

    @Test("a CA file that does not exist is named in the error")
    func caFile() async throws {
        let server = try TestServer { _ in .silence }
        let transport = CurlTransport(options: .init(proxy: .direct, caFile: "/nonexistent/ca.pem"))
        let url = server.url.replacing("http:", with: "https:")
        let error = try await #require(throws: TransportError.self) { try await transport.send(Self.request(url)) }
        #expect(error.kind == .tls)
        #expect(error.description.contains("/nonexistent/ca.pem"))
    }

    @Test("a kept connection that dies under a request is replaced for a GET and never for a POST")
    func staleConnection() async throws {
        let server = try TestServer { $0.contains("/die") ? .last([]) : .ok("{}") }
        let transport = transport()
        for method in [HTTPMethod.get, .post] {
            _ = try await transport.send(Self.request(server.url))
            let before = server.requests.count
            let error = try await #require(throws: TransportError.self) {
                try await transport.send(Self.request(method, server.url + "die"))
            }
            #expect(error.kind == .connectionLost)
            #expect(error.mayHaveBeenSent)
            #expect(server.requests.count - before == (method == .post ? 1 : 2))
        }
    }

    @Test("answers before the real one do not mix into it")
    func continuation() async throws {
        let early = TestServer.Reply.head("103 Early Hints", ["X-Early: 1"])
        let final = TestServer.Reply.head("200 OK", ["Content-Length: 2"]) + Array("ok".utf8)
        let server = try TestServer { _ in .bytes(early + final) }
        let response = try await transport().send(Self.request(server.url))
        #expect(response.status == 200)
        #expect(response.headers["X-Early"] == nil)
    }
}
