import HetznerCatalog
import ResourceModel
import Testing

@testable import StackConfiguration

/// What hints tell people to write is what this version takes.
@Suite("Hints")
struct HintTests {
    private let catalog = Catalog.hetzner

    /// Every name that a file can have at the left of a colon.
    private var known: Set<String> {
        func names(_ attribute: Attribute) -> [String] {
            [attribute.name.text] + attribute.kind.nestedAttributes.flatMap(names)
        }
        let own = catalog.types.flatMap { [$0.section] + $0.attributes.flatMap(names) }
        let language = ["existing", "stack", "lifecycle", "settings", "images"]
        // Logical names, and what is said in front of what to write.
        let others = ["web", "data", "main", "backend", "ip", "targets", "server"]
        return Set(own + language + others)
    }

    @Test("name attributes that some type has")
    func meant() {
        for (word, hint) in catalog.misnomers.attributes { #expect(known.contains(hint.meant), "\(word)") }
    }

    @Test("tell keys that a file can have")
    func keys() {
        let texts =
            Array(catalog.misnomers.sections.values) + catalog.misnomers.otherSides.values
            + catalog.misnomers.attributes.values.compactMap(\.text)
        for text in texts {
            let snippet = text.split(separator: ":", maxSplits: 1).last.map(String.init) ?? text
            for match in snippet.matches(of: /([a-z_0-9]+):/) where text.contains("{") {
                #expect(known.contains(String(match.output.1)), "\(match.output.1) in '\(text)'")
            }
        }
    }
}

extension ValueKind {
    fileprivate var nestedAttributes: [Attribute] {
        switch self {
        case .object(let parts): parts
        case .elements(let set): set.attributes
        case .list(let kind, _, _): kind.nestedAttributes
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels: []
        }
    }
}
