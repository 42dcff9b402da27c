import Diagnostics
import ResourceModel

/// That one resource cannot be created before another is.
struct CreationEdge {
    let target: ResourceAddress
    /// The attribute that refers to it; nil for `depends_on`.
    let attribute: AttributeName?
    let range: SourceRange
}

/// The attributes of a type that a creation carries, and with them waits for what they refer to.
struct CreationRules {
    private struct Rule {
        let name: AttributeName
        /// Where it is set, only elements with nothing but their key count.
        let keyAlone: ElementSet?
    }

    private let rules: [Rule]

    init(_ type: ResourceType) {
        rules = type.attributes.compactMap { attribute in
            switch (attribute.creation, attribute.kind) {
            case (.body, _):
                Rule(name: attribute.name, keyAlone: nil)
            case (.bodyForElements(.keyAlone, _), .elements(let set)):
                Rule(name: attribute.name, keyAlone: set)
            case (.bodyForElements, _), (.bodyWhenKnown, _), (.afterwards, _), (.unsent, _):
                nil
            }
        }
    }

    /// What the creation of a resource has to wait for, in the order of the file.
    func edges(of draft: Draft) -> [CreationEdge] {
        var edges = draft.dependsOn.map {
            CreationEdge(target: $0.address, attribute: nil, range: $0.range ?? draft.keyRange)
        }
        for rule in rules {
            guard let value = draft.attributes[rule.name] else { continue }
            for (address, range) in references(in: value, rule, at: value.range ?? draft.keyRange) {
                edges.append(CreationEdge(target: address, attribute: rule.name, range: range))
            }
        }
        return edges.sorted { ($0.range.start, $0.target) < ($1.range.start, $1.target) }
    }

    private func references(in desired: DesiredValue, _ rule: Rule, at range: SourceRange) -> [PlacedReference] {
        guard let set = rule.keyAlone, case .list(let elements) = desired.value else {
            return placedReferences(in: desired.value, desired.places, at: range)
        }
        return elements.enumerated().flatMap { index, element -> [PlacedReference] in
            guard set.isKeyAlone(element) else { return [] }
            return placedReferences(in: element, desired.places?[index], at: range)
        }
    }
}

private typealias PlacedReference = (address: ResourceAddress, range: SourceRange)

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
private func placedReferences(in value: Value, _ places: Places?, at range: SourceRange) -> [PlacedReference] {
    let range = places?.range ?? range
    switch value {
    case .null, .boolean, .integer, .number, .string:
        return []
    case .list(let values):
        return values.enumerated().flatMap { placedReferences(in: $1, places?[$0], at: range) }
    case .map(let values):
        return values.sortedByKey().flatMap { placedReferences(in: $0.value, places?[$0.key], at: range) }
    case .reference, .deferred:
        return value.addresses.map { ($0, range) }
    }
}
