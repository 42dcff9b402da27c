import Diagnostics
import ResourceModel
import YAMLDocuments

extension ExpressionReader {
    /// A value with sensitive parts, which may take what is sensitive; whether anything else in it is.
    mutating func evaluated(_ node: Node, as kind: ValueKind, _ problems: inout Problems) -> EvaluatedNode {
        guard node.hasExpressions else { return evaluated(node, &problems) }
        namesObjects = kind.standsForObjects
        defer { namesObjects = false }
        let whole = evaluated(node, &problems)
        guard kind.hasSecretParts else { return whole }
        return EvaluatedNode(
            whole.node.hidingSecretParts(of: kind),
            isSensitive: whole.node.isSensitive(besidesPartsOf: kind)
        )
    }
}

extension Node {
    /// Whether anything in it is sensitive that stands where nothing sensitive is taken.
    fileprivate func isSensitive(besidesPartsOf kind: ValueKind) -> Bool {
        guard !isSensitive else { return true }
        switch (kind, content) {
        case (.elements(let set), .sequence(let nodes)):
            let kind = ValueKind.object(set.attributes)
            return nodes.contains { $0.isSensitive(besidesPartsOf: kind) }
        case (.list(let kind, _, _), .sequence(let nodes)):
            return nodes.contains { $0.isSensitive(besidesPartsOf: kind) }
        case (.object(let attributes), .mapping(let entries)):
            return entries.contains { entry in
                guard let part = attributes.first(where: { $0.name.text == entry.name }) else {
                    return entry.value.hasSensitiveParts
                }
                return !part.isSensitive && entry.value.isSensitive(besidesPartsOf: part.kind)
            }
        case _:
            return hasSensitiveParts
        }
    }

    /// The same with everything that is known later in sensitive parts taken for sensitive.
    fileprivate func hidingSecretParts(of kind: ValueKind) -> Node {
        switch (kind, content) {
        case (.elements(let set), .sequence(let nodes)):
            let kind = ValueKind.object(set.attributes)
            return Node(range: range, content: .sequence(nodes.map { $0.hidingSecretParts(of: kind) }))
        case (.list(let kind, _, _), .sequence(let nodes)):
            return Node(range: range, content: .sequence(nodes.map { $0.hidingSecretParts(of: kind) }))
        case (.object(let attributes), .mapping(let entries)):
            let hidden = entries.map { entry -> Entry in
                guard let part = attributes.first(where: { $0.name.text == entry.name }) else { return entry }
                let value =
                    part.isSensitive ? entry.value.hidingPending : entry.value.hidingSecretParts(of: part.kind)
                return Entry(key: entry.key, value: value)
            }
            return Node(range: range, content: .mapping(hidden))
        case _:
            return self
        }
    }
}
