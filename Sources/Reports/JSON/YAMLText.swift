import JSONDocuments

/// JSON in the block style of YAML, as `kubectl` and `gh` give it.
package enum YAMLText {
    /// One document or, where each line is a value of its own, as many as there are lines.
    package static func documents(ofJSON text: String) -> String {
        if let value = try? JSONParser.parse(Array(text.utf8)) { return document(value) }
        let values = text.split(separator: "\n").map { try? JSONParser.parse(Array($0.utf8)) }
        return values.allSatisfy { $0 != nil } ? values.compactMap(\.self).map(document).joined() : text
    }

    /// Begins with the line that separates it from one before it.
    private static func document(_ value: JSONValue) -> String { "---\n\(text(value, indent: 0))\n" }

    /// Every line but the first is indented.
    private static func text(_ value: JSONValue, indent: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indent)
        switch value {
        case .array(let elements) where !elements.isEmpty:
            return elements.map { "- \(text($0, indent: indent + 2))" }.joined(separator: margin)
        case .object(let members) where !members.isEmpty:
            let lines = members.map { key, value in
                "\(scalar(key)):\(value.isBlock ? margin + "  " : " ")\(text(value, indent: indent + 2))"
            }
            return lines.joined(separator: margin)
        case .string(let string):
            return scalar(string)
        case .null, .boolean, .integer, .number, .array, .object:
            return value.text(.compact)
        }
    }

    /// Plain where no version of YAML takes it for anything else; a text in JSON is one in YAML too.
    private static func scalar(_ text: String) -> String {
        let isWord =
            text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || inWords.contains($0) }
        return isWord && !ambiguous.contains(text.lowercased()) ? text : JSONValue.string(text).text(.compact)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static let inWords = Set("-_./".utf8)
    private static let ambiguous: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
}

extension JSONValue {
    /// Whether it stands on lines of its own.
    fileprivate var isBlock: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .null, .boolean, .integer, .number, .string: false
        }
    }
}
