import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Makes of a declaration with `count` or `for_each` the ones that it stands for.
struct Repeater {
    /// More than any project can hold; a slip of the finger must not take the machine's memory.
    private static let limit = 10_000

    private let scope: Scope

    init(_ scope: Scope) { self.scope = scope }

    func group(_ declaration: Declaration, _ problems: inout Problems) -> DeclarationGroup {
        guard declaration.isRepeated, case .mapping(let entries) = declaration.body.content else {
            return .single(declaration)
        }
        let rest = entries.filter { $0.name != "count" && $0.name != "for_each" }
        let body = Node(range: declaration.body.range, content: .mapping(rest))
        guard let repetitions = repetitions(entries, &problems) else { return .failed }
        let all = repetitions.map { Declaration(declaration, $0, body: body) }
        return declaration.body["count"] == nil ? .keyed(all) : .counted(all)
    }

    /// What `count` or `for_each` among the entries says; nil where neither is there, or it could not be read.
    func repetitions(_ entries: [Node.Entry], _ problems: inout Problems) -> [Repetition]? {
        let written = entries.filter { $0.name == "count" || $0.name == "for_each" }
        guard let entry = written.first else { return nil }
        if written.count > 1 {
            problems.report(.twoRepetitions(written[1], first: entry))
            return nil
        }
        var expressions = ExpressionReader(scope)
        let node = expressions.evaluatedNow(entry.value, for: entry.name, &problems)
        if case .invalid = node.content { return nil }
        return entry.name == "count" ? counted(node, &problems) : keyed(node, &problems)
    }

    private func counted(_ node: Node, _ problems: inout Problems) -> [Repetition]? {
        guard case .scalar(let scalar) = node.content, case .integer(let count) = scalar.value,
            (0...Int64(Self.limit)).contains(count)
        else {
            let expected = "an integer from 0 to \(Self.limit)"
            let hint = ScalarReader().hint(forNumberAt: node)
            problems.report(
                .invalidValue(expected: expected, for: "count", not: node.found, at: node.range, hint: hint)
            )
            return nil
        }
        return (0..<Int(count)).map { Repetition(instance: .index($0), value: nil) }
    }

    private func keyed(_ node: Node, _ problems: inout Problems) -> [Repetition]? {
        let whole = node.content
        let pairs: [(key: String, value: Node)]
        switch node.content {
        case .invalid, .pending, .link:
            return nil
        case .mapping(let entries):
            pairs = entries.map { ($0.name, $0.value) }
        case .sequence(let nodes):
            pairs = nodes.map { node in
                guard case .scalar(let scalar) = node.content, case .string(let text) = scalar.value else {
                    return ("", node)
                }
                return (text, node)
            }
        case .scalar:
            problems.report(.wrongType(expected: "a list of strings or a map", for: "for_each", node))
            return nil
        }
        var seen: Set<String> = []
        var repetitions: [Repetition] = []
        for (key, node) in pairs {
            if case .sequence = whole, !node.isText {
                problems.report(.wrongType(expected: "a list of strings or a map", for: "for_each", ofElement: node))
                return nil
            }
            guard isLogicalName(key), pairs.count <= Self.limit else {
                problems.report(.invalidEachKey(node))
                return nil
            }
            guard seen.insert(key).inserted else {
                problems.report(.eachKeyTwice(key, at: node.range))
                return nil
            }
            guard let value = CELValue(node) else { return nil }
            repetitions.append(Repetition(instance: .key(key), value: value))
        }
        return repetitions
    }
}

extension Node {
    fileprivate var isText: Bool {
        guard case .scalar(let scalar) = content, case .string = scalar.value else { return false }
        return true
    }
}

extension Diagnostic {
    fileprivate static func wrongType(
        expected: String,
        for name: String,
        ofElement node: Node
    ) -> Diagnostic {
        var hint: String?
        if case .scalar = node.content, !node.isNull { hint = "Is it text? Then put it in quotes." }
        return .error(
            "wrong-type",
            "expected \(expected) for '\(name)', and this element is \(node.kindName)",
            at: node.range,
            hint: hint
        )
    }

    fileprivate static func twoRepetitions(_ entry: Node.Entry, first: Node.Entry) -> Diagnostic {
        .error(
            "exclusive-attributes",
            "'\(entry.name)' cannot be written together with '\(first.name)'",
            at: entry.key.range,
            notes: [.init("'\(first.name)' is written here", at: first.key.range)]
        )
    }

    fileprivate static func invalidEachKey(_ node: Node) -> Diagnostic {
        .error(
            "invalid-value",
            "expected keys of letters, digits and between them '-', '_' or '.' for 'for_each', not \(node.found)",
            at: node.range,
            hint: "They become part of addresses and names; for other values write a map from keys to them."
        )
    }

    fileprivate static func eachKeyTwice(_ key: String, at range: SourceRange) -> Diagnostic {
        .error("duplicate-element", "'for_each' has '\(key)' already", at: range)
    }
}
