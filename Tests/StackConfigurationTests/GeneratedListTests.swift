import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Lists that expressions give")
struct GeneratedListTests {
    private static let servers = """
        stack: shop
        settings: { location: fsn1 }
        variables: { pw: { type: string, sensitive: true, default: "Abcdefgh1234%" } }
        servers: { web: { count: 2, server_type: cx23, image: debian-12 } }

        """

    private func attribute(_ name: AttributeName, of section: String, _ text: String) throws -> DesiredValue {
        let loaded = load(Self.servers + text)
        #expect(loaded.diagnostics.map(\.description) == [])
        let desired = try #require(loaded.desired)
        return try #require(desired.resources[ResourceAddress(section, "x")]?.attributes[name])
    }

    private func evaluated(_ value: Value?, _ lookup: ExpressionEvaluator.Lookup) throws -> Value? {
        try value.map { try ExpressionEvaluator.language.evaluated($0, in: .hetzner, lookup) }
    }

    @Test(
        "each element waits for what it reads itself, and its key is known",
        arguments: [
            "zones: { x: { name: shop.example, rrsets: \"${servers.web.map(s, LIST)}\" } }",
            """
            locals: { records: "${servers.web.map(s, LIST)}" }
            zones: { x: { name: shop.example, rrsets: "${records}" } }
            """,
            """
            locals: { first: "${[servers.web[0]].map(s, LIST)}", second: "${[servers.web[1]].map(s, LIST)}" }
            zones: { x: { name: shop.example, rrsets: "${first + second}" } }
            """,
        ]
    )
    func parts(text: String) throws {
        let record = "{'name': s.name, 'type': 'A', 'records': [{'value': s.ipv4, 'comment': s.name}]}"
        let sets = try attribute("rrsets", of: "zones", text.replacing("LIST", with: record)).value.list ?? []
        #expect(sets.map { set -> Value in set["name"] ?? .null } == ["web-1", "web-2"])
        for (index, set) in sets.enumerated() {
            let server = ResourceAddress("servers", "web", .index(index))
            let follows: [AttributeName] = ["ipv4", "public_net"]
            #expect(Set(set.deferredReads) == Set(follows.map { AttributeReference(server, $0) }))
            let known: Value? = try evaluated(set["records"]) { address, name in
                address == server && name == "ipv4" ? Value.string("192.0.2.\(index)") : nil
            }
            let record: Value = .map(["value": .string("192.0.2.\(index)"), "comment": set["name"] ?? .null])
            #expect(known == .list([record]))
        }
    }

    @Test(
        "a password for each element stays a secret, and nothing else of the list becomes one",
        arguments: ["${[1, 2].map(m, ACCOUNT)}", "${accounts}"]
    )
    func secrets(list: String) throws {
        let account = "{'name': 'ci' + string(m), 'home_directory': 'ci', 'password': pw + string(m)}"
        let text = """
            locals: { accounts: "${[1, 2].map(m, ACCOUNT)}" }
            storage_boxes:
              x: { storage_box_type: bx11, location: fsn1, password: "${pw}", subaccounts: "LIST" }
            """
        let written = text.replacing("LIST", with: list).replacing("ACCOUNT", with: account)
        let accounts = try attribute("subaccounts", of: "storage_boxes", written)
        #expect(!accounts.isSensitive)
        let passwords = (accounts.value.list ?? []).map { account -> Value in account["password"] ?? .null }
        #expect(passwords == ["Abcdefgh1234%1", "Abcdefgh1234%2"])
    }

    @Test(
        "what decides on how many elements there are, and a secret that tells them apart, are refused",
        arguments: [
            ("${servers.web.filter(s, s.ipv4 != '').map(s, {'name': s.name, 'type': 'A'})}", "unknown-at-plan"),
            ("${servers.web.map(s, {'name': pw, 'type': 'A', 'records': ['192.0.2.1']})}", "sensitive-value"),
        ]
    )
    func refused(list: String, code: String) {
        let zone = "zones: { x: { name: shop.example, rrsets: \"\(list)\" } }\n"
        #expect(load(Self.servers + zone).diagnostics.map(\.code.name) == [code])
    }
}
