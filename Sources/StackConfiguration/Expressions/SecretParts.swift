import Diagnostics
import ResourceModel
import YAMLDocuments

extension ExpressionReader {
    /// A value with sensitive parts, which may take what is sensitive; whether anything else in it is.
    mutating func evaluated(
        _ node: YAMLNode,
        as kind: ValueKind,
        _ problems: inout Problems
    ) -> (node: YAMLNode, isSensitive: Bool) {
        guard kind.hasSecretParts, node.hasExpressions else { return evaluated(node, &problems) }
        switch (kind, node.content) {
        case (.elements(let set), .sequence(let nodes)):
            return sequence(nodes, at: node, of: .object(set.attributes), &problems)
        case (.list(let element, _, _), .sequence(let nodes)):
            return sequence(nodes, at: node, of: element, &problems)
        case (.object(let attributes), .mapping(let entries)):
            var isSensitive = false
            var results: [YAMLEntry] = []
            for entry in entries {
                let part = attributes.first { $0.name.text == entry.name }
                let result =
                    part.map { evaluated(entry.value, as: $0.kind, &problems) } ?? evaluated(entry.value, &problems)
                let mayBeSecret = part?.isSensitive ?? false
                isSensitive = isSensitive || (result.isSensitive && !mayBeSecret)
                results.append(YAMLEntry(key: entry.key, value: mayBeSecret ? result.node.hidingPending : result.node))
            }
            return (YAMLNode(range: node.range, content: .mapping(results)), isSensitive)
        case _:
            return evaluated(node, &problems)
        }
    }

    private mutating func sequence(
        _ nodes: [YAMLNode],
        at node: YAMLNode,
        of kind: ValueKind,
        _ problems: inout Problems
    ) -> (node: YAMLNode, isSensitive: Bool) {
        var isSensitive = false
        var results: [YAMLNode] = []
        for element in nodes {
            let result = evaluated(element, as: kind, &problems)
            results.append(result.node)
            isSensitive = isSensitive || result.isSensitive
        }
        return (YAMLNode(range: node.range, content: .sequence(results)), isSensitive)
    }
}
