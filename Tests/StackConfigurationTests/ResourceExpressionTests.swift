import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Expressions over resources")
struct ResourceExpressionTests {
    /// A network, two counted servers in it, and one of each key; the text is laid below them.
    private static let head = """
        stack: shop
        settings: { location: fsn1, labels: { team: shop } }
        locals: { front: "${servers.web[0].ipv4}" }
        networks:
          backend: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
        servers:
          web:
            count: 2
            server_type: cx23
            image: debian-12
            networks: [{ network: backend, ip: "10.0.1.${10 + index}" }]
          app: { for_each: [a, b], server_type: cx23, image: debian-12, labels: { role: app } }
          db: { server_type: cx33, image: debian-12, networks: [{ network: backend }] }

        """

    /// What an output with the text is.
    private func value(_ expression: String) throws -> Value {
        let loaded = load(Self.head + "outputs: { x: '\(expression)' }\n")
        #expect(loaded.diagnostics.map(\.description) == [])
        return try #require(loaded.desired?.outputs.first).value
    }

    private func reads(_ value: Value) -> [String] {
        Set(value.deferredReads).sorted().map { "\($0.address).\($0.attribute)" }
    }

    @Test(
        "what the file says is known at once",
        arguments: [
            ("${servers.db.server_type}", "cx33"), ("${servers.db.name}", "db"), ("${servers.web[1].name}", "web-2"),
            ("${servers[\"db\"].location}", "fsn1"), ("${networks.backend.ip_range}", "10.0.0.0/16"),
            ("${networks.backend.subnets[0].type}", "cloud"), ("${servers.app[\"a\"].name}", "app-a"),
            ("${servers.app.a.labels.role}-${servers.app.a.labels.team}", "app-shop"),
            ("${servers.web[1].private_ip}", "10.0.1.11"), ("${servers.web[0].private_ips.backend}", "10.0.1.10"),
            ("${servers.web.map(s, s.private_ip).join(\",\")}", "10.0.1.10,10.0.1.11"),
            ("${has(servers.db.ipv4) ? \"yes\" : \"no\"}", "yes"),
        ]
    )
    func known(expression: String, expected: String) throws {
        #expect(try value(expression) == .string(expected))
    }

    @Test(
        "what only the API knows waits for it, and says for what",
        arguments: [
            ("${servers.db.id}", ["servers.db.id"]),
            ("x${servers.db.ipv4}y", ["servers.db.ipv4", "servers.db.public_net"]),
            ("${servers.db.private_ip}", ["servers.db.networks", "servers.db.private_ips"]),
            ("${servers.web.map(s, s.id)}", ["servers.web[0].id", "servers.web[1].id"]),
            ("${front}", ["servers.web[0].ipv4", "servers.web[0].public_net"]),
            ("${servers.db.id > 5 ? servers.web[0].id : 3}", ["servers.db.id", "servers.web[0].id"]),
        ]
    )
    func unknown(expression: String, expected: [String]) throws {
        #expect(reads(try value(expression)) == expected)
    }

    @Test("a deferred value is what the expression gives once everything it reads is known")
    func evaluation() throws {
        guard case .deferred(let ips) = try value("${servers.web.map(s, s.ipv4 + \"/32\").join(\" \")}") else {
            Issue.record("the addresses are known too early")
            return
        }
        #expect(try ips.evaluate { _, _ in nil } == nil)
        let result = try ips.evaluate { address, name in name == "ipv4" ? .string("\(address.keyText)") : .null }
        #expect(result == "web[0]/32 web[1]/32")
        guard case .deferred(let ip) = try value("${servers.db.private_ip}") else {
            Issue.record("the private address is known too early")
            return
        }
        let network = Value.reference(.resource(ResourceAddress("networks", "backend")))
        let other = Value.reference(.object("network", ResourceID(7)))
        let entries: Value = [["network": other, "ip": "10.9.0.1"], ["network": network, "ip": "10.0.1.2"]]
        #expect(try ip.evaluate { _, name in name == "private_ips" ? entries : .null } == "10.0.1.2")
    }

    @Test("parts of lists and objects wait by themselves, and the attribute checks what comes")
    func parts() throws {
        let loaded = load(
            Self.head + """
                firewalls:
                  web:
                    rules:
                      - { direction: in, protocol: tcp, port: 22, source_ips: ["${servers.db.ipv4}/32", 10.0.0.0/8] }
                      - { direction: in, protocol: tcp, port: 80, source_ips: "${servers.web.map(s, s.ipv4)}" }
                """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let firewall = try #require(loaded.desired?.resources[ResourceAddress("firewalls", "web")])
        let ssh = try #require(firewall.value("rules")?.list?.first { $0["port"] == "22" }?["source_ips"]?.list)
        #expect(ssh.count == 2 && ssh.contains("10.0.0.0/8"))
        guard case .deferred(let source)? = ssh.first(where: \.isDeferred) else {
            Issue.record("the address is not deferred")
            return
        }
        #expect(try source.evaluate { _, _ in "192.0.2.7" } == "192.0.2.7/32")
        #expect(throws: (any Error).self) { try source.evaluate { _, _ in "no address" } }
    }

    @Test("locals, count and attributes can name each other in any order")
    func order() throws {
        let loaded = load(
            """
            stack: shop
            locals: { copies: "${volumes.a.size / 5}", size: "${half * 2}", half: 10 }
            volumes:
              b: { count: "${copies}", size: "${volumes.a.size + index}", location: fsn1 }
              a: { size: "${size}", location: "${volumes.c.location}" }
              c: { for_each: "${volumes.b.map(v, v.name)}", size: 10, location: nbg1, name: "c-${each.key}" }
              d: { size: 10, location: fsn1 }
            """.replacing("volumes.c.location", with: "volumes.d.location")
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let resources = try #require(loaded.desired?.resources)
        #expect(resources.count == 10)
        #expect(resources[ResourceAddress("volumes", "b", .index(3))]?.value("size") == 23)
        #expect(resources[ResourceAddress("volumes", "c", .key("b-4"))]?.value(.name) == "c-b-4")
        #expect(resources[ResourceAddress("volumes", "a")]?.value("location") == "fsn1")
    }

    @Test("a firewall may name the servers that use it: its rules are set once they are there")
    func noCycle() {
        let loaded = load(
            """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, firewalls: [web] } }
            firewalls:
              web: { rules: [{ direction: in, protocol: tcp, port: 22, source_ips: ["${servers.web.ipv4}/32"] }] }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
    }

    @Test("an image is a snapshot of the file where one has its name")
    func snapshots() throws {
        let loaded = load(
            """
            stack: shop
            servers:
              base: { server_type: cx23, image: debian-12, location: fsn1 }
              web: { server_type: cx23, image: golden, location: fsn1 }
            snapshots: { golden: { server: base } }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        guard case .deferred(let image)? = loaded.desired?.resources[ResourceAddress("servers", "web")]?.value("image")
        else {
            Issue.record("the image is not the snapshot")
            return
        }
        #expect(image.reads == [AttributeReference(ResourceAddress("snapshots", "golden"), .id)])
        #expect(try image.evaluate { _, _ in 42 } == "42")
    }

    @Test("a secret hides what it goes into, and what is calculated from that")
    func secrets() throws {
        let loaded = load(
            """
            stack: shop
            variables: { password: { type: string, sensitive: true, default: hunter2 } }
            networks: { a: { ip_range: 10.0.0.0/8 } }
            floating_ips:
              a: { type: ipv4, home_location: fsn1, description: "pw ${password}" }
              b: { type: ipv4, home_location: fsn1, description: "x ${floating_ips.a.description}" }
            outputs: { open: "${floating_ips.b.name}", closed: "${floating_ips.b.description}" }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let desired = try #require(loaded.desired)
        for key in ["a", "b"] {
            let resource = try #require(desired.resources[ResourceAddress("floating_ips", key)])
            #expect(resource.attributes["description"]?.isSensitive == true)
        }
        #expect(desired.outputs.map(\.isSensitive) == [true, false])
        #expect(desired.outputs.first?.value == "x pw hunter2")
    }
}

extension DeferredValue {
    /// The value where an attribute reads like this.
    fileprivate func evaluate(_ lookup: ExpressionEvaluator.Lookup) throws -> Value? {
        try ExpressionEvaluator.language.value(of: self, in: .hetzner, lookup)
    }
}
