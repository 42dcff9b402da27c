import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Values that are known later")
struct DeferredValueTests {
    private static let head = """
        stack: shop
        settings: { location: fsn1 }
        variables: { secret: { type: string, sensitive: true, default: hunter2 } }
        locals: { front: "${servers.web.ipv4}", role: web }
        servers:
          web: { server_type: cx23, image: debian-12 }
          app: { for_each: [a, b], server_type: cx23, image: debian-12 }

        """

    private func output(_ expression: String, files: [String: String] = [:]) throws -> DeferredValue {
        let loaded = load(Self.head + "outputs: { x: '\(expression)' }\n", files: files)
        #expect(loaded.diagnostics.map(\.description) == [])
        guard case .deferred(let deferred)? = loaded.desired?.outputs.first?.value else {
            throw Missing()
        }
        return deferred
    }

    private struct Missing: Error {}

    private func value(_ deferred: DeferredValue) throws -> Value? {
        try ExpressionEvaluator.language.value(of: deferred, in: .hetzner) { address, name in
            .string("\(address.keyText)/\(name)")
        }
    }

    @Test("it takes along what its names stand for, so that the file is not needed any more")
    func namesAreCaptured() throws {
        let deferred = try output("${role}: ${servers.app.transformList(key, a, a.ipv4).join(\",\")} ${front}")
        #expect(try value(deferred) == "web: app[\"a\"]/ipv4,app[\"b\"]/ipv4 web/ipv4")
    }

    @Test("it takes along the files that it reads, also those of a template that waits for its values")
    func filesAreCaptured() throws {
        let files = [
            "motd": "hi", "unit.tpl": "${ip} ${file(\"motd\")} ${extra ? file(\"more\") : \"\"} ${file(which)}",
            "more": "more", "named": "by name",
        ]
        let expression = "${template(\"unit.tpl\", {\"ip\": servers.web.ipv4, \"extra\": true, \"which\": \"named\"})}"
        let deferred = try output(expression.replacing("'", with: "\""), files: files)
        #expect(try value(deferred) == "web/ipv4 hi more by name")
        guard case .expression(let captured) = deferred.formula else { throw Missing() }
        #expect(captured.files.keys.sorted() == ["more", "motd", "named", "unit.tpl"])
    }

    @Test("which file it reads has to be known with the file itself")
    func unknownFile() {
        let text = Self.head + "outputs: { x: '${file(servers.web.ipv4)}' }\n"
        #expect(
            problems(text).first?.hasPrefix(
                "shop.yaml:8:15: error: what 'file' reads has to be known when the plan is made"
            ) == true
        )
    }

    @Test("the same expression of the same things is the same value, wherever it is written")
    func equality() throws {
        let one = try output("${servers.web.ipv4}/32")
        #expect(try one == output("${servers.web.ipv4}/32"))
        #expect(try one != output("${servers.web.ipv4}/31"))
        let loaded = load(
            Self.head + """
                floating_ips:
                  a: { for_each: [x, y], type: ipv4, home_location: fsn1, description: "${each.key} ${servers.web.ipv4}" }
                """
        )
        let values = try ["x", "y"].map { key in
            try #require(
                loaded.desired?.resources[ResourceAddress("floating_ips", "a", .key(key))]?.value("description")
            )
        }
        #expect(values[0] != values[1])
        #expect(values[0] == values[0])
    }

    @Test("a secret that it captures is marked as one")
    func secrets() throws {
        let deferred = try output("${secret} ${servers.web.ipv4}")
        guard case .expression(let expression) = deferred.formula else { throw Missing() }
        #expect(deferred.isSensitive)
        #expect(expression.names["secret"] == CapturedValue(.text("hunter2"), isSensitive: true))
        #expect(expression.names["servers"]?.isSensitive == false)
    }

    @Test("a comment at the end of an expression does not swallow what comes behind it")
    func comment() throws {
        #expect(try value(output("${servers.web.ipv4 // the address\n}".replacing("\n", with: "\n\n"))) == "web/ipv4")
    }

    @Test("what comes is read as the catalog describes the place, with a sibling that decides it")
    func kinds() throws {
        let loaded = load(
            Self.head + """
                zones:
                  main:
                    name: shop.example
                    mode: primary
                    rrsets:
                      - { name: www, type: AAAA, records: [{ value: "${servers.web.ipv6}" }] }
                """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let sets = try #require(loaded.desired?.resources[ResourceAddress("zones", "main")]?.value("rrsets")?.list)
        let records = try #require(sets.first { $0["type"] == "AAAA" }?["records"]?.list)
        guard case .deferred(let record)? = records.first?["value"] else { throw Missing() }
        let language = ExpressionEvaluator.language
        #expect(try language.value(of: record, in: .hetzner) { _, _ in "2001:DB8::0001" } == "2001:db8::1")
        #expect(throws: (any Error).self) { try language.value(of: record, in: .hetzner) { _, _ in "192.0.2.1" } }
    }
}
