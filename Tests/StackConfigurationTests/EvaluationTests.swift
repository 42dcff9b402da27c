import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Synchronization
import Testing

@Suite("One evaluation")
struct EvaluationTests {
    /// Files by their paths, with how often each was read.
    private final class Folder: Sendable {
        private let files: [String: String]
        private let reads = Mutex<[String: Int]>([:])

        init(_ files: [String: String]) { self.files = files }

        func load(_ text: String) -> LoadedConfiguration {
            Loader(catalog: .hetzner) { path in
                self.reads.withLock { $0[path, default: 0] += 1 }
                guard let file = path == "shop.yaml" ? text : self.files[path] else { throw NoFile() }
                return Array(file.utf8)
            }
            .load("shop.yaml")
        }

        func count(_ path: String) -> Int { reads.withLock { $0[path] ?? 0 } }
    }

    @Test("an attribute is evaluated once, however many expressions read it, before or after its resource is read")
    func attributes() {
        let folder = Folder(["size": "10", "name": "front"])
        let loaded = folder.load(
            """
            stack: shop
            settings: { location: fsn1 }
            locals: { twice: "${volumes.b.size * 2}", text: "${file('name')}" }
            volumes:
              a: { size: "${volumes.b.size + 1}", name: "${text}-a" }
              b: { size: "${int(file('size'))}", name: "${text}-b" }
              c: { size: "${volumes.b.size + twice}", name: "${text}-c" }
            outputs: { size: "${volumes.b.size}", name: "${text}" }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.desired?.resources[ResourceAddress("volumes", "c")]?.value("size") == 30)
        #expect(folder.count("size") == 1)
        #expect(folder.count("name") == 1)
    }

    @Test("what is wrong is told once, at its own place, and not where it is read")
    func failures() {
        let loaded = load(
            """
            stack: shop
            settings: { location: fsn1 }
            locals: { broken: "${1 / 0}", follows: "${broken + 1}" }
            volumes:
              a: { size: "${follows}" }
              b: { size: "${volumes.a.size}", name: "${false && broken == 1 ? 'x' : 'y'}" }
            outputs: { x: "${volumes.b.size}" }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == ["shop.yaml:3:22: error: division by zero [division-by-zero]"])
    }

    @Test("a mistake in one part of a local is told though another part is known later")
    func partlyPending() {
        let loaded = load(
            """
            stack: shop
            locals: { addresses: ["${servers.web.ipv4}", "${1 / 0}"] }
            servers: { web: { server_type: cx23, image: debian-12, location: fsn1 } }
            """
        )
        #expect(loaded.diagnostics.map(\.code) == ["division-by-zero"])
    }

    @Test("variables and locals can be called like a section that the file has not")
    func calledLikeSections() throws {
        let loaded = load(
            """
            stack: shop
            variables: { zones: { type: string, default: shop.example } }
            locals: { rrsets: ["${zones}", two] }
            outputs: { all: "${rrsets}" }
            """
        )
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.desired?.outputs.map(\.value) == [["shop.example", "two"]])
    }

    @Test("what is looked up is put into the same files, which are not read again")
    func resolution() throws {
        let folder = Folder(["module/hzform.yaml": "existing: { networks: { back: {} } }"])
        let loaded = folder.load(
            """
            stack: shop
            modules: { net: { source: module } }
            existing: { images: { golden: { name: golden } } }
            servers:
              web: { server_type: cx23, image: debian-12, location: fsn1, labels: { of: "${string(existing.images.golden.id)}" } }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.lookups.map(\.key) == ["golden", "back"])
        var found = ExistingObjects()
        for (number, lookup) in loaded.lookups.enumerated() {
            found[lookup] = ExistingObject(id: ResourceID(Int64(number) + 7), name: nil, values: [:])
        }
        let whole = loaded.resolved(with: found)
        #expect(whole.diagnostics.map(\.description) == [])
        #expect(whole.desired?.resources[ResourceAddress("servers", "web")]?.value(.labels) == ["of": "7"])
        #expect(folder.count("shop.yaml") == 1)
        #expect(folder.count("module/hzform.yaml") == 1)
    }

    @Test("an expression reads what the resource has where nothing is written")
    func unwritten() throws {
        let loaded = load(
            """
            stack: shop
            settings: { location: fsn1, labels: { team: shop } }
            servers: { web: { server_type: cx23, image: debian-12 } }
            volumes: { data: { size: 10, server: web, labels: { role: db } }, own: { size: 10, location: nbg1 } }
            outputs:
              inherited: "${volumes.data.location}"
              name: "${volumes.own.name}"
              labels: "${volumes.data.labels}"
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let desired = try #require(loaded.desired)
        let data = try #require(desired.resources[ResourceAddress("volumes", "data")])
        let own = try #require(desired.resources[ResourceAddress("volumes", "own")])
        let outputs = Dictionary(desired.outputs.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(outputs["inherited"] == data.value("location"))
        #expect(outputs["name"] == own.value(.name))
        #expect(outputs["labels"] == data.value(.labels))
    }
}
