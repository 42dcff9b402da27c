import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads a list whose elements have no identity but their value.
struct ListReader {
    let values: ValueReader
    let element: ValueKind
    let order: ValueKind.Order
    let limit: Int
    let name: String

    func read(_ nodes: [Node], in list: Node, _ problems: inout Problems) -> ReadValue {
        let nodes = values.references.expanding(nodes, of: element)
        checkLimit(limit, of: nodes, for: name, &problems)
        var elements = nodes.prefix(limit).compactMap { readElement($0, &problems) }
        switch order {
        case .significant:
            break
        case .irrelevant:
            checkDuplicates(elements, &problems)
            elements = sorted(elements, by: \.value.keyText)
        }
        return ReadValue(list: elements, range: list.range)
    }

    private func readElement(_ node: Node, _ problems: inout Problems) -> ReadValue? {
        let values = values.at(values.place?.appending(.element))
        guard case .object(let attributes) = element, case .mapping(let entries) = node.content else {
            return values.read(node, as: element, for: name, &problems)
        }
        let object = ObjectReader(values: values, attributes: attributes, owner: "an element of '\(name)'")
        return object.read(entries, in: node, &problems)
    }

    private func checkDuplicates(_ elements: [ReadValue], _ problems: inout Problems) {
        guard elements.count > 1 else { return }
        var first: [Value: SourceRange] = [:]
        for element in elements {
            let identity = identity(of: element.value)
            if let range = first[identity] {
                let text = words(for: element.value)
                problems.report(.duplicateElement(text, of: name, at: element.places.range, first: range))
            } else {
                first[identity] = element.places.range
            }
        }
    }

    /// What tells elements apart: of records the value, whatever their comments are.
    private func identity(of value: Value) -> Value {
        guard case .object(let attributes) = element, let part = attributes.shorthand else { return value }
        return value[part.name] ?? value
    }

    /// What a message calls an element; of an object nothing is shown, as parts of it may be secret.
    private func words(for value: Value) -> String {
        if case .object = element { return "the same element" }
        return quoted(value.keyText)
    }
}

/// Reads a list of objects that are told apart by their keys.
struct ElementReader {
    let values: ValueReader
    let set: ElementSet
    let name: String

    func read(_ nodes: [Node], in list: Node, _ problems: inout Problems) -> ReadValue {
        let nodes = values.references.expanding(nodes.map(written), of: .object(set.attributes))
        checkLimit(set.limit, of: nodes, for: name, &problems)
        let elements = nodes.prefix(set.limit).compactMap { readElement($0, &problems) }
        checkDuplicates(elements, &problems)
        return ReadValue(list: sorted(elements, by: { set.key(of: $0.value) }), range: list.range)
    }

    /// An element that is written as one of its parts, as the whole that it stands for.
    private func written(_ node: Node) -> Node {
        guard let part = set.attributes.shorthand else { return node }
        switch node.content {
        case .scalar where !node.isNull, .link: break
        case .pending(let pending)
        where set.attributes.takesShorthand(of: pending) || (part.kind.hasReferences && pending.linked != nil):
            break
        case .scalar, .pending, .mapping, .sequence, .invalid: return node
        }
        let key = Node.Key(text: part.name.text, range: node.range)
        return Node(range: node.range, content: .mapping([Node.Entry(key: key, value: node)]))
    }

    private func readElement(_ node: Node, _ problems: inout Problems) -> ReadValue? {
        switch node.content {
        case .mapping(let entries):
            let values = values.at(values.place?.appending(.element))
            return ObjectReader(values: values, attributes: set.attributes, owner: set.noun)
                .read(entries, in: node, &problems)
        case .invalid:
            return nil
        case .pending:
            problems.reportUnknown(name, node)
            return nil
        case .scalar, .sequence, .link:
            let expected = "a map for each \(set.noun)"
            let hint = set.key.first.map { "Write '{ \($0): \(node.text ?? "…") }'." }
            problems.report(.wrongType(expected: expected, for: name, node, hint: hint))
            return nil
        }
    }

    private func checkDuplicates(_ elements: [ReadValue], _ problems: inout Problems) {
        guard elements.count > 1 else { return }
        var first: [[Value]: SourceRange] = [:]
        for element in elements {
            let parts = set.key.compactMap { element.value[$0] }
            guard parts.count == set.key.count, let keyName = set.key.first else { continue }
            let range = element.places.range(of: keyName.text)
            if let firstRange = first[parts] {
                let key = set.key(of: element.value)
                problems.report(.duplicateKey(key, of: set.noun, at: range, first: firstRange))
            } else {
                first[parts] = range
            }
        }
    }
}

extension Node {
    /// The text of a scalar that is one.
    fileprivate var text: String? {
        guard case .scalar(let scalar) = content, case .string(let text) = scalar.value else { return nil }
        return text
    }
}

extension ReadValue {
    fileprivate init(list elements: [ReadValue], range: SourceRange) {
        value = .list(elements.map(\.value))
        places = Places(range, elements: elements.map(\.places))
    }
}

/// The order of normal forms, in which places have to come along.
private func sorted(_ elements: [ReadValue], by key: (ReadValue) -> String) -> [ReadValue] {
    guard elements.count > 1 else { return elements }
    return elements.map { (key: key($0), element: $0) }.sorted { $0.key.precedes($1.key) }.map(\.element)
}

/// What is beyond the limit is not read: an alias can make a short file stand for a very long list.
private func checkLimit(_ limit: Int, of nodes: [Node], for name: String, _ problems: inout Problems) {
    guard nodes.count > limit else { return }
    problems.report(.tooManyElements(nodes.count, limit: limit, of: name, at: nodes[limit].range))
}

extension Diagnostic {
    fileprivate static func tooManyElements(
        _ count: Int,
        limit: Int,
        of name: String,
        at range: SourceRange
    ) -> Diagnostic {
        .error("too-many-elements", "'\(name)' takes at most \(limit) elements, not \(count)", at: range)
    }

    fileprivate static func duplicateElement(
        _ words: String,
        of name: String,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-element",
            "'\(name)' has \(words) already",
            at: range,
            notes: [.init("first written here", at: first)]
        )
    }

    fileprivate static func duplicateKey(
        _ key: String,
        of noun: String,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-element",
            "there is a \(noun) '\(key)' already",
            at: range,
            notes: [.init("first written here", at: first)]
        )
    }
}
