import Diagnostics
import ResourceModel
import YAMLDocuments

/// An entry under `modules`: where a module is, and what its user gives it.
struct ModuleUse {
    let name: String
    let keyRange: SourceRange
    /// The folder or file as it is written, with its place.
    let source: (text: String, range: SourceRange)
    /// The entries of `variables`.
    let variables: [Node.Entry]
    /// `count` or `for_each`, as a body of nothing else.
    let repetition: Node?
}

/// Reads `modules`, what is used and not yet what the modules say.
struct ModuleUseReader {
    private let scalars = ScalarReader()
    private static let keys = ["source", "variables", "count", "for_each"]

    /// Nil as a value for one that could not be read.
    func read(_ node: Node?, _ problems: inout Problems) -> [(name: String, use: ModuleUse?)] {
        guard let node, !node.isNull else { return [] }
        guard case .mapping(let entries) = node.content else {
            if case .invalid = node.content { return [] }
            let hint = "Write 'modules: { eu: { source: ./cluster } }'."
            problems.report(.wrongType(expected: "a map from names to modules", for: "modules", node, hint: hint))
            return []
        }
        return entries.filter { !$0.name.hasPrefix("x-") }.map { ($0.name, use($0, &problems)) }
    }

    private func use(_ entry: Node.Entry, _ problems: inout Problems) -> ModuleUse? {
        // A dot would end the name in an address.
        guard isLogicalName(entry.name), !entry.name.contains(".") else {
            problems.report(.invalidModuleName(entry))
            return nil
        }
        guard case .mapping(let parts) = entry.value.content else {
            if case .invalid = entry.value.content { return nil }
            let hint = entry.value.text.map { "Write '{ source: \($0) }'." }
            problems.report(.wrongType(expected: "a map with 'source'", for: entry.name, entry.value, hint: hint))
            return nil
        }
        let before = problems.count
        for part in parts where !Self.keys.contains(part.name) && !part.name.hasPrefix("x-") {
            problems.reportUnknownAttribute(part, of: "module", known: Self.keys)
        }
        guard let node = entry.value["source"] else {
            if problems.count == before {
                problems.report(.missingAttributes(["source"], of: "module", at: entry.key.range))
            }
            return nil
        }
        guard let text = scalars.text(of: node, for: "source", &problems) else { return nil }
        guard !node.hasExpressions, !text.isEmpty else {
            problems.report(.moduleExpression(node))
            return nil
        }
        guard let variables = variables(entry.value["variables"], &problems) else { return nil }
        let repeated = parts.filter { $0.name == "count" || $0.name == "for_each" }
        let body = Node(range: entry.value.range, content: .mapping(repeated))
        return ModuleUse(
            name: entry.name,
            keyRange: entry.key.range,
            source: (text, node.range),
            variables: variables,
            repetition: repeated.isEmpty ? nil : body
        )
    }

    private func variables(_ node: Node?, _ problems: inout Problems) -> [Node.Entry]? {
        guard let node, !node.isNull else { return [] }
        if case .mapping(let entries) = node.content { return entries.filter { !$0.name.hasPrefix("x-") } }
        if case .invalid = node.content { return nil }
        problems.report(.wrongType(expected: "a map from names to values", for: "variables", node))
        return nil
    }
}

extension Node {
    /// What is written, if it is a single value.
    fileprivate var text: String? {
        guard case .scalar(let scalar) = content, !isNull else { return nil }
        return scalar.text
    }
}

extension Diagnostic {
    fileprivate static func invalidModuleName(_ entry: Node.Entry) -> Diagnostic {
        .error(
            "invalid-logical-name",
            "\(quoted(entry.name)) cannot be the name of a module: expected letters, digits and between them '-' or '_'",
            at: entry.key.range
        )
    }

    fileprivate static func moduleExpression(_ node: Node) -> Diagnostic {
        .error(
            "unsupported-expression",
            "'source' takes the path of a folder, without expressions: which files there are is known first",
            at: node.range
        )
    }
}
