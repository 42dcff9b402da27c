import Diagnostics
import ResourceModel
import YAMLDocuments

extension [String] {
    /// `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`; or with `or`.
    func quoted(joinedBy word: String) -> String {
        let quoted = map { "'\($0)'" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}

extension Node {
    /// What is written here, in the words of a message: a short text in quotes, else what kind of value it is.
    var found: String {
        guard case .scalar(let scalar) = content, !scalar.text.isEmpty, scalar.value != .null else { return kindName }
        return quoted(scalar.text)
    }

    var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.value == .null
    }
}

/// A text in quotes, cut where it would make a message long.
func quoted(_ text: String) -> String {
    let longest = 60
    return text.count > longest ? "'\(text.prefix(longest))…'" : "'\(text)'"
}

extension Diagnostic {
    /// Something of the wrong kind stands where another was expected.
    static func wrongType(expected: String, for name: String, _ node: Node, hint: String? = nil) -> Diagnostic {
        .error(
            "wrong-type",
            "expected \(expected) for '\(name)', not \(node.kindName)",
            at: node.range,
            hint: hint
        )
    }

    /// The kind is right, the value is not.
    static func invalidValue(
        expected: String,
        for name: String,
        not found: String,
        at range: SourceRange,
        hint: String? = nil
    ) -> Diagnostic {
        .error("invalid-value", "expected \(expected) for '\(name)', not \(found)", at: range, hint: hint)
    }

    static func invalidLogicalName(_ name: String, at range: SourceRange) -> Diagnostic {
        .error(
            "invalid-logical-name",
            "\(quoted(name)) cannot be a logical name: expected letters, digits and between them '-', '_' or '.'",
            at: range
        )
    }

    /// One report for all that is missing in one place.
    static func missingAttributes(_ names: [AttributeName], of owner: String, at range: SourceRange) -> Diagnostic {
        .error("missing-attribute", "\(owner) needs \(names.map(\.text).quoted(joinedBy: "and"))", at: range)
    }
}

extension Problems {
    /// Reports a key that is none of what its owner has.
    mutating func reportUnknownAttribute(_ entry: Node.Entry, of owner: String, known: [String]) {
        report(
            .error(
                "unknown-attribute",
                "\(owner) has no attribute \(quoted(entry.name))",
                at: entry.key.range,
                hint: hints.attribute(entry.name, among: known).text
            )
        )
    }
}
