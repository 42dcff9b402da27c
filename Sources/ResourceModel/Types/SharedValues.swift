extension Attribute {
    /// Parts of the object or of each element that nobody else can have within what the sibling refers to.
    package var claimingParts: [(part: AttributeName, sibling: AttributeName)] {
        let parts: [Attribute]
        switch kind {
        case .elements(let set): parts = set.attributes
        case .object(let attributes): parts = attributes
        case _: return []
        }
        return parts.compactMap { part in
            guard case .within(let sibling, _)? = part.claim else { return nil }
            return (part.name, sibling)
        }
    }
}

extension ValueKind {
    /// Whether it is a reference, or has one in it.
    package var hasReferences: Bool {
        switch self {
        case .reference: true
        case .list(let kind, _, _): kind.hasReferences
        case .elements(let set): set.attributes.contains { $0.kind.hasReferences }
        case .object(let attributes): attributes.contains { $0.kind.hasReferences }
        case .string, .integer, .boolean, .oneOf, .offering, .labels: false
        }
    }

    /// Whether what it takes stands for an object, or some part of it does.
    package var standsForObjects: Bool {
        switch self {
        case .reference, .offering: true
        case .list(let kind, _, _): kind.standsForObjects
        case .elements(let set): set.attributes.contains { $0.kind.standsForObjects }
        case .object(let attributes): attributes.contains { $0.kind.standsForObjects }
        case .string, .integer, .boolean, .oneOf, .labels: false
        }
    }

    /// The value with other references in it, in the order that these have in its normal form.
    package func mapReferences(in value: Value, _ transform: (Value) -> Value) -> Value {
        hasReferences ? normalized(value.mapLeaves(transform)) : value
    }

    /// Whether a selector in it puts the object into a list of those that it finds.
    package var joinsOthers: Bool {
        switch self {
        case .list(let kind, _, _): kind.joinsOthers
        case .elements(let set): set.attributes.contains { $0.kind.joinsOthers }
        case .object(let attributes): attributes.contains { $0.kind.joinsOthers }
        case .string(.labelSelector(let selection)): selection.joins != nil
        case .string, .integer, .boolean, .oneOf, .offering, .labels, .reference: false
        }
    }

    /// Whether some reference or selector in it says so.
    package var staggersWindows: Bool {
        switch self {
        case .reference(let kind): kind.staggersWindows
        case .list(let kind, _, _): kind.staggersWindows
        case .elements(let set): set.attributes.contains { $0.kind.staggersWindows }
        case .object(let attributes): attributes.contains { $0.kind.staggersWindows }
        case .string(.labelSelector(let selection)): selection.staggersWindows
        case .string, .integer, .boolean, .oneOf, .offering, .labels: false
        }
    }
}
