/// A JSON Schema, or another piece of JSON in one; members keep the order in which they are written.
package enum SchemaValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([SchemaValue])
    case object([(String, SchemaValue)])
}

extension SchemaValue {
    /// The members of an object, in their order; empty for anything else.
    package var members: [(String, SchemaValue)] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    package static func strings(_ texts: some Sequence<String>) -> SchemaValue { .array(texts.map { .string($0) }) }

    /// This object with the members of another one at its end.
    package func adding(_ other: SchemaValue) -> SchemaValue { .object(members + other.members) }

    /// The document as it is committed: two-space indent, short lists on one line, a line break at its end.
    package var document: String { indented(0) + "\n" }

    private func indented(_ depth: Int) -> String {
        let line = oneLine
        if case .object = self, !members.isEmpty {
            let lines = members.map { key, value in "\(Self.quoted(key)): \(value.indented(depth + 1))" }
            return Self.enclosed("{", "}", depth, lines)
        }
        guard case .array(let elements) = self, 2 * depth + line.utf8.count > Self.width || !elements.isFlat else {
            return line
        }
        return Self.enclosed("[", "]", depth, elements.map { $0.indented(depth + 1) })
    }

    private static let width = 100

    private static func enclosed(_ opening: String, _ closing: String, _ depth: Int, _ lines: [String]) -> String {
        let indent = String(repeating: "  ", count: depth)
        return "\(opening)\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(closing)"
    }

    private var oneLine: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[\(elements.map(\.oneLine).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.map { key, value in "\(Self.quoted(key)): \(value.oneLine)" }.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.value < 0x20:
                "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            case _: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension [SchemaValue] {
    /// Whether nothing in it has members.
    fileprivate var isFlat: Bool { allSatisfy { $0.members.isEmpty } }
}

extension SchemaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
    package init(booleanLiteral flag: Bool) { self = .boolean(flag) }
    package init(integerLiteral number: Int64) { self = .integer(number) }
}

extension SchemaValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral elements: SchemaValue...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, SchemaValue)...) { self = .object(members) }
}
