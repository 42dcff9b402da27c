import Testing

@testable import HetznerCloud

@Suite struct RequestChainTests {
    @Test("the body of an answer comes as it is where nobody wants it read, and a refusal is read all the same")
    func bytes() async throws {
        let transport = ScriptedTransport(.text(200, "no JSON"), .error(404, "not_found"))
        let client = CloudClient.fixture(transport)
        let answer = try await client.bytes(.get, "servers", query: [QueryItem("page", 2)])
        #expect((answer.status, answer.body) == (200, Array("no JSON".utf8)))
        #expect(transport.lines == ["GET /servers?page=2"])
        let error = await #expect(throws: APIError.self) { try await client.bytes(.get, "servers/1") }
        #expect(error?.code == .notFound)
    }

    @Test("a request carries the token, the user agent and its body")
    func request() async throws {
        let transport = ScriptedTransport(.answer(201, ["server": ["id": 1]]))
        let client = CloudClient.fixture(transport) { configuration in
            configuration.applicationName = "demo"
            configuration.applicationVersion = "2"
        }
        let response = try await client.request(.post, "servers", body: ["name": "web"])
        #expect(response["server"]?["id"] == 1)
        let request = try #require(transport.requests.first)
        #expect(request.url == "http://test/v1/servers")
        #expect(request.body == Array(#"{"name":"web"}"#.utf8))
        let headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        #expect(headers["authorization"] == "Bearer secret")
        #expect(headers["user-agent"]?.hasPrefix("demo/2 ") == true)
        #expect(headers["content-type"] == "application/json")
    }

    @Test("paths and queries are escaped, and storage boxes have their own host")
    func urls() async throws {
        let transport = ScriptedTransport(.answer(200, [:]))
        let client = CloudClient.fixture(transport)
        _ = try await client.request(.get, "/zones/example.com/rrsets/@/A")
        _ = try await client.request(.get, "a b/ü?#%")
        _ = try await client.request(
            .get,
            "servers",
            query: [QueryItem("label_selector", "a=b,!c"), QueryItem("sort", "id:asc"), QueryItem("name", "x&y z")]
        )
        _ = try await client.request(.get, "storage_boxes/1")
        _ = try await client.request(.get, "storage_box_types")
        #expect(
            transport.lines == [
                "GET /zones/example.com/rrsets/@/A", "GET /a%20b/%C3%BC%3F%23%25",
                "GET /servers?label_selector=a%3Db,%21c&sort=id:asc&name=x%26y%20z",
                "GET http://storage/v1/storage_boxes/1", "GET http://storage/v1/storage_box_types",
            ]
        )
    }

    @Test("a refusal is thrown with everything that the API says about it")
    func refusal() async throws {
        let body: JSONValue = [
            "error": [
                "code": "invalid_input", "message": "invalid input in field 'name'",
                "details": ["fields": [["name": "name", "messages": ["too long"]]]],
            ]
        ]
        let client = CloudClient.fixture(ScriptedTransport(.answer(422, body, headers: ["X-Correlation-Id": "abc"])))
        let error = try await #require(throws: APIError.self) { try await client.request(.post, "servers") }
        #expect(error.code == .invalidInput)
        #expect(error.status == 422)
        #expect(error.details.fields == [APIError.Field(name: "name", messages: ["too long"])])
        #expect(error.description == "POST /servers: invalid input in field 'name' (invalid_input, abc)")
        #expect(error.headers["x-correlation-id"] == "abc")
        #expect(error.details.json["fields"]?[0]?["name"] == "name")
        #expect((error.method, error.path) == (.post, "/servers"))
    }

    private static let detailForms: [(JSONValue, APIError.Details)] = [
        (["limits": [["name": "server_limit"]]], APIError.Details(limits: ["server_limit"])),
        (["announcement": "https://example.com"], APIError.Details(announcement: "https://example.com")),
        (["other": 1], APIError.Details()),
        (nil, APIError.Details()),
    ]

    @Test("details of every form are read, and their absence is fine", arguments: detailForms)
    func details(json: JSONValue, details: APIError.Details) async throws {
        var details = details
        details.json = json
        let body: JSONValue = ["error": ["code": "x", "message": "m", "details": json]]
        let client = CloudClient.fixture(ScriptedTransport(.answer(403, body)))
        let error = try await #require(throws: APIError.self) { try await client.request(.get, "servers") }
        #expect(error.details == details)
    }

    @Test(
        "errors fall into the classes that callers switch on",
        arguments: [
            (400, APIError.Category.badRequest), (401, .authentication), (403, .permission), (404, .notFound),
            (409, .conflict), (423, .conflict), (422, .unprocessable), (429, .rateLimited), (503, .server),
            (302, .other),
        ]
    )
    func categories(status: Int, category: APIError.Category) {
        #expect(APIError(code: "x", message: "", status: status).category == category)
    }

    @Test("token and endpoints come from the environment as with Hetzner's tools")
    func environment() {
        let usual = ClientConfiguration.fromEnvironment([:])
        #expect((usual.token, usual.endpoint) == (nil, "https://api.hetzner.cloud/v1"))
        let environment = [
            "HCLOUD_TOKEN": "", "HETZNER_API_TOKEN": "t", "HCLOUD_ENDPOINT": "http://a", "HETZNER_ENDPOINT": "http://b",
        ]
        let configuration = ClientConfiguration.fromEnvironment(environment)
        #expect(configuration.token == "t")
        #expect((configuration.endpoint, configuration.storageEndpoint) == ("http://a", "http://b"))
    }

    @Test("a conflict is retried with growing waits until it succeeds")
    func retries() async throws {
        let clock = JumpingClock()
        let conflict = ScriptedTransport.Step.error(409, "conflict")
        let transport = ScriptedTransport(conflict, conflict, .answer(201, [:]))
        let client = CloudClient.fixture(transport, clock: clock)
        _ = try await client.request(.post, "servers")
        #expect(clock.sleeps == [.seconds(1), .seconds(2)])
        #expect(client.statistics == RequestStatistics(retries: 2, byMethod: [.get: 0, .post: 3, .put: 0, .delete: 0]))
        #expect(client.requestCount == 3)
    }

    @Test("after the last retry the error itself is thrown")
    func exhaustion() async throws {
        let transport = ScriptedTransport(.lost(.connectionLost, sent: true))
        let client = CloudClient.fixture(transport).with { $0.maxRetries = 2 }
        let error = try await #require(throws: TransportError.self) { try await client.request(.get, "servers") }
        #expect(error.kind == .connectionLost)
        #expect(error.request == RequestTrace(method: .get, path: "/servers", attempts: 3))
        #expect(transport.requests.count == 3)
    }

    @Test("a POST whose answer was lost is not repeated, and says that its outcome is unknown")
    func unknownOutcome() async throws {
        let transport = ScriptedTransport(.lost(.timedOut, sent: true))
        let client = CloudClient.fixture(transport)
        let error = try await #require(throws: OutcomeUnknown.self) { try await client.request(.post, "servers") }
        guard case .transport(let cause) = error.cause else { throw error }
        #expect(cause.kind == .timedOut)
        #expect(error.path == "/servers")
        #expect(transport.requests.count == 1)
    }

    @Test("a success that is no JSON is an error of its own")
    func garbage() async throws {
        let client = CloudClient.fixture(ScriptedTransport(.text(200, "<html>")))
        let error = try await #require(throws: InvalidResponse.self) { try await client.request(.get, "servers") }
        #expect(error.reason == "the body is no JSON, line 1, column 1: unexpected '<'")
    }

    @Test("an empty success has no body")
    func emptyBody() async throws {
        let response = try await CloudClient.fixture(ScriptedTransport(.answer(204))).request(.delete, "servers/1")
        #expect(response.status == 204)
        #expect(response.json == nil)
    }

    @Test("the observer hears of every attempt, and never of the token")
    func events() async throws {
        let heard = Lock<[String]>([])
        let transport = ScriptedTransport(
            .lost(.connectionLost, sent: true),
            .error(502, "bad_gateway", headers: ["X-Correlation-Id": "c1"]),
            .answer(200, [:])
        )
        let client = CloudClient.fixture(transport) { configuration in
            configuration.observer = { event in
                guard case .attempted(let attempt) = event else { return }
                let outcome = "\(attempt.status ?? 0) \(attempt.correlationID ?? "-") \(attempt.problem ?? "-")"
                let retry = attempt.retryDelay.map { "retry after \($0)" } ?? "done"
                heard.withLock {
                    $0.append("\(attempt.number) \(attempt.method.rawValue) \(attempt.path): \(outcome), \(retry)")
                }
            }
        }
        _ = try await client.request(.get, "servers", query: [QueryItem("name", "a")])
        let expected = [
            "1 GET /servers?name=a: 0 - the connection to test:80 was lost: scripted, retry after 1.0 seconds",
            "2 GET /servers?name=a: 502 c1 no (bad_gateway), retry after 2.0 seconds",
            "3 GET /servers?name=a: 200 - -, done",
        ]
        #expect(heard.withLock { $0 } == expected)
        var dumped = ""
        dump(client.configuration, to: &dumped)
        #expect(!dumped.contains("secret") && !"\(client.configuration)".contains("secret"))
    }

    @Test("cancelling ends the wait before a retry")
    func cancellation() async throws {
        let transport = ScriptedTransport(.error(409, "conflict"))
        let client = CloudClient.fixture(transport) {
            $0.clock.sleep = { _ in try await Task.sleep(for: .seconds(3600)) }
        }
        let task = Task { try await client.request(.get, "servers") }
        while transport.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
