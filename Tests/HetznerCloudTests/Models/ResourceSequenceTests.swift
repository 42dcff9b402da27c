import Testing

@testable import HetznerCloud

@Suite struct ResourceSequenceTests {
    /// A list of that many SSH keys, whose answers follow `page` and `per_page`.
    private func transport(count: Int) -> ScriptedTransport {
        ScriptedTransport { request, _ in
            let numbers = request.url.split(whereSeparator: { !$0.isNumber }).suffix(2).compactMap { Int($0) }
            let (page, size) = (numbers[0], numbers[1])
            let ids = (1...count).dropFirst((page - 1) * size).prefix(size)
            let keys = ids.map { id -> JSONValue in
                var key = ResourceFixtures.sshKey.object ?? [:]
                key["id"] = .integer(Int64(id))
                return .object(key)
            }
            let isLast = page * size >= count
            let pagination: JSONValue = [
                "page": .integer(Int64(page)), "next_page": isLast ? nil : .integer(Int64(page + 1)),
                "total_entries": .integer(Int64(count)),
            ]
            let body: JSONValue = ["ssh_keys": .array(keys), "meta": ["pagination": pagination]]
            return TransportResponse(status: 200, body: body.encoded())
        }
    }

    @Test("iterating reads page after page, and no page before it is needed")
    func iterating() async throws {
        let transport = transport(count: 120)
        var ids: [Int64] = []
        for try await key in CloudClient.fixture(transport).sshKeys.all() {
            ids.append(key.id.rawValue)
            if ids.count == 50 { #expect(transport.requests.count == 1) }
        }
        #expect(ids == (1...120).map { Int64($0) })
        #expect(transport.lines.last == "GET /ssh_keys?page=3&per_page=50")
    }

    @Test("a page leads to the next one, with the same size and filters")
    func pages() async throws {
        let transport = transport(count: 5)
        let first = try await CloudClient.fixture(transport).sshKeys.all(labelSelector: "a=b").page(perPage: 2)
        #expect(first.items.map(\.id) == [1, 2])
        #expect(first.totalEntries == 5)
        #expect(first.hasNextPage)
        #expect(first.nextPageInfo == .init(page: 2, perPage: 2))
        let last = try #require(try await first.nextPage()?.nextPage())
        #expect(last.items.map(\.id) == [5])
        #expect(!last.hasNextPage)
        #expect(try await last.nextPage() == nil)
        #expect(transport.lines.last == "GET /ssh_keys?label_selector=a%3Db&page=3&per_page=2")
    }

    @Test("an object that slips to the next page is seen once")
    func duplicates() async throws {
        let key = ResourceFixtures.sshKey
        let pagination = { (next: JSONValue) -> JSONValue in ["pagination": ["next_page": next]] }
        let transport = ScriptedTransport(
            .answer(200, ["ssh_keys": [key], "meta": pagination(2)]),
            .answer(200, ["ssh_keys": [key], "meta": pagination(nil)])
        )
        #expect(try await CloudClient.fixture(transport).sshKeys.all().collect().count == 1)
    }

    @Test("a name that nothing has is nothing")
    func name() async throws {
        let transport = ScriptedTransport(.answer(200, ["servers": []]))
        #expect(try await CloudClient.fixture(transport).servers.get(name: "web") == nil)
    }

    @Test(
        "selectors are combined with commas",
        arguments: [
            (LabelSelector.label("env", is: "prod") & .hasLabel("team"), "env=prod,team"),
            (.lacksLabel("a") & .label("b", isNot: "c"), "!a,b!=c"),
            (.label("a", isIn: ["b", "c"]), "a in (b,c)"),
            (.label("a", isNotIn: ["b", "c"]), "a notin (b,c)"),
        ]
    )
    func selectors(selector: LabelSelector, text: String) {
        #expect(selector.description == text)
    }

    @Test("creating a server hands over all actions that it starts")
    func created() async throws {
        let transport = ScriptedTransport(.answer(201, ResourceFixtures.everything))
        let created = try await CloudClient.fixture(transport).servers.create(name: "a", serverType: "b", image: "c")
        #expect(created.resource.name == "web")
        #expect(created.actions.map(\.id) == [90, 90, 90])
        #expect(created.rootPassword == "s3cret")
    }
}
