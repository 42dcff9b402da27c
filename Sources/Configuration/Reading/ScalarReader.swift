import Diagnostics
import ResourceModel
import YAMLDocuments

/// Turns what stands in a scalar into a value; the one place where expressions come in.
struct ScalarReader {
    /// The value of a scalar: a leaf as YAML means it, `$${` being a literal `${`.
    func value(of scalar: YAMLScalar, at node: YAMLNode, _ problems: inout Problems) -> Value? {
        switch scalar.value {
        case .null: return .null
        case .boolean(let flag): return .boolean(flag)
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .string(let text):
            guard text.utf8.contains(UInt8(ascii: "$")) else { return .string(text) }
            return string(Array(text.utf8), at: node, &problems)
        }
    }

    /// The text of a node where a text is expected; an unquoted number is what is written.
    func text(of node: YAMLNode, for name: String, _ problems: inout Problems) -> String? {
        switch node.content {
        case .invalid:
            return nil
        case .sequence, .mapping:
            problems.report(.wrongType(expected: "a string", for: name, node))
            return nil
        case .scalar(let scalar):
            guard let value = value(of: scalar, at: node, &problems) else { return nil }
            switch value {
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
    func flag(of node: YAMLNode, for name: String, _ problems: inout Problems) -> Bool? {
        guard case .scalar(let scalar) = node.content else {
            if case .invalid = node.content { return nil }
            problems.report(.wrongType(expected: "true or false", for: name, node))
            return nil
        }
        guard let value = value(of: scalar, at: node, &problems) else { return nil }
        if case .boolean(let flag) = value { return flag }
        problems.report(.noFlag(scalar, for: name, node))
        return nil
    }

    private func string(_ bytes: [UInt8], at node: YAMLNode, _ problems: inout Problems) -> Value? {
        var text: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let rest = bytes[position...]
            if rest.starts(with: escapedOpening) {
                text += opening
                position += escapedOpening.count
            } else if rest.starts(with: opening) {
                let end = rest.firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? bytes.count
                problems.report(.expression(at: node.range(ofText: position..<end)))
                return nil
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        return .string(String(decoding: text, as: UTF8.self))
    }
}

private let opening = Array("${".utf8)
private let escapedOpening = Array("$${".utf8)

extension Diagnostic {
    fileprivate static func noFlag(_ scalar: YAMLScalar, for name: String, _ node: YAMLNode) -> Diagnostic {
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

    fileprivate static func expression(at range: SourceRange) -> Diagnostic {
        .error(
            "unsupported-expression",
            "expressions are not supported by this version",
            at: range,
            hint: "Is it text? Then write '$${' for '${'."
        )
    }
}
