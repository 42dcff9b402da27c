import Testing

@testable import HetznerCloud

@Suite(.timeLimit(.minutes(60))) struct CurlConcurrencyTests {
    private func transport() -> CurlTransport {
        CurlTransport(options: .init(proxy: .direct))
    }

    @Test("a thousand concurrent requests all end, over few connections")
    func thousand() async throws {
        let server = try TestServer { .ok(String($0.split(separator: " ")[1])) }
        let transport = transport()
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<1000 {
                group.addTask {
                    let request = TransportRequest.patient(.get, server.url + "\(number)")
                    return (number, String(decoding: try await transport.send(request).body, as: UTF8.self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 1000)
        #expect(answers.allSatisfy { $0.value == "/\($0.key)" })
        #expect(server.connections <= 16)
    }

    @Test("cancelling a thousand requests ends them all and leaves nothing behind")
    func cancelThousand() async throws {
        let server = try TestServer { _ in .silence }
        weak var thread: CurlThread?
        do {
            let transport = transport()
            thread = transport.thread
            let request = TransportRequest.patient(.get, server.url)
            let tasks = (0..<1000).map { _ in Task { try await transport.send(request) } }
            while server.requests.count < 16 { await Task.yield() }
            for task in tasks { task.cancel() }
            for task in tasks {
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
        while thread != nil { await Task.yield() }
        while server.connections > 0 { await Task.yield() }
    }

    @Test("cancelling closes the connection at once")
    func cancelRunning() async throws {
        let server = try TestServer { _ in .silence }
        let transport = transport()
        let task = Task { try await transport.send(.patient(.post, server.url)) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        while server.connections > 0 { await Task.yield() }
    }

    @Test("a cancel that comes before, between or after loses nothing")
    func cancelAnytime() async throws {
        let server = try TestServer { _ in .ok("{}") }
        let transport = transport()
        let request = TransportRequest.patient(.get, server.url)
        for yields in 0..<200 {
            let task = Task { try await transport.send(request) }
            for _ in 0..<(yields % 20) { await Task.yield() }
            task.cancel()
            let result = await task.result
            switch result {
            case .success(let response): #expect(response.status == 200)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
        #expect(try await transport.send(request).status == 200)
    }

    @Test("releasing the transport ends its thread")
    func release() async throws {
        weak var thread: CurlThread?
        do {
            let server = try TestServer { _ in .ok("{}") }
            let transport = transport()
            thread = transport.thread
            _ = try await transport.send(.patient(.get, server.url))
        }
        while thread != nil { await Task.yield() }
    }

    @Test("time-outs do not run while a request waits for its turn")
    func queueing() async throws {
        // On a slow machine the shorter times are over before the first one's request is there, or the second one's turn.
        for time in growingTimes where try await waitsInVain(time) == false { return }
        Issue.record("a request that waited for its turn always timed out")
    }

    /// Whether a request gives up that may take that long, and waits for its turn for longer.
    private func waitsInVain(_ time: Duration) async throws -> Bool {
        let server = try TestServer { $0.contains("/slow") ? .silence : .ok("{}") }
        let transport = CurlTransport(options: .init(proxy: .direct, maxConnections: 1))
        var slow = TransportRequest.patient(.get, server.url + "slow")
        slow.timeout = time * 1.5
        var quick = TransportRequest.patient(.get, server.url)
        quick.timeout = time
        let hasEnded = Lock(false)
        let first = Task { [slow] in
            defer { hasEnded.withLock { $0 = true } }
            return try await transport.send(slow)
        }
        while server.requests.isEmpty, !hasEnded.withLock({ $0 }) { await Task.yield() }
        let status = try? await transport.send(quick).status
        await #expect(throws: TransportError.self) { try await first.value }
        return status != 200
    }
}
