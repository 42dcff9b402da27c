/// How many resources, of all types together, may refer to one.
package struct ReferenceLimit: Sendable {
    package let target: ResourceType.Name
    package let most: Int
    package fileprivate(set) var referrers: [(type: ResourceType, attribute: AttributeName)]
}

extension Catalog {
    /// The limits that the constraints of types set, by what is referred to.
    package var referenceLimits: [ReferenceLimit] {
        var limits: [ReferenceLimit] = []
        for type in types {
            for case .references(let name, let most) in type.constraints {
                for target in type.attribute(name)?.kind.targets ?? [] {
                    if let index = limits.firstIndex(where: { $0.target == target && $0.most == most }) {
                        limits[index].referrers.append((type, name))
                    } else {
                        limits.append(ReferenceLimit(target: target, most: most, referrers: [(type, name)]))
                    }
                }
            }
        }
        return limits
    }
}

extension ValueKind {
    /// The types that references in it lead to.
    fileprivate var targets: Set<ResourceType.Name> {
        switch self {
        case .reference(let kind): [kind.type]
        case .list(let kind, _, _): kind.targets
        case .elements(let set): set.attributes.reduce(into: []) { $0.formUnion($1.kind.targets) }
        case .object(let parts): parts.reduce(into: []) { $0.formUnion($1.kind.targets) }
        case .string, .integer, .boolean, .oneOf, .offering, .labels: []
        }
    }

    /// How many elements it takes; `nil` for what is no list.
    package var limit: Int? {
        switch self {
        case .list(_, _, let limit): limit
        case .elements(let set): set.limit
        case .string, .integer, .boolean, .oneOf, .offering, .labels, .reference, .object: nil
        }
    }

    /// The selectors in a value, with what they are for.
    package func selectors(in value: Value) -> [(selection: LabelSelection, text: String)] {
        switch (self, value) {
        case (.string(.labelSelector(let selection)), .string(let text)): [(selection, text)]
        case (.list(let kind, _, _), .list(let values)): values.flatMap(kind.selectors)
        case (.elements(let set), .list(let values)):
            values.flatMap { ValueKind.object(set.attributes).selectors(in: $0) }
        case (.object(let parts), .map):
            parts.flatMap { part in value[part.name].map(part.kind.selectors) ?? [] }
        case _: []
        }
    }
}
