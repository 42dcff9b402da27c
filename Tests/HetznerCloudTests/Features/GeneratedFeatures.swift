import FoundationEssentials
import Logging
import Testing

@testable import HetznerCloud

extension Feature {
    /// A client that was generated from the API's description, in a synchronous and an asynchronous form.
    static let generated = generatedCalls + generatedPages + generatedErrors + generatedSettings

    private static let generatedCalls: [Feature] = [
        Feature("an asynchronous client", "`CloudClient`") {
            let location = try await CloudClient.simulated().locations.get(name: "fsn1")
            #expect(location != nil)
        },
        Feature("a synchronous client", "`client.blocking(_:)`") {
            let client = CloudClient.simulated()
            let names = try await MainActor.run {
                try client.blocking { try await $0.locations.all().collect().map(\.name) }
            }
            #expect(names.contains("fsn1"))
        },
        request("parameters with types", "`servers.powerOn(_:)`", "POST /servers/10/actions/poweron") {
            try await $0.servers.powerOn(10)
        },
        request(
            "nested parameters",
            "`Server.PublicNetRequest`",
            "POST /servers",
            [
                "name": "w", "server_type": "cx23", "image": 3,
                "public_net": ["enable_ipv4": true, "enable_ipv6": false],
            ]
        ) { client in
            try await client.servers.create(
                name: "w",
                serverType: "cx23",
                image: 3,
                publicNet: .init(enableIPv6: false)
            )
        },
        Feature("answers with types", "`Server`") {
            let answer = ScriptedTransport.Step.answer(200, ["server": ResourceFixtures.server])
            let server = try await CloudClient.fixture(ScriptedTransport(answer)).servers.get(10)
            #expect(server.status == .running)
        },
        Feature("a model as JSON and as a dictionary", "`JSONEncodable.json`") {
            let key = try SSHKey(json: ResourceFixtures.sshKey)
            #expect(try SSHKey(json: key.json) == key)
            #expect(key.json.object?["name"] == "ops")
        },
        Feature("a model from JSON", "`JSONDecodable.init(json:)`") {
            let key = try SSHKey(json: ResourceFixtures.sshKey)
            #expect(key.name == "ops")
        },
        Feature("a token from the environment", "`ClientConfiguration.fromEnvironment(_:)`") {
            #expect(ClientConfiguration.fromEnvironment(["HCLOUD_TOKEN": "t"]).token == "t")
        },
        request("operations without a method", "`client.request(_:_:query:body:)`", "GET /new") {
            try await $0.request(.get, "new")
        },
        Feature("headers of an answer", "`APIResponse.headers`") {
            let transport = ScriptedTransport(.answer(200, [:], headers: ["RateLimit-Remaining": "7"]))
            let response = try await CloudClient.fixture(transport).request(.get, "servers")
            #expect(response.headers["RateLimit-Remaining"] == "7")
        },
        Feature("additional headers and query parameters", "`configuration.middleware`") {
            let transport = ScriptedTransport(.answer(200))
            let client = CloudClient.fixture(transport) { configuration in
                configuration.middleware.append { request, next in
                    var request = request
                    request.headers.append((name: "X-Team", value: "shop"))
                    return try await next(request)
                }
            }
            _ = try await client.request(.get, "servers", query: [QueryItem("new", "1")])
            #expect(transport.header("X-Team") == "shop")
            #expect(transport.lines == ["GET /servers?new=1"])
        },
        Feature("a log", "`configuration.logger`") {
            let events = Lock(0)
            let client = CloudClient.fixture(ScriptedTransport(.answer(200))) { configuration in
                configuration.observer = { _ in events.withLock { $0 += 1 } }
                configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            }
            _ = try await client.request(.get, "servers")
            #expect(events.withLock { $0 } == 1)
        },
    ]

    private static let generatedPages: [Feature] = [
        Feature("pages are fetched while one iterates", "`ResourceList`") {
            let transport = pages
            let keys = try await CloudClient.fixture(transport).sshKeys.all().reduce(into: []) { $0.append($1.name) }
            #expect(keys == ["ops", "ops"])
            #expect(transport.requests.count == 2)
        },
        Feature("the same, synchronously", "`ResourceList.collect()`") {
            let client = CloudClient.fixture(pages)
            let keys = try await MainActor.run { try client.blocking { try await $0.sshKeys.all().collect() } }
            #expect(keys.count == 2)
        },
        Feature("`has_next_page`", "`ResourcePage.hasNextPage`") {
            let page = try await CloudClient.fixture(pages).sshKeys.all().page()
            #expect(page.hasNextPage)
        },
        Feature("`next_page_info`", "`ResourcePage.nextPageInfo`") {
            let page = try await CloudClient.fixture(pages).sshKeys.all().page(1, perPage: 1)
            #expect(page.nextPageInfo?.page == 2)
        },
        Feature("`get_next_page()`", "`ResourcePage.nextPage()`") {
            let page = try await CloudClient.fixture(pages).sshKeys.all().page()
            let last = try await page.nextPage()
            #expect(last?.number == 2)
            #expect(try await last?.nextPage() == nil)
        },
        Feature("a page's number and items", "`ResourcePage.number`, `ResourcePage.items`") {
            let page = try await CloudClient.fixture(pages).sshKeys.all().page()
            #expect((page.number, page.items.count, page.totalEntries) == (1, 1, 2))
        },
    ]

    private static let pages = ScriptedTransport { request, _ in
        let number: Int64 = request.url.contains("page=2") ? 2 : 1
        var key = ResourceFixtures.sshKey.object ?? [:]
        key["id"] = .integer(number)
        let next: JSONValue = number == 1 ? 2 : nil
        let pagination: JSONValue = ["page": .integer(number), "next_page": next, "last_page": 2, "total_entries": 2]
        let body: JSONValue = ["ssh_keys": [.object(key)], "meta": ["pagination": pagination]]
        return TransportResponse(status: 200, body: body.encoded())
    }

    private static let generatedErrors: [Feature] =
        [
            ("`BadRequestError`", 400, APIError.Category.badRequest), ("`AuthenticationError`", 401, .authentication),
            ("`PermissionDeniedError`", 403, .permission), ("`NotFoundError`", 404, .notFound),
            ("`ConflictError`", 409, .conflict), ("`UnprocessableEntityError`", 422, .unprocessable),
            ("`RateLimitError`", 429, .rateLimited), ("`InternalServerError`", 500, .server),
        ].map { name, status, category in
            Feature(name, "`APIError.category`") {
                #expect((await failure(at: .answer(status)) as? APIError)?.category == category)
            }
        } + [
            Feature("`APIError` over all of them", "`CloudError`") {
                #expect(await failure(at: .lost(.tls, sent: false)) is any CloudError)
                #expect(await failure(at: .answer(500)) is any CloudError)
            },
            Feature("`APIConnectionError`", "`TransportError`") {
                #expect(await failure(at: .lost(.couldNotConnect, sent: false)) is TransportError)
            },
            Feature("`APITimeoutError`", "`TransportError.Kind.timedOut`") {
                #expect((await failure(at: .lost(.timedOut, sent: true)) as? TransportError)?.kind == .timedOut)
            },
            Feature("what is behind an error", "`OutcomeUnknown.cause`") {
                let client = CloudClient.fixture(ScriptedTransport(.lost(.timedOut, sent: true)))
                let error = await #expect(throws: OutcomeUnknown.self) { try await client.request(.post, "servers") }
                #expect(error?.cause.error is TransportError)
            },
            Feature("`error.response`", "`APIError.status`, `APIError.headers`, `APIError.details`") {
                let answer = ScriptedTransport.Step.error(429, "rate_limit_exceeded", headers: ["RateLimit-Reset": "1"])
                let error = try #require(await failure(at: answer) as? APIError)
                #expect((error.status, error.headers["RateLimit-Reset"]) == (429, "1"))
            },
        ]

    private static let generatedSettings: [Feature] = [
        Feature("retries of a client", "`configuration.maxRetries`") {
            let transport = ScriptedTransport(.answer(503))
            let client = CloudClient.fixture(transport) { $0.maxRetries = 1 }
            await #expect(throws: APIError.self) { try await client.request(.get, "servers") }
            #expect(transport.requests.count == 2)
        },
        Feature("retries of a call", "`client.with(_:)`") {
            let transport = ScriptedTransport(.answer(503))
            let client = CloudClient.fixture(transport).with { $0.maxRetries = 0 }
            await #expect(throws: APIError.self) { try await client.servers.get(1) }
            #expect(transport.requests.count == 1)
        },
        Feature("retried: connections, 408, 409, 429 and 5xx", "`configuration.retryConditions`") {
            for step in [.lost(.couldNotConnect, sent: false), .error(409, "conflict"), .answer(429), .answer(500)]
                as [ScriptedTransport.Step]
            { await expect(2, step, .answer(200)) }
        },
        Feature("time-outs of a client", "`configuration.requestTimeout`") {
            let transport = ScriptedTransport(.answer(200))
            _ = try await CloudClient.fixture(transport) { $0.requestTimeout = .seconds(1) }.request(.get, "servers")
            #expect(transport.requests.first?.timeout == .seconds(1))
        },
        Feature("time-outs of a call", "`client.with(_:)`") {
            let transport = ScriptedTransport(.answer(200))
            let client = CloudClient.fixture(transport).with { $0.connectTimeout = .seconds(1) }
            _ = try await client.request(.get, "servers")
            #expect(transport.requests.first?.connectTimeout == .seconds(1))
        },
        Feature("time-outs of reading", "`configuration.readTimeout`") {
            let transport = ScriptedTransport(.answer(200))
            _ = try await CloudClient.fixture(transport) { $0.readTimeout = .seconds(9) }.request(.get, "servers")
            #expect(transport.requests.first?.readTimeout == .seconds(9))
        },
        Feature("time-outs of writing", "`configuration.writeTimeout`") {
            let transport = ScriptedTransport(.answer(200))
            _ = try await CloudClient.fixture(transport) { $0.writeTimeout = .seconds(8) }.request(.get, "servers")
            #expect(transport.requests.first?.writeTimeout == .seconds(8))
        },
        Feature("the base URL", "`configuration.endpoint`") {
            let address = try await url(of: "servers") { $0.endpoint = "https://x.test/v1" }
            #expect(address == "https://x.test/v1/servers")
        },
        Feature("proxies", "`CurlTransport.Options.proxy`") {
            let proxy = try TestServer { _ in .ok("{}") }
            _ = try await overHTTP(.init(proxy: .url(proxy.url))) { $0.endpoint = "http://api.test/v1" }
            #expect(proxy.requests.first?.hasPrefix("GET http://api.test/v1/servers ") == true)
        },
        Feature("a transport of one's own", "`Transport`") {
            let transport = ScriptedTransport(.answer(204))
            let response = try await CloudClient.fixture(transport).request(.get, "servers")
            #expect(response.status == 204)
        },
        Feature("the local address", "`CurlTransport.Options.localAddress`") {
            let server = try TestServer { _ in .ok("{}") }
            _ = try await overHTTP(.init(proxy: .direct, localAddress: "127.0.0.1")) { $0.endpoint = server.url }
            // TEST-NET-1 is no machine's.
            await #expect(throws: TransportError.self) {
                try await overHTTP(.init(proxy: .direct, localAddress: "192.0.2.1")) { $0.endpoint = server.url }
            }
        },
        Feature("`close()`", "`client.close()`") {
            let client = CloudClient(configuration: ClientConfiguration(token: "t"), connections: .init(proxy: .direct))
            client.close()
            let error = await #expect(throws: TransportError.self) { try await client.servers.get(1) }
            #expect(error?.kind == .closed)
        },
        Feature("a client as a context manager", "`CloudClient.scoped(_:connections:_:)`") {
            let server = try TestServer { _ in .ok("{}") }
            var configuration = ClientConfiguration(token: "t")
            configuration.endpoint = server.url
            let client = try await CloudClient.scoped(configuration, connections: .init(proxy: .direct)) { client in
                _ = try await client.request(.get, "servers")
                return client
            }
            await #expect(throws: TransportError.self) { try await client.request(.get, "servers") }
        },
        Feature("connections end with the client", "`CurlTransport`") {
            let server = try TestServer { _ in .ok("{}") }
            _ = try await overHTTP(.init(proxy: .direct)) { $0.endpoint = server.url }
            while server.connections > 0 { await Task.yield() }
        },
    ]

    /// One read over HTTP, by a client that ends with it.
    private static func overHTTP(
        _ connections: CurlTransport.Options,
        _ configure: (inout ClientConfiguration) -> Void
    ) async throws -> APIResponse {
        var configuration = ClientConfiguration(token: "t")
        configuration.maxRetries = 0
        configure(&configuration)
        return try await CloudClient(configuration: configuration, connections: connections).request(.get, "servers")
    }
}
