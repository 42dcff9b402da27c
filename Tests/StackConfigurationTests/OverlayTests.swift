import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Overlays")
struct OverlayTests {
    private let base = """
        stack: shop
        variables: { size: { type: integer, default: 10 } }
        volumes:
          data: { size: "${size}", location: fsn1, labels: { a: x, b: y } }
        servers:
          web: { server_type: cx23, image: debian-12, location: fsn1 }
        """

    private func load(_ later: String) -> LoadedConfiguration {
        let files = ["base.yaml": base, "later.yaml": later]
        return Loader(catalog: .hetzner) { path in
            guard let file = files[path] else { throw NoFile() }
            return Array(file.utf8)
        }
        .load(["base.yaml", "later.yaml"])
    }

    @Test("a later file goes before an earlier one, map by map, and what only one has stays")
    func maps() throws {
        let loaded = load(
            """
            stack: shop-prod
            variables: { size: { default: 50 } }
            volumes:
              data: { labels: { b: z } }
              logs: { size: 20, location: fsn1 }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let desired = try #require(loaded.desired)
        #expect(desired.stack == "shop-prod")
        let data = try #require(desired.resources[ResourceAddress("volumes", "data")])
        #expect(data.value("size") == 50)
        #expect(data.value(.labels) == ["a": "x", "b": "z"])
        #expect(desired.resources.count == 3)
    }

    @Test("a later file adds to a list and takes keys out, also in what only it has")
    func marks() throws {
        let files = [
            "base.yaml": """
            stack: shop
            firewalls:
              web:
                labels: { a: x, b: y }
                rules: [{ direction: in, protocol: tcp, port: 80, source_ips: [0.0.0.0/0] }]
            """,
            "later.yaml": """
            firewalls:
              web:
                labels: { a: !reset null, c: z }
                rules: !append [{ direction: in, protocol: icmp, source_ips: [0.0.0.0/0] }]
              db:
                labels: !reset null
                rules: !append [{ direction: in, protocol: tcp, port: 22, source_ips: !append [10.0.0.0/8] }]
            """,
        ]
        let loaded = Loader(catalog: .hetzner) { Array(files[$0, default: ""].utf8) }.load(["base.yaml", "later.yaml"])
        #expect(loaded.diagnostics.map(\.description) == [])
        let resources = try #require(loaded.desired).resources
        let web = try #require(resources[ResourceAddress("firewalls", "web")])
        #expect(web.value(.labels) == ["b": "y", "c": "z"])
        #expect(web.value("rules")?.list?.map { $0["protocol"] } == ["tcp", "icmp"])
        let other = try #require(resources[ResourceAddress("firewalls", "db")])
        #expect(other.value(.labels) == nil)
        #expect(other.value("rules")?.list?.count == 1)
    }

    @Test(
        "a mark that cannot be carried out is told at its place",
        arguments: [
            ("volumes: { data: { size: !append [1] } }", "later.yaml:1:26: error: '!append' adds to a list"),
            ("volumes: { data: { size: !append 3 } }", "later.yaml:1:26: error: expected a list after '!append'"),
            ("volumes: { data: { size: !reset 3 } }", "later.yaml:1:26: error: expected null after '!reset'"),
            ("volumes: { data: { size: !other 3 } }", "later.yaml:1:26: error: the tag '!other' is not supported"),
        ]
    )
    func mistakenMarks(later: String, message: String) {
        #expect(load(later).diagnostics.map(\.description).first?.hasPrefix(message) == true)
    }

    @Test("a mark in the first file is told: there is nothing that it could change")
    func markOverNothing() {
        let text = "stack: shop\nfirewalls: { web: { rules: !append [] } }\n"
        let loaded = Loader(catalog: .hetzner) { _ in Array(text.utf8) }.load("base.yaml")
        #expect(loaded.diagnostics.map(\.code.name) == ["unsupported-tag"])
        #expect(loaded.desired == nil)
    }

    @Test("a mistake is told in the file that it is in")
    func places() {
        let loaded = load("volumes: { data: { sise: 3 } }")
        #expect(loaded.diagnostics.map(\.description).first?.hasPrefix("later.yaml:1:20: error:") == true)
    }

    @Test("a file that is not there is told")
    func missing() {
        let loaded = Loader(catalog: .hetzner) { _ in throw NoFile() }.load(["a.yaml", "b.yaml"])
        #expect(loaded.diagnostics.map(\.code.name) == ["unreadable-file", "unreadable-file"])
        #expect(loaded.desired == nil)
    }
}
