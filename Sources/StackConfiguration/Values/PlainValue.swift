import ResourceModel

extension Value {
    /// What is written at a node, of no kind in particular; nil where something is wrong with it.
    init?(plain node: Node) {
        switch node.content {
        case .invalid:
            return nil
        case .scalar(let scalar):
            self = ScalarReader().value(of: scalar)
        case .sequence(let nodes):
            let values = nodes.compactMap { Value(plain: $0) }
            guard values.count == nodes.count else { return nil }
            self = .list(values)
        case .mapping(let entries):
            let values = entries.compactMap { entry in Value(plain: entry.value).map { (entry.name, $0) } }
            guard values.count == entries.count else { return nil }
            self = .map(Dictionary(values) { first, _ in first })
        case .link:
            return nil
        case .pending(let pending):
            self = .deferred(pending.value)
        }
    }
}
