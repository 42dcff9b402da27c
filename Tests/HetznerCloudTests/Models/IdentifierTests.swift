import Testing

@testable import HetznerCloud

@Suite struct IdentifierTests {
    @Test(
        "what a person has typed is an id if it is all digits, else a name",
        arguments: [
            ("42", IDOrName<Server>.id(42)), ("web", .name("web")), ("42a", .name("42a")), ("-1", .name("-1")),
            ("", .name("")), ("99999999999999999999", .name("99999999999999999999")),
        ]
    )
    func parsing(text: String, expected: IDOrName<Server>) {
        #expect(IDOrName(parsing: text) == expected)
    }

    @Test("a name and an id that a variable holds name the object too")
    func variables() {
        let (name, id) = ("42", Server.ID(42))
        #expect(IDOrName<Server>(name) == .name("42"))
        #expect(IDOrName(id) == .id(42))
        #expect(("web-\(id)" as IDOrName<Server>) == .name("web-42"))
    }

    @Test(
        "an object is found by its id with one request and by its name with one",
        arguments: [
            (IDOrName<Server>.id(10), "GET /servers/10"), (.name("web"), "GET /servers?name=web&page=1&per_page=1"),
        ]
    )
    func finding(server: IDOrName<Server>, line: String) async throws {
        let transport = ScriptedTransport(.answer(200, ResourceFixtures.everything))
        #expect(try await CloudClient.fixture(transport).servers.find(server)?.name == "web")
        #expect(transport.lines == [line])
    }

    @Test("what does not exist is not found, and every other refusal is thrown")
    func missing() async throws {
        let empty = CloudClient.fixture(ScriptedTransport(.answer(200, ["servers": []])))
        #expect(try await empty.servers.find("web") == nil)
        let unknown = CloudClient.fixture(ScriptedTransport(.error(404, "not_found")))
        #expect(try await unknown.servers.find(10) == nil)
        let forbidden = CloudClient.fixture(ScriptedTransport(.error(403, "forbidden")))
        await #expect(throws: APIError.self) { try await forbidden.servers.find(10) }
    }
}
