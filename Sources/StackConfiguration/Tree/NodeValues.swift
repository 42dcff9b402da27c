import CELExpressions
import Diagnostics
import YAMLDocuments

extension CELValue {
    /// What is written at a node; nil where something in it could not be read.
    init?(_ node: Node) {
        switch node.content {
        case .invalid, .pending, .link:
            return nil
        case .scalar(let scalar):
            self = CELValue(scalar)
        case .sequence(let nodes):
            let values = nodes.compactMap { CELValue($0) }
            guard values.count == nodes.count else { return nil }
            self = .list(values)
        case .mapping(let entries):
            let pairs = entries.compactMap { entry in CELValue(entry.value).map { (name: entry.name, value: $0) } }
            guard pairs.count == entries.count else { return nil }
            self = .map(CELMap(pairs))
        }
    }

    init(_ scalar: YAMLScalar) {
        switch scalar.value {
        case .null: self = .null
        case .boolean(let flag): self = .bool(flag)
        case .integer(let number): self = .int(number)
        case .number(let number): self = .double(number)
        case .string(let text): self = .string(text)
        }
    }
}

extension Node {
    /// A value as if it were written in the file; nil for what no file can say.
    init?(_ value: CELValue, at range: SourceRange) {
        guard let content = Content(value, at: range) else { return nil }
        self.init(range: range, content: content)
    }
}

extension Node.Content {
    fileprivate init?(_ value: CELValue, at range: SourceRange) {
        switch value {
        case .null: self = .plain("null")
        case .bool(let flag): self = .plain(flag ? "true" : "false")
        case .int(let number): self = .plain(String(number))
        case .uint(let number): self = .plain(String(number))
        case .double(let number): self = .plain(number.isFinite ? String(number) : ".nan")
        case .string(let text): self = .scalar(YAMLScalar(text: text, style: .doubleQuoted))
        case .address, .addressRange:
            guard let text = value.plainText else { return nil }
            self = .scalar(YAMLScalar(text: text, style: .doubleQuoted))
        case .optional(let inner):
            self.init(inner ?? .null, at: range)
        case .list(let list):
            let nodes = list.elements.compactMap { Node($0, at: range) }
            guard nodes.count == list.elements.count else { return nil }
            self = .sequence(nodes)
        case .map(let map):
            let entries = map.entries.compactMap { entry -> Node.Entry? in
                guard let name = entry.key.plainText, let value = Node(entry.value, at: range) else { return nil }
                return Node.Entry(key: Node.Key(text: name, range: range), value: value)
            }
            guard entries.count == map.entries.count else { return nil }
            self = .mapping(entries)
        case .bytes, .type, .object:
            return nil
        }
    }

    private static func plain(_ text: String) -> Node.Content { .scalar(YAMLScalar(text: text, style: .plain)) }
}
