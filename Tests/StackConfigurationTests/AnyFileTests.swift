import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

/// SplitMix64: small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

private let snippets = [
    "${", "$${", "null", "[]", "{}", ": ", "- ", "\n", "web", "10.0.0.0/8", "::1", "true", "-1", "9999999999999999999",
    "depends_on: [servers.db]\n", "count: 2", "<<: *server", "\"", "'", "é", "x-",
]

func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: Array((snippets.randomElement(using: &random) ?? "").utf8), at: start)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 3: bytes.replaceSubrange(start..<end, with: Array((snippets.randomElement(using: &random) ?? "").utf8))
        case _: if start < bytes.count { bytes[start] = UInt8.random(in: .min ... .max, using: &random) }
        }
    }
    return bytes
}

@Suite("Any file")
struct AnyFileTests {
    @Test("any bytes give a desired state or an error, sorted by position", arguments: [1, 2, 3, 4] as [UInt64])
    func mutations(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        for _ in 0..<500 {
            let bytes = mutated(Array(shop.utf8), &random)
            let loaded = load(bytes)
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            #expect((loaded.desired == nil) == loaded.diagnostics.containsErrors, "seed \(seed), \(text)")
            #expect(loaded.diagnostics == loaded.diagnostics.sortedByPosition(), "seed \(seed), \(text)")
            _ = DiagnosticRenderer(loaded.diagnostics).text(color: false)
        }
    }

    @Test("the order of declarations does not matter", arguments: 1...20 as ClosedRange<UInt64>)
    func order(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let original = try #require(load(shop).desired)
        let shuffled = try #require(load(shuffled(shop, &random)).desired)
        #expect(summary(of: shuffled) == summary(of: original), "seed \(seed)")
    }

    /// The same file with its sections in another order, and the resources in them; anchors stay in front.
    private func shuffled(_ text: String, _ random: inout SeededGenerator) -> String {
        let sections = blocks(text.split(separator: "\n"), indentation: 0)
        let anchors = sections.filter { $0.first?.hasPrefix("x-") == true }
        let others = sections.filter { $0.first?.hasPrefix("x-") != true }
        let reordered = others.shuffled(using: &random).map { section -> [Substring] in
            let resources = blocks(section.dropFirst(), indentation: 2).shuffled(using: &random)
            return Array(section.prefix(1)) + resources.flatMap { $0 }
        }
        return (anchors + reordered).flatMap { $0 }.joined(separator: "\n")
    }

    /// Lines grouped so that each group begins at the indentation and goes on deeper.
    private func blocks(_ lines: some Sequence<Substring>, indentation: Int) -> [[Substring]] {
        lines.reduce(into: []) { blocks, line in
            if line.prefix(while: { $0 == " " }).count <= indentation || blocks.isEmpty {
                blocks.append([line])
            } else {
                blocks[blocks.count - 1].append(line)
            }
        }
    }

    private func summary(of desired: DesiredState) -> [String] {
        desired.resources.values.sorted { $0.address < $1.address }.map { resource in
            let values = resource.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.value.keyText)" }
            let policies = resource.onChange.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let dependencies = resource.dependsOn.map(\.address.description)
            return "\(resource.address) \(resource.type) \(values) \(policies) \(dependencies)"
                + " \(resource.lifecycle.preventDestroy)"
        }
    }
}
