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
