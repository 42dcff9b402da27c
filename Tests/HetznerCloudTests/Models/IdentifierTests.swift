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

    @Test("where the API takes an id or a name, a variable of either will do, and both in one list")
    func references() async throws {
        let transport = ScriptedTransport(.answer(200, ResourceFixtures.everything))
        let client = CloudClient.fixture(transport)
        let (type, image, place, keys) = ("cx23", Image.ID(3), Location.ID(1), ["ops"])
        let either = IDOrName<Image>(parsing: "debian-13")
        _ = try await client.servers.create(name: "a", serverType: type, image: image, location: place, sshKeys: keys)
        _ = try await client.servers.create(name: "b", serverType: 22, image: either, location: nil, sshKeys: ["x", 9])
        _ = try await client.servers.changeType(10, to: type, upgradeDisk: false)
        _ = try await client.servers.rebuild(10, from: image)
        _ = try await client.volumes.create(name: "v", size: 10, in: .location(place))
        _ = try await client.volumes.create(name: "v", size: 10, in: .location(type))
        let bodies: [JSONValue] = [
            ["name": "a", "server_type": "cx23", "image": 3, "location": 1, "ssh_keys": ["ops"]],
            ["name": "b", "server_type": 22, "image": "debian-13", "ssh_keys": ["x", 9]],
            ["server_type": "cx23", "upgrade_disk": false], ["image": 3],
            ["name": "v", "size": 10, "location": 1], ["name": "v", "size": 10, "location": "cx23"],
        ]
        #expect(try transport.requests.map { try JSONParser.parse($0.body ?? []) } == bodies)
    }

    @Test("a zone is named by its name and by its id in every call")
    func zones() async throws {
        let transport = ScriptedTransport(.answer(200, ResourceFixtures.everything))
        let zones = CloudClient.fixture(transport).zones
        func all(_ zone: some ZoneReference) async throws {
            _ = try await zones.get(zone)
            _ = try await zones.update(zone, labels: [:])
            _ = try await zones.changeProtection(zone, delete: true)
            _ = try await zones.changeTTL(zone, to: 60)
            _ = try await zones.changePrimaryNameservers(zone, to: [])
            _ = try await zones.importZoneFile(zone, "")
            _ = try await zones.exportZoneFile(zone)
            _ = try await zones.actions(of: zone).page()
            _ = try await zones.action(90, of: zone)
            _ = try await zones.rrsets(in: zone).all().page()
            try await zones.delete(zone)
        }
        try await all("example.com")
        try await all(Zone.ID(40))
        try await all(IDOrName<Zone>(parsing: "40"))
        let paths = transport.lines.compactMap {
            $0.split(separator: "/").dropFirst(2).first?.split(separator: "?").first
        }
        #expect(paths == Array(repeating: "example.com", count: 11) + Array(repeating: "40", count: 22))
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
        let (name, id) = ("web", Server.ID(10))
        let servers = CloudClient.fixture(transport).servers
        if case .id = server { _ = try await servers.find(id) } else { _ = try await servers.find(name) }
        #expect(transport.lines == [line, line])
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
