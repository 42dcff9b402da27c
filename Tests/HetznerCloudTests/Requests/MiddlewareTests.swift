import Testing

@testable import HetznerCloud

@Suite struct MiddlewareTests {
    @Test("middleware is around every attempt, the first outermost")
    func order() async throws {
        let log = Lock<[String]>([])
        func noting(_ name: String) -> Middleware {
            { request, next in
                log.withLock { $0.append("\(name) sends") }
                let response = try await next(request)
                log.withLock { $0.append("\(name) got \(response.status)") }
                return response
            }
        }
        let transport = ScriptedTransport(.error(503, "unavailable"), .answer(200, [:]))
        let client = CloudClient.fixture(transport) { $0.middleware = [noting("a"), noting("b")] }
        _ = try await client.request(.get, "servers")
        let attempt = { (status: Int) in ["a sends", "b sends", "b got \(status)", "a got \(status)"] }
        #expect(log.withLock { $0 } == attempt(503) + attempt(200))
    }

    @Test("middleware adds headers, and may answer by itself")
    func headers() async throws {
        let transport = ScriptedTransport(.answer(200, [:]))
        let client = CloudClient.fixture(transport) { configuration in
            configuration.middleware = [
                { request, next in
                    var request = request
                    request.headers.append((name: "traceparent", value: "00-1-2-01"))
                    return try await next(request)
                }
            ]
        }
        _ = try await client.request(.get, "servers")
        #expect(transport.requests.first?.headers.contains { $0 == ("traceparent", "00-1-2-01") } == true)
        let closed = client.with { $0.middleware = [{ _, _ in TransportResponse(status: 404) }] }
        await #expect(throws: APIError.self) { try await closed.request(.get, "servers") }
        #expect(transport.requests.count == 1)
    }

    @Test("a header that would end early is refused", arguments: [("X-A", "1\r\nX-Evil: 1"), ("X-A\r\nX-Evil", "1")])
    func hostile(name: String, value: String) async throws {
        let transport = ScriptedTransport(.answer(200, [:]))
        let client = CloudClient.fixture(transport) { configuration in
            configuration.middleware = [
                { request, next in
                    var request = request
                    request.headers.append((name: name, value: value))
                    return try await next(request)
                }
            ]
        }
        await #expect(throws: InvalidRequest(.header(name))) { try await client.request(.get, "servers") }
        #expect(transport.requests.isEmpty)
    }
}
