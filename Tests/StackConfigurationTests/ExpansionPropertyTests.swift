import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing
import YAMLDocuments

/// What holds for every file, tried with files that chance makes.
@Suite("Every file")
struct ExpansionPropertyTests {
    private func load(_ text: String) -> LoadedConfiguration {
        StackConfigurationTests.load(text, files: ["part/hzform.yaml": RandomConfiguration.module])
    }

    /// All that a file wishes for, without the places where it says so.
    private func wish(_ text: String, _ seed: UInt64) throws -> [String] {
        let loaded = load(text)
        #expect(loaded.diagnostics.map(\.description) == [], "seed \(seed)\n\(text)")
        let desired = try #require(loaded.desired)
        let resources = desired.resources.values.map { resource in
            let attributes = resource.attributes.sorted { $0.key < $1.key }.map {
                "\($0.key)=\($0.value.value.keyText)"
            }
            let waits = resource.dependsOn.map(\.address.description).sorted()
            return "\(resource.address) \(attributes) after \(waits)"
        }
        return resources.sorted() + desired.outputs.map { "\($0.name)=\($0.value.keyText)" }.sorted()
    }

    @Test("is expanded the same each time, in whatever order it says things", arguments: 1...8 as ClosedRange<UInt64>)
    func order(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        for _ in 0..<12 {
            let parts = random.parts()
            let text = parts.joined(separator: "\n")
            let once = try wish(text, seed)
            #expect(once.count > 6)
            #expect(try wish(text, seed) == once)
            #expect(try wish(random.shuffled(parts).joined(separator: "\n"), seed) == once)
        }
    }

    @Test("wishes for the same once it is laid out", arguments: 11...18 as ClosedRange<UInt64>)
    func layout(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        for _ in 0..<12 {
            let text = random.parts().joined(separator: "\n")
            let laidOut = try #require(YAMLFormatter.format(Array(text.utf8), path: "a.yaml").text)
            #expect(try wish(laidOut, seed) == wish(text, seed))
        }
    }
}
