import HetznerCatalog
import ResourceModel
import Testing

@Suite("The catalog of Hetzner Cloud")
struct HetznerCatalogTests {
    @Test("its descriptions are sound")
    func sound() {
        #expect(Catalog.hetzner.validate() == [])
    }

    @Test("every reference is declared on one side only, so that types do not wait for each other")
    func acyclic() {
        var remaining = Dictionary(uniqueKeysWithValues: Catalog.hetzner.types.map { ($0.name, $0.referredTypes) })
        while let free = remaining.filter({ $0.value.subtracting([$0.key]).isDisjoint(with: remaining.keys) }).keys
            .first
        {
            remaining[free] = nil
        }
        #expect(remaining.keys.sorted() == [])
    }
}

extension ResourceType {
    fileprivate var referredTypes: Set<Name> { Set(attributes.flatMap { $0.kind.referredTypes }) }
}

extension ValueKind {
    fileprivate var referredTypes: [ResourceType.Name] {
        switch self {
        case .string, .integer, .boolean, .oneOf, .offering, .labels: []
        case .reference(let reference): [reference.type]
        case .list(let kind, _, _): kind.referredTypes
        case .elements(let set): set.attributes.flatMap(\.kind.referredTypes)
        case .object(let attributes): attributes.flatMap(\.kind.referredTypes)
        }
    }
}
