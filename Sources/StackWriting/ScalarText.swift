import YAMLDocuments

/// How YAML writes a text: quoted where it, or an expression, would be read as something else.
struct ScalarText {
    private let text: String

    /// A text that means itself.
    init(_ text: String) { self.text = TextNode.escaped(text) }

    /// A text with expressions.
    init(template: String) { text = template }

    var line: String { Self.isPlain(text) ? text : Self.quoted(text) }

    /// The lines of a text that can stand as they are; nil for one that needs quotes, or has one line.
    var lines: [String]? {
        guard text.contains("\n") else { return nil }
        let whole = text.hasSuffix("\n") ? text.dropLast() : text[...]
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let first = lines.first, let last = lines.last, !first.isEmpty, first.first != " ", !last.isEmpty else {
            return nil
        }
        let isPlain = lines.allSatisfy { line in
            line.first != "\t" && line.last != " " && line.last != "\t"
                && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }
        }
        return isPlain ? lines : nil
    }

    /// What stands before such lines.
    var header: String { text.hasSuffix("\n") ? "|" : "|-" }

    private static func quoted(_ text: String) -> String {
        // What has quotes of its own is easier to read between single ones.
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F && $0 != "'" }
        if isPrintable, text.contains("\"") || text.contains("\\") { return "'\(text)'" }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case "\r": "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || isSpecial(scalar):
                "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
            case _: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }

    /// What ends a line, or is not seen.
    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        case _: scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .unassigned
        }
    }

    /// Whether a text can stand without quotes, in brackets too, and is still read as a text.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        let inner = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:+=@()*;~!?<>$^ ".utf8)
        let outer = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./".utf8)
        guard text.utf8.allSatisfy(inner.contains), outer.contains(first), last != UInt8(ascii: ":"),
            last != UInt8(ascii: " "), !text.contains(": "), !text.contains("${")
        else { return false }
        guard case .string = YAMLScalar(text: text, style: .plain).value else { return false }
        return !looksOdd(text)
    }

    /// Words and numbers that other readers of YAML take for something else.
    private static func looksOdd(_ text: String) -> Bool {
        if ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) { return true }
        // 12:30, 1_000 and dates.
        return text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "-:_".utf8.contains($0) }
    }
}
