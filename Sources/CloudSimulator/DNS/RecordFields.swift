/// The fields of a record's value: words, and strings in quotes.
struct RecordFields {
    enum Field: Equatable {
        case word(String)
        /// The text between the quotes, with its escapes.
        case quoted(String)

        var word: String? {
            if case .word(let text) = self { text } else { nil }
        }

        var text: String {
            switch self {
            case .word(let text), .quoted(let text): text
            }
        }
    }

    private(set) var fields: [Field] = []

    /// Nil where a quote is not closed, is followed by no blank, or a character has no place in a record.
    init?(_ value: String) {
        var rest = value.unicodeScalars[...]
        while let first = rest.first {
            if first == " " || first == "\t" {
                rest.removeFirst()
            } else if first == "\"" {
                rest.removeFirst()
                guard let text = RecordFields.quotedText(&rest) else { return nil }
                guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
                fields.append(.quoted(text))
            } else {
                let word = rest.prefix { $0 != " " && $0 != "\t" }
                // A quote may begin inside of a word: `alpn="h2,h3"`.
                guard word.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F && $0 != ";" }) else { return nil }
                guard word.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return nil }
                fields.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            }
        }
    }

    private static func quotedText(_ rest: inout Substring.UnicodeScalarView) -> String? {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            guard scalar != "\"" else { return String(text) }
            guard scalar.value >= 0x20, scalar.value != 0x7F else { return nil }
            text.append(scalar)
            if scalar == "\\" {
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            }
        }
        return nil
    }

    /// The bytes that a quoted text stands for: `\"` and `\065` are one each.
    static func size(ofQuoted text: String) -> Int {
        var count = 0
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            count += 1
            guard byte == UInt8(ascii: "\\") else { continue }
            let digits = bytes.prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            bytes = bytes.dropFirst(digits.count == 3 ? 3 : 1)
        }
        return count
    }

    var count: Int { fields.count }

    func word(_ index: Int) -> String? {
        index < fields.count ? fields[index].word : nil
    }

    func text(_ index: Int) -> String? {
        index < fields.count ? fields[index].text : nil
    }

    func isNumber(_ index: Int, in range: ClosedRange<Int>) -> Bool {
        guard let word = word(index), word.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(word) else {
            return false
        }
        return range.contains(number)
    }

    func isTarget(_ index: Int) -> Bool {
        word(index).map(DomainName.isTarget) ?? false
    }

    /// Whether all fields from that one on are hexadecimal digits, an even number of them.
    func areHexadecimal(from index: Int) -> Bool {
        guard index < fields.count else { return false }
        var digits = 0
        for field in fields[index...] {
            guard let word = field.word, word.allSatisfy(\.isHexDigit), word.utf8.count == word.count else {
                return false
            }
            digits += word.utf8.count
        }
        return digits.isMultiple(of: 2)
    }
}
