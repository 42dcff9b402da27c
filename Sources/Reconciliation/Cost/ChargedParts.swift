import ResourceModel

/// What of a type decides about its price, in the order of the bill: most of a server's attributes cost nothing.
struct ChargedParts {
    let type: ResourceType
    let attributes: [Attribute]
    let outputs: [Output]

    init(of type: ResourceType) {
        let named = Set(type.charges.flatMap(\.attributes))
        self.type = type
        attributes = type.attributes.filter { $0.isCharged || named.contains($0.name) }
        outputs = type.outputs.filter { $0.charge != nil }
    }

    func attribute(_ name: AttributeName) -> Attribute? { attributes.first { $0.name == name } }
}

extension Attribute {
    /// Whether it has a charge, or one of its parts.
    fileprivate var isCharged: Bool {
        guard charge == nil, case .object(let parts) = kind else { return charge != nil }
        return parts.contains { $0.charge != nil }
    }
}
