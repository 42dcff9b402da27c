import Diagnostics
import ResourceModel
import YAMLDocuments

/// Turns what stands in a scalar into a value; expressions in it were evaluated before.
struct ScalarReader {
    /// What to write where a text stands instead of a number.
    func hint(forNumberAt node: Node) -> String? {
        guard case .scalar(let scalar) = node.content, case .string(let text) = scalar.value else { return nil }
        return Hints.number(text)
    }

    /// The value of a scalar: a leaf as YAML means it.
    func value(of scalar: YAMLScalar) -> Value {
        switch scalar.value {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        }
    }

    /// The text of a node where a text is expected; an unquoted number is what is written.
    func text(of node: Node, for name: String, _ problems: inout Problems) -> String? {
        switch node.content {
        case .invalid, .pending, .link:
            return nil
        case .sequence, .mapping:
            problems.report(.wrongType(expected: "a string", for: name, node))
            return nil
        case .scalar(let scalar):
            switch value(of: scalar) {
            case .string(let text):
                return text
            case .integer, .number:
                return scalar.text
            case .boolean:
                let hint = "Is it text? Then put it in quotes."
                problems.report(.wrongType(expected: "a string", for: name, node, hint: hint))
                return nil
            case .null, .list, .map, .reference, .deferred:
                problems.report(.wrongType(expected: "a string", for: name, node))
                return nil
            }
        }
    }

    /// True or false; nothing else stands for them.
    func flag(of node: Node, for name: String, _ problems: inout Problems) -> Bool? {
        guard case .scalar(let scalar) = node.content else {
            if case .invalid = node.content { return nil }
            problems.report(.wrongType(expected: "true or false", for: name, node))
            return nil
        }
        if case .boolean(let flag) = value(of: scalar) { return flag }
        problems.report(.noFlag(scalar, for: name, node))
        return nil
    }
}

extension Diagnostic {
    fileprivate static func noFlag(_ scalar: YAMLScalar, for name: String, _ node: Node) -> Diagnostic {
        let meant: Bool? =
            switch scalar.text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            case _: nil
            }
        let isQuoted = scalar.text == "true" || scalar.text == "false"
        let hint = isQuoted ? "Write it without quotes." : meant.map { "Did you mean '\($0)'?" }
        return .invalidValue(expected: "true or false", for: name, not: node.found, at: node.range, hint: hint)
    }
}
