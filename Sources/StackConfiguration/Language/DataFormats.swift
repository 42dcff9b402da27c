import CELExpressions
import Diagnostics
import JSONDocuments
import YAMLDocuments

/// Values as JSON and YAML text, and back.
enum DataFormats {
    static var functions: [CELFunction] {
        [
            CELFunction("json", [CELSignature([.dyn], .string)]) { text(of: $0, json) },
            CELFunction("yaml", [CELSignature([.dyn], .string)]) { arguments in
                text(of: arguments) { value throws(CELFailure) in try yaml(value, indent: 0) + "\n" }
            },
            CELFunction("parse_json", [CELSignature([.string], .dyn)]) { parsed($0.text, "JSON") },
            CELFunction("parse_yaml", [CELSignature([.string], .dyn)]) { parsed($0.text, "YAML") },
        ]
    }

    private static func text(
        of arguments: [CELValue],
        _ write: (CELValue) throws(CELFailure) -> String
    ) -> HostAnswer {
        do {
            return .value(.string(try write(arguments.first ?? .null)))
        } catch {
            return .failure(error)
        }
    }

    /// JSON is read as the YAML that it is.
    private static func parsed(_ text: String, _ format: String) -> HostAnswer {
        let (node, problems) = Node.parse(Array(text.utf8), path: "text")
        guard problems.isEmpty, let value = node.flatMap({ CELValue($0) }) else {
            let reason = problems.first.map { ": \($0.message)" } ?? ""
            return .failure(CELFailure(.invalidArgument, "the text is no \(format)\(reason)"))
        }
        return .value(value)
    }

    /// Without white space, maps in their own order.
    private static func json(_ value: CELValue) throws(CELFailure) -> String {
        switch value {
        case .null: return "null"
        case .bool, .int, .uint: return value.plainText ?? "null"
        case .double(let number) where number.isFinite: return value.plainText ?? "null"
        case .string(let text): return quotedJSON(text)
        case .address, .addressRange: return quotedJSON(value.plainText ?? "")
        case .optional(let inner): return try json(inner ?? .null)
        case .list(let list):
            var parts: [String] = []
            for element in list.elements { parts.append(try json(element)) }
            return "[" + parts.joined(separator: ",") + "]"
        case .map(let map):
            var parts: [String] = []
            for entry in map.entries {
                parts.append(quotedJSON(entry.key.plainText ?? "") + ":" + (try json(entry.value)))
            }
            return "{" + parts.joined(separator: ",") + "}"
        case .double, .bytes, .type, .object:
            throw CELFailure(.invalidArgument, "a value of type \(value.typeName) has no text in JSON or YAML")
        }
    }

    /// In block style; every line but the first is indented.
    private static func yaml(_ value: CELValue, indent: Int) throws(CELFailure) -> String {
        let margin = "\n" + String(repeating: " ", count: indent)
        var lines: [String] = []
        switch value {
        case .optional(let inner):
            return try yaml(inner ?? .null, indent: indent)
        case .list(let list) where !list.elements.isEmpty:
            for element in list.elements { lines.append("- " + (try yaml(element, indent: indent + 2))) }
            return lines.joined(separator: margin)
        case .map(let map) where !map.entries.isEmpty:
            for entry in map.entries {
                let key = yamlText(entry.key.plainText ?? "") + ":"
                let text = try yaml(entry.value, indent: indent + 2)
                lines.append(key + (entry.value.isBlock ? margin + "  " : " ") + text)
            }
            return lines.joined(separator: margin)
        case .string(let text): return yamlText(text)
        case .list, .map, .null, .bool, .int, .uint, .double, .bytes, .type, .address, .addressRange, .object:
            return try json(value)
        }
    }

    /// Plain where it cannot be taken for anything else; a text in JSON is one in YAML too.
    private static func yamlText(_ text: String) -> String {
        let isPlain =
            text.utf8.first.map { isLowercaseLetter($0) || isUppercaseLetter($0) || $0 == UInt8(ascii: "/") } == true
            && text.utf8.allSatisfy { isLabelByte($0) || $0 == UInt8(ascii: "/") }
            && !ambiguous.contains(text.lowercased())
        return isPlain ? text : quotedJSON(text)
    }

    /// Words that some version of YAML takes for something else.
    private static let ambiguous: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
}

extension CELValue {
    /// Whether YAML writes it on lines of its own.
    fileprivate var isBlock: Bool {
        switch self {
        case .list(let list): !list.elements.isEmpty
        case .map(let map): !map.entries.isEmpty
        case .optional(let inner): inner?.isBlock ?? false
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange, .object: false
        }
    }
}

private func quotedJSON(_ text: String) -> String { JSONValue.string(text).text(.visible) }

extension JSONLayout {
    /// A text in JSON that is one in YAML too.
    fileprivate static let visible: JSONLayout = {
        var layout = JSONLayout.line
        layout.escapesInvisible = true
        return layout
    }()
}
