import ResourceModel

extension ResourceType {
    /// The kind of what stands at a path; `nil` below a map of labels or outside of the type.
    func kind(at path: AttributePath) -> ValueKind? {
        path.components.dropFirst().reduce(attribute(path.root)?.kind) { kind, component in
            switch component {
            case .attribute(let name): kind?.part(name)
            case .element: kind?.element
            }
        }
    }
}

extension ValueKind {
    /// The kind of the elements of a list.
    var element: ValueKind? {
        switch self {
        case .list(let kind, _, _): kind
        case .elements(let set): .object(set.attributes)
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .object: nil
        }
    }

    /// The attributes of an object.
    var parts: [Attribute] {
        switch self {
        case .object(let attributes): attributes
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .list, .elements: []
        }
    }

    fileprivate func part(_ name: AttributeName) -> ValueKind? { parts.first { $0.name == name }?.kind }
}
