import Diagnostics

/// A part of a file with values in the place of its expressions.
struct EvaluatedNode: Sendable {
    let node: Node
    /// Whether anything sensitive went into it.
    let isSensitive: Bool

    init(_ node: Node, isSensitive: Bool = false) {
        self.node = node
        self.isSensitive = isSensitive
    }

    /// A node whose parts say what is sensitive.
    init(byParts node: Node) { self.init(node, isSensitive: node.hasSensitiveParts) }

    static func sequence(_ parts: [EvaluatedNode], at range: SourceRange) -> EvaluatedNode {
        EvaluatedNode(
            Node(range: range, content: .sequence(parts.map(\.node))),
            isSensitive: parts.contains(where: \.isSensitive)
        )
    }

    static func mapping(_ parts: [(key: Node.Key, value: EvaluatedNode)], at range: SourceRange) -> EvaluatedNode {
        let entries = parts.map { Node.Entry(key: $0.key, value: $0.value.node) }
        return EvaluatedNode(
            Node(range: range, content: .mapping(entries)),
            isSensitive: parts.contains { $0.value.isSensitive }
        )
    }

    /// The node, what is known later in it taken for sensitive where the whole is.
    var hidingPending: Node { isSensitive ? node.hidingPending : node }
}

extension Node {
    /// Whether it or a part of it is sensitive.
    var hasSensitiveParts: Bool {
        guard !isSensitive else { return true }
        return switch content {
        case .scalar, .invalid, .link: false
        case .pending(let pending): pending.isSensitive
        case .sequence(let nodes): nodes.contains(where: \.hasSensitiveParts)
        case .mapping(let entries): entries.contains { $0.value.hasSensitiveParts }
        }
    }
}
