import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// A variable as the file declares it.
struct Variable {
    let name: String
    let type: VariableType
    let isSensitive: Bool
    /// The condition that a value has to meet, with the node that it is written at.
    let condition: (text: String, node: Node)?
    /// The value that it has where none is given.
    let usual: Node?
    let range: SourceRange
}

/// Reads `variables`, what is declared and not yet what they are.
struct VariableReader {
    let reserved: ReservedNames
    private let scalars = ScalarReader()
    private static let keys = ["type", "default", "description", "sensitive", "validate"]

    init(reserved: ReservedNames) { self.reserved = reserved }

    /// Each name with its variable, nil for one that could not be read; in the order of the file.
    func read(_ node: Node?, _ problems: inout Problems) -> [(name: String, variable: Variable?)] {
        guard let node, !node.isNull else { return [] }
        guard case .mapping(let entries) = node.content else {
            if case .invalid = node.content { return [] }
            problems.report(.wrongType(expected: "a map from names to variables", for: "variables", node))
            return []
        }
        return entries.compactMap { entry in
            guard reserved.allows(entry, of: "variable", &problems) else { return nil }
            return (entry.name, variable(entry, &problems))
        }
    }

    private func variable(_ entry: Node.Entry, _ problems: inout Problems) -> Variable? {
        guard case .mapping(let parts) = entry.value.content else {
            if case .invalid = entry.value.content { return nil }
            let hint = "Write '{ type: string, default: … }', or put a value that is fixed under 'locals'."
            problems.report(.wrongType(expected: "a map with 'type'", for: entry.name, entry.value, hint: hint))
            return nil
        }
        let before = problems.count
        for part in parts where !Self.keys.contains(part.name) {
            problems.reportUnknownAttribute(part, of: "variable", known: Self.keys)
        }
        guard let type = type(entry, &problems) else { return nil }
        let isSensitive = entry.value["sensitive"].flatMap { scalars.flag(of: $0, for: "sensitive", &problems) }
        var condition: (text: String, node: Node)?
        if let node = entry.value["validate"], let text = scalars.text(of: node, for: "validate", &problems) {
            condition = (text, node)
        }
        guard problems.count == before else { return nil }
        return Variable(
            name: entry.name,
            type: type,
            isSensitive: isSensitive ?? false,
            condition: condition,
            usual: entry.value["default"],
            range: entry.key.range
        )
    }

    private func type(_ entry: Node.Entry, _ problems: inout Problems) -> VariableType? {
        guard let node = entry.value["type"] else {
            if !isMisspelled(in: entry.value) {
                problems.report(.missingAttributes(["type"], of: "variable", at: entry.key.range))
            }
            return nil
        }
        guard let text = scalars.text(of: node, for: "type", &problems) else { return nil }
        if let type = VariableType(rawValue: text) { return type }
        let words = VariableType.allCases.map(\.rawValue)
        let hint = Hints.variableType(text) ?? Suggestion.question(for: text, among: words)
        let expected = words.quoted(joinedBy: "or")
        problems.report(.invalidValue(expected: expected, for: "type", not: node.found, at: node.range, hint: hint))
        return nil
    }

    /// Whether a key seems to be meant as `type`, which was said already.
    private func isMisspelled(in body: Node) -> Bool {
        guard case .mapping(let parts) = body.content else { return false }
        return parts.contains { part in
            !Self.keys.contains(part.name) && Suggestion.nearest(to: part.name, among: Self.keys) == "type"
        }
    }
}

/// Which names variables and locals may not have, because expressions use them otherwise.
struct ReservedNames {
    private let words: Set<String>

    /// Only the sections that a file has mean something in its expressions.
    init(in root: Root) {
        let sections = root.sections.map(\.type.section) + root.brokenSections
        let others = ["existing", "modules", "index", "each", "stack", "value"]
        words = Set(sections + others + HostFunctions.names)
    }

    func allows(_ entry: Node.Entry, of kind: String, _ problems: inout Problems) -> Bool {
        guard !words.contains(entry.name) else {
            problems.report(.reservedName(entry, kind))
            return false
        }
        // What parses as nothing but a name can be used as one.
        let (template, _) = CELTemplate.parse("${\(entry.name)}")
        let references = template.soleExpression?.references() ?? []
        guard references.count == 1, references[0].root == entry.name, references[0].path.isEmpty,
            references[0].range.count == entry.name.utf8.count
        else {
            problems.report(.noName(entry, kind))
            return false
        }
        return true
    }
}

extension Diagnostic {
    fileprivate static func reservedName(_ entry: Node.Entry, _ kind: String) -> Diagnostic {
        .error(
            "reserved-name",
            "a \(kind) cannot be called '\(entry.name)', which means something else in expressions",
            at: entry.key.range,
            hint: "Call it what tells more of it: '\(entry.name)_count', '\(entry.name)_map'."
        )
    }

    fileprivate static func noName(_ entry: Node.Entry, _ kind: String) -> Diagnostic {
        let isWord = entry.name.utf8.allSatisfy { isLowercaseLetter($0) }
        let reason = isWord ? "it is a word of the expression language" : "expected letters, digits and '_'"
        return .error(
            "invalid-name",
            "\(quoted(entry.name)) cannot be the name of a \(kind): \(reason)",
            at: entry.key.range
        )
    }
}
