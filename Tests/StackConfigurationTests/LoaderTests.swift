import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import TestSupport
import Testing

@Suite("Loader")
struct LoaderTests {
    private func resource(
        _ address: String,
        in text: String = shop,
        catalog: Catalog = .hetzner
    ) throws -> DesiredResource {
        let address = try #require(ResourceAddress(address))
        return try #require(load(text, catalog: catalog).desired?.resources[address])
    }

    @Test("a complete file has no problem")
    func complete() throws {
        #expect(report(shop) == "")
        let desired = try #require(load(shop).desired)
        #expect(desired.stack == "shop")
        #expect(desired.usesOwnershipLabels)
        #expect(desired.resources.count == 8)
    }

    @Test("the name in the cloud is the logical name unless it is written")
    func names() throws {
        #expect(try resource("volumes.data").value(.name) == "data")
        #expect(try resource("volumes.cache").value(.name) == "shop-cache")
    }

    @Test("labels of settings go to every resource, its own win")
    func labels() throws {
        #expect(try resource("servers.web").value(.labels) == ["role": "web", "team": "front"])
        #expect(try resource("servers.db").value(.labels) == ["team": "shop"])
    }

    @Test("settings decide about ownership labels and the lock")
    func ownershipAndLock() throws {
        let text = "stack: shop\nsettings: { ownership_labels: false, lock: local }\n"
        let desired = try #require(load(text).desired)
        #expect(!desired.usesOwnershipLabels)
        #expect(desired.lock == .local)
    }

    @Test("a location is its own, else that of the server, else that of settings")
    func locations() throws {
        #expect(try resource("servers.web").value("location") == "fsn1")
        #expect(try resource("servers.db").value("location") == "nbg1")
        #expect(try resource("volumes.data").value("location") == "nbg1")
        #expect(try resource("volumes.cache").value("location") == "fsn1")
    }

    @Test("references are addresses, and a null is as if nothing were written")
    func references() throws {
        #expect(try resource("volumes.data").value("server") == .reference(.resource(ResourceAddress("servers", "db"))))
        #expect(try resource("volumes.cache").attributes["automount"] == nil)
        #expect(try resource("volumes.cache").value("server") == nil)
    }

    @Test("values are in normal form, and their places come along")
    func normalForm() throws {
        let network = try resource("networks.backend")
        let subnets = try #require(network.value("subnets")?.list)
        #expect(subnets.map { $0["ip_range"] } == ["10.0.1.0/24", "10.0.2.0/24"])
        let places = try #require(network.attributes["subnets"]?.places)
        #expect(places.range(of: "0", "ip_range").description == "shop.yaml:13:60")
        #expect(places.range(of: "1", "ip_range").description == "shop.yaml:12:60")

        let server = try resource("servers.web")
        let attachment = try #require(server.value("networks")?.list?.first)
        #expect(attachment["alias_ips"] == ["10.0.1.6", "10.0.1.7"])
        #expect(server.value("protection") == ["delete": true, "rebuild": true])
        #expect(server.value("user_data") == "echo ${HOME} $5 ${x}")
        let rule = try #require(try resource("firewalls.web").value("rules")?.list?.first)
        #expect(rule["port"] == "443")
        #expect(rule["destination_ips"] == [])
        #expect(try resource("servers.db").value("power") == "on")
    }

    @Test("lifecycle, on_change and depends_on come along")
    func lifecycle() throws {
        let server = try resource("servers.web")
        #expect(server.lifecycle.preventDestroy)
        #expect(server.lifecycle.preventDestroyRange?.description == "shop.yaml:33:35")
        #expect(server.lifecycle.ignoreChanges == ["user_data": [], "labels": ["foo"], "protection": ["delete"]])
        #expect(server.onChange == ["image": .rebuild, "user_data": .ignore])
        #expect(try resource("servers.db").dependsOn.map(\.address) == [ResourceAddress("servers", "web")])
    }

    @Test("a number without quotes is its text where a text is expected", arguments: ["1.10", "0x1F", "010", "12"])
    func numbersAsText(number: String) throws {
        let text = "stack: shop\nvolumes: { a: { name: \(number), size: 10, location: fsn1 } }"
        #expect(try resource("volumes.a", in: text).value(.name) == .string(number))
    }

    @Test("another catalog brings other sections, attributes and settings")
    func otherCatalog() throws {
        let text = """
            stack: toys
            settings: { place: here }
            boxes: { a: { model: small, nets: [{ net: n }] } }
            nets: { n: { kind: wide, lanes: [{ range: 10.0.0.0/24 }] } }
            disks: { d: { size: 1, box: a } }
            """
        #expect(report(text, catalog: .toy) == "")
        #expect(try resource("disks.d", in: text, catalog: .toy).value("place") == "here")
        let lanes = try resource("nets.n", in: text, catalog: .toy).value("lanes")
        #expect(lanes == [["range": "10.0.0.0/24", "speed": 1]])
        #expect(problems("stack: a\nsettings: { location: x }", catalog: .toy).count == 1)
    }

    @Test("several values, best first, can be listed where one of them is taken, and go to what inherits them")
    func alternatives() throws {
        let text = """
            stack: shop
            settings: { location: [fsn1, nbg1] }
            servers:
              web: { server_type: [cx23, cpx22], image: debian-12 }
            volumes:
              data: { size: 10, server: web }
              other: { size: 10, location: hel1 }
            """
        #expect(try resource("servers.web", in: text).value("server_type") == ["cx23", "cpx22"])
        #expect(try resource("servers.web", in: text).value("location") == ["fsn1", "nbg1"])
        #expect(try resource("volumes.data", in: text).value("location") == ["fsn1", "nbg1"])
        #expect(try resource("volumes.other", in: text).value("location") == "hel1")
        let places = try resource("servers.web", in: text).attributes["server_type"]?.places
        #expect(places?[1]?.range.start.line == 4)
    }

    @Test("what settings got wrong is said once")
    func brokenSettings() {
        let text = "stack: shop\nsettings: { location: { a: b } }\nvolumes: { a: { size: 10 } }"
        #expect(
            problems(text) == ["shop.yaml:2:23: error: expected a string for 'location', not a map [wrong-type]"]
        )
    }

    @Test(
        "one mistake is said once, whatever depends on it",
        arguments: [
            "volumes: { a: { size: 10, locaton: fsn1 } }",
            "volumes: { a: { sise: 10, location: fsn1 } }",
            "server: { web: { image: debian-12 } }\nvolumes: { a: { size: 10, server: web } }",
            "existing: {}\nvolumes: { a: { size: 10, server: web } }",
            "servers: []\nvolumes: { a: { size: 10, server: web, depends_on: [servers.web] } }",
            "servers: { web: [] }\nvolumes: { a: { size: 10, server: web } }",
            "servers: { web: { count: x, server_type: a, image: b } }\nvolumes: { a: { size: 10, server: \"web[0]\" } }",
            "servers: { web: { server_type: a, image: b, location: [] } }\nvolumes: { a: { size: 10, server: web } }",
            "servers: { we_b: { server_type: a, image: b } }\nvolumes: { a: { size: 10, server: we_b } }",
            "placement_groups: { _a: { type: spread } }",
            "placement_groups: { a: { typ: spread } }",
            "networks: { a: { ip_range: 10.0.0.0/99, subnets: [] } }",
        ]
    )
    func oneCause(text: String) {
        let problems = problems("stack: shop\n" + text)
        #expect(problems.count == 1, "\(problems)")
    }

    @Test("the example of every type is a declaration", arguments: Catalog.hetzner.types + Catalog.toy.types)
    func examples(type: ResourceType) {
        let catalog = Catalog.hetzner.find(type.name) == nil ? Catalog.toy : .hetzner
        #expect(report("stack: shop\n" + type.example, catalog: catalog) == "")
    }

    @Test("a firewall or an address that is set later makes no circle")
    func noCycle() {
        let text = """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
                depends_on: [servers.web]
            servers:
              web: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.5 }] }
              db: { server_type: cx23, image: debian-12, depends_on: [volumes.data] }
            volumes:
              data: { size: 10, server: db }
            """
        #expect(report(text) == "")
    }

    @Test("a file that cannot be read is a diagnostic")
    func unreadable() {
        struct NoSuchFile: Error, CustomStringConvertible { let description = "no such file" }
        let loaded = Loader(catalog: .hetzner, readFile: { _ in throw NoSuchFile() }).load("a.yaml")
        #expect(loaded.desired == nil)
        let expected = "error: 'a.yaml' cannot be read: no such file [unreadable-file]"
        #expect(loaded.diagnostics.map(\.description) == [expected])
    }
}
