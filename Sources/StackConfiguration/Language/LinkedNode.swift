import CELExpressions
import ResourceModel
import YAMLDocuments

extension Pending {
    /// The value with links where it has IDs of resources of the file; nil where it takes more than those to know it.
    ///
    /// References have to be known when the plan is made, but not the numbers: it is enough to know of which resource
    /// an expression gives the ID. So it is evaluated with a number of its own for each.
    var linked: Node? {
        let ids = reads.filter { $0.attribute == .id }.map(\.address)
        guard !ids.isEmpty else { return nil }
        // Far from anything that an ID can be, or that arithmetic with one would give.
        let first = Int64.min / 3
        let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, first + Int64($0)) })
        let value = try? expression.value(template, isSensitive: isSensitive) { address, name in
            name == .id ? numbers[address].map { .integer($0) } : nil
        }
        guard let value, let node = Node(value, at: range) else { return nil }
        let links = Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) })
        return node.replacing { scalar in
            guard case .integer(let number) = scalar.value else { return nil }
            return links[number].map { .link($0) }
        }
    }
}

extension Node {
    fileprivate func replacing(_ content: (YAMLScalar) -> Content?) -> Node {
        switch self.content {
        case .invalid, .pending, .link:
            return self
        case .scalar(let scalar):
            return content(scalar).map { Node(range: range, content: $0) } ?? self
        case .sequence(let nodes):
            return Node(range: range, content: .sequence(nodes.map { $0.replacing(content) }))
        case .mapping(let entries):
            let replaced = entries.map { Node.Entry(key: $0.key, value: $0.value.replacing(content)) }
            return Node(range: range, content: .mapping(replaced))
        }
    }
}
