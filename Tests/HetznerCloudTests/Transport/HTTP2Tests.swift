import Testing

@testable import HetznerCloud

/// Over TLS, to a server that offers HTTP/2 and one that does not.
@Suite(.timeLimit(.minutes(60))) struct HTTP2Tests {
    private static let silentPath = "/silent"

    private func backend() throws -> TestServer {
        try TestServer { request in
            request.contains(Self.silentPath) ? .silence : .ok(#"{"path": "\#(request.split(separator: " ")[1])"}"#)
        }
    }

    private func transport(_ server: HTTP2Server) -> CurlTransport {
        CurlTransport(options: .init(proxy: .direct, caFile: server.certificate, offersHTTP2: true))
    }

    private func client(_ server: HTTP2Server) -> CloudClient {
        var configuration = ClientConfiguration(token: "test")
        configuration.endpoint = "https://127.0.0.1:\(server.port)"
        configuration.connectTimeout = .seconds(3600)
        configuration.requestTimeout = .seconds(3600)
        configuration.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(50))
        let connections = CurlTransport.Options(proxy: .direct, caFile: server.certificate, offersHTTP2: true)
        return CloudClient(configuration: configuration, connections: connections)
    }

    private func request(_ server: HTTP2Server, _ path: String, _ method: HTTPMethod = .get) -> TransportRequest {
        .patient(method, "https://127.0.0.1:\(server.port)\(path)")
    }

    /// Sends many at once, each to a path of its own, and returns the answers by path.
    private func answers(
        _ count: Int,
        _ method: HTTPMethod = .get,
        of client: CloudClient
    ) async throws -> [String: APIResponse] {
        try await withThrowingTaskGroup(of: (String, APIResponse).self) { group in
            for number in 0..<count {
                group.addTask {
                    let path = "/\(method.rawValue.lowercased())/\(number)"
                    return (path, try await client.request(method, APIPath(path)))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    @Test("a thousand requests share one connection, and each gets its own answer")
    func sharing() async throws {
        let backend = try backend()
        let server = try await HTTP2Server.start(before: backend)
        let answers = try await answers(1000, of: client(server))
        #expect(answers.count == 1000)
        #expect(answers.allSatisfy { $0.value["path"]?.string == $0.key })
        #expect(Set(answers.values.map { $0.headers["X-Protocol"] }) == ["HTTP/2.0"])
        #expect(Set(answers.values.map { $0.headers["X-Connection"] }).count == 1)
    }

    @Test("a server that winds up its connections again and again loses no request")
    func goingAway() async throws {
        let backend = try backend()
        let server = try await HTTP2Server.start(before: backend, requestsPerConnection: 20)
        let answers = try await answers(1000, of: client(server))
        #expect(answers.count == 1000)
        #expect(answers.allSatisfy { $0.value["path"]?.string == $0.key })
        #expect(Set(answers.values.map { $0.headers["X-Connection"] }).count >= 50)
    }

    @Test("a POST keeps to HTTP/1.1, and reaches the server once, while connections are wound up")
    func posting() async throws {
        let backend = try backend()
        let server = try await HTTP2Server.start(before: backend, requestsPerConnection: 20)
        let client = client(server)
        async let reads = answers(300, of: client)
        let posts = try await answers(300, .post, of: client)
        #expect(Set(posts.values.map { $0.headers["X-Protocol"] }) == ["HTTP/1.1"])
        #expect(try await Set(reads.values.map { $0.headers["X-Protocol"] }) == ["HTTP/2.0"])
        let arrivals = backend.requests.filter { $0.hasPrefix("POST") }.map { $0.prefix { $0 != "\r" } }
        #expect(arrivals.count == 300)
        #expect(Set(arrivals).count == 300)
    }

    @Test("cancelling and timing out end one request and leave the others on the connection alone")
    func ending() async throws {
        let backend = try backend()
        let server = try await HTTP2Server.start(before: backend)
        let transport = transport(server)
        let first = try await transport.send(request(server, "/first"))
        let cancelled = Task { try await transport.send(request(server, Self.silentPath)) }
        while !backend.hasSeen(Self.silentPath) { await Task.yield() }
        // On a slow machine the shorter times are over before the request is there.
        for (number, time) in growingTimes.enumerated() where number == 0 || !backend.hasSeen("\(Self.silentPath)/") {
            var impatient = request(server, "\(Self.silentPath)/\(number)")
            impatient.timeout = time
            let error = try await #require(throws: TransportError.self) { try await transport.send(impatient) }
            #expect(error.kind == .timedOut)
        }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        let last = try await transport.send(request(server, "/last"))
        #expect(last.headers["X-Connection"] == first.headers["X-Connection"])
    }

    @Test("cancelling a thousand requests ends them all and leaves nothing behind")
    func cancelThousand() async throws {
        let backend = try backend()
        let server = try await HTTP2Server.start(before: backend)
        weak var thread: CurlThread?
        do {
            let transport = transport(server)
            thread = transport.thread
            let tasks = (0..<1000).map { _ in Task { try await transport.send(request(server, Self.silentPath)) } }
            while backend.requests.count < 16 { await Task.yield() }
            for task in tasks { task.cancel() }
            for task in tasks {
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
        while thread != nil { await Task.yield() }
    }

    @Test(
        "a server without HTTP/2 is spoken to by HTTP/1.1",
        .enabled(if: TLSServer.openSSL != nil, "there is no openssl program here")
    )
    func fallingBack() async throws {
        let server = try await TLSServer.start(body: #"{"servers": []}"#)
        let options = CurlTransport.Options(proxy: .direct, caFile: server.certificate, offersHTTP2: true)
        let url = "https://127.0.0.1:\(server.port)/servers"
        let response = try await CurlTransport(options: options).send(.patient(.get, url))
        #expect(response.body == Array(#"{"servers": []}"#.utf8))
    }
}

extension TestServer {
    /// Whether a request came for a path that begins like this.
    fileprivate func hasSeen(_ path: String) -> Bool { requests.contains { $0.hasPrefix("GET \(path)") } }
}
