import Diagnostics
import ResourceModel

/// That one resource cannot be created before another is.
struct CreationEdge {
    let target: ResourceAddress
    /// The attribute that refers to it; nil for `depends_on`.
    let attribute: AttributeName?
    let range: SourceRange
}

extension Draft {
    /// What the creation of this resource has to wait for, in the order of the file.
    func creationEdges(_ type: ResourceType) -> [CreationEdge] {
        var edges = dependsOn.map { CreationEdge(target: $0.address, attribute: nil, range: $0.range ?? keyRange) }
        for attribute in type.attributes {
            guard let value = attributes[attribute.name] else { continue }
            for (address, range) in attribute.creationReferences(value, at: value.range ?? keyRange) {
                edges.append(CreationEdge(target: address, attribute: attribute.name, range: range))
            }
        }
        return edges.sorted { ($0.range.start, $0.target) < ($1.range.start, $1.target) }
    }
}

extension Attribute {
    fileprivate func creationReferences(
        _ desired: DesiredValue,
        at range: SourceRange
    ) -> [(address: ResourceAddress, range: SourceRange)] {
        switch creation {
        case .body:
            return references(in: desired.value, desired.places, at: range)
        case .bodyForElements(.keyAlone, _):
            guard case .elements(let set) = kind, case .list(let elements) = desired.value else { return [] }
            return elements.enumerated().flatMap { index, element in
                guard set.isKeyAlone(element) else { return [] as [(ResourceAddress, SourceRange)] }
                return references(in: element, desired.places?.children[String(index)], at: range)
            }
        case .bodyWhenKnown, .afterwards, .unsent:
            return []
        }
    }
}

extension ElementSet {
    /// Whether nothing but its key is written, apart from what it has by default.
    fileprivate func isKeyAlone(_ element: Value) -> Bool {
        attributes.allSatisfy { attribute in
            guard !key.contains(attribute.name), let value = element[attribute.name], !value.isNull else { return true }
            guard case .defaulted(let usual) = attribute.presence else { return false }
            return value == attribute.kind.normalized(usual)
        }
    }
}

/// Each address that a value refers to, with the closest place that is known.
private func references(
    in value: Value,
    _ places: Places?,
    at range: SourceRange
) -> [(address: ResourceAddress, range: SourceRange)] {
    let range = places?.range ?? range
    switch value {
    case .null, .boolean, .integer, .number, .string:
        return []
    case .list(let values):
        return values.enumerated().flatMap { references(in: $1, places?.children[String($0)], at: range) }
    case .map(let values):
        return values.sortedByKey().flatMap { references(in: $0.value, places?.children[$0.key], at: range) }
    case .reference, .deferred:
        return value.addresses.map { ($0, range) }
    }
}
