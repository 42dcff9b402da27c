import Diagnostics
import ResourceModel
import YAMLDocuments

extension ExpressionReader {
    /// A value with sensitive parts, which may take what is sensitive; whether anything else in it is.
    mutating func evaluated(_ node: Node, as kind: ValueKind, _ problems: inout Problems) -> EvaluatedNode {
        guard kind.hasSecretParts, node.hasExpressions else { return evaluated(node, &problems) }
        switch (kind, node.content) {
        case (.elements(let set), .sequence(let nodes)):
            let kind = ValueKind.object(set.attributes)
            return .sequence(nodes.map { evaluated($0, as: kind, &problems) }, at: node.range)
        case (.list(let kind, _, _), .sequence(let nodes)):
            return .sequence(nodes.map { evaluated($0, as: kind, &problems) }, at: node.range)
        case (.object(let attributes), .mapping(let entries)):
            let parts = entries.map { entry -> (key: Node.Key, value: EvaluatedNode) in
                guard let part = attributes.first(where: { $0.name.text == entry.name }) else {
                    return (entry.key, evaluated(entry.value, &problems))
                }
                let value = evaluated(entry.value, as: part.kind, &problems)
                return (entry.key, part.isSensitive ? EvaluatedNode(value.node.hidingPending) : value)
            }
            return .mapping(parts, at: node.range)
        case _:
            return evaluated(node, &problems)
        }
    }
}
