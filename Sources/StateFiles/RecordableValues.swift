import ResourceModel

extension ValueKind {
    /// Whether an apply can have recorded such a value, as far as its shape tells.
    func mayRecord(_ value: Value, _ catalog: Catalog) -> Bool {
        if value.isNull { return true }
        return switch (self, value) {
        case (.string, .string), (.oneOf, .string), (.integer, .integer), (.boolean, .boolean): true
        // What an offering's name stands for may be a resource of this file, or an object by its number.
        case (.offering, .string), (.offering, .integer), (.offering, .reference), (.offering, .map): true
        case (.reference(let reference), .reference(let target)): target.isOf(reference.type, catalog)
        case (.labels, .map(let labels)): labels.values.allSatisfy { $0.string != nil }
        case (.list(let kind, _, _), .list(let values)): values.allSatisfy { kind.mayRecord($0, catalog) }
        case (.elements(let set), .list(let elements)): elements.allSatisfy { set.mayRecord($0, catalog) }
        case (.object(let attributes), .map(let parts)): Self.mayRecord(parts, attributes, catalog)
        case (.string, _), (.oneOf, _), (.integer, _), (.boolean, _), (.offering, _), (.reference, _), (.labels, _),
            (.list, _), (.elements, _), (.object, _):
            false
        }
    }

    fileprivate static func mayRecord(_ parts: [String: Value], _ attributes: [Attribute], _ catalog: Catalog) -> Bool {
        parts.allSatisfy { name, part in
            guard let attribute = attributes.first(where: { $0.name.text == name }) else { return false }
            return attribute.kind { parts[$0.text]?.string }.mayRecord(part, catalog)
        }
    }
}

extension ElementSet {
    fileprivate func mayRecord(_ element: Value, _ catalog: Catalog) -> Bool {
        guard var parts = element.map else { return false }
        if let identifier { parts[identifier.text] = nil }
        return ValueKind.mayRecord(parts, attributes, catalog)
    }
}

extension Reference {
    fileprivate func isOf(_ type: ResourceType.Name, _ catalog: Catalog) -> Bool {
        switch self {
        case .object(let own, _): own == type
        case .resource(let address): catalog.type(section: address.section)?.name == type
        }
    }
}
