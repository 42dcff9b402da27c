/// A field of a record's value, as zone files write it: https://www.rfc-editor.org/rfc/rfc1035#section-5.
package enum RecordField: Hashable, Sendable {
    /// A number from zero to the bound.
    case number(through: Int64)
    /// A number that the API keeps by itself: it has to be written, and is compared as if it were zero.
    case serial
    /// A name: relative to the zone, or absolute with a dot at its end.
    case name
    /// A word of letters and digits, in either case: the tag of a CAA record.
    case tag
    /// One text, in quotes or not.
    case text
    /// Hexadecimal digits up to the end, with blanks where one likes.
    case hexadecimal
    /// Words `key` and `key=value` up to the end.
    case parameters
    /// Texts in quotes up to the end, which make one text; without quotes the whole value is the text.
    case texts
}

/// What the values of one type of record are made of.
package struct RecordForm: Hashable, Sendable {
    package let fields: [RecordField]
    /// Such a value, for messages and editors.
    package let example: String

    package init(_ fields: [RecordField], example: String) {
        self.fields = fields
        self.example = example
    }

    /// The one spelling of all that mean the same; `nil` for what is no such value.
    package func normalized(_ value: String) -> String? {
        if fields == [.texts] { return Self.normalizedTexts(value) }
        guard let tokens = RecordToken.tokens(of: value) else { return nil }
        var rest = tokens[...]
        var words: [String] = []
        for field in fields {
            guard let word = field.take(from: &rest) else { return nil }
            words.append(contentsOf: word.isEmpty ? [] : [word])
        }
        return rest.isEmpty ? words.joined(separator: " ") : nil
    }

    private static func normalizedTexts(_ value: String) -> String? {
        guard value.first == "\"" else { return RecordText.strings(Array(value.utf8)) }
        guard let tokens = RecordToken.tokens(of: value) else { return nil }
        var bytes: [UInt8] = []
        for token in tokens {
            guard case .quoted(let text) = token, let part = RecordText.bytes(ofQuoted: text) else { return nil }
            bytes += part
        }
        return RecordText.strings(bytes)
    }
}

extension RecordField {
    /// Takes what belongs to the field off the front, in normal form; `nil` where something else is there.
    fileprivate func take(from rest: inout ArraySlice<RecordToken>) -> String? {
        switch self {
        case .hexadecimal:
            let digits = rest.compactMap(\.word).joined().lowercased()
            let isHexadecimal = rest.allSatisfy { $0.word != nil } && !digits.isEmpty && digits.count.isMultiple(of: 2)
            rest = []
            return isHexadecimal && digits.allSatisfy { $0.isASCII && $0.isHexDigit } ? digits : nil
        case .parameters:
            let parameters = rest.map { $0.word.flatMap(Self.parameter) }
            rest = []
            return parameters.contains(nil) ? nil : parameters.compactMap(\.self).joined(separator: " ")
        case .texts:
            preconditionFailure("texts are the only field of a value")
        case .number, .serial, .name, .tag, .text:
            return rest.popFirst().flatMap(one)
        }
    }

    private func one(_ token: RecordToken) -> String? {
        switch self {
        case .number(let bound):
            return token.word.flatMap { Self.number($0, through: bound) }
        case .serial:
            return token.word.flatMap { Self.number($0, through: Int64(UInt32.max)) } == nil ? nil : "0"
        case .name:
            return token.word.flatMap { DomainName.isTarget($0) ? DomainName.normalized($0) : nil }
        case .tag:
            guard let word = token.word, word.utf8.allSatisfy(\.isAlphanumeric) else { return nil }
            return word.lowercased()
        case .text:
            let bytes = RecordText.bytes(ofQuoted: token.text)
            return bytes.flatMap { $0.count <= RecordText.longestString ? RecordText.quoted($0) : nil }
        case .hexadecimal, .parameters, .texts:
            return nil
        }
    }

    private static func number(_ word: String, through bound: Int64) -> String? {
        guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(word), number <= bound else {
            return nil
        }
        return String(number)
    }

    /// `alpn="h2,h3"` is `alpn=h2,h3`: quotes are needed around blanks alone.
    private static func parameter(_ word: String) -> String? {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let key = parts.first, !key.isEmpty,
            key.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") })
        else { return nil }
        guard parts.count == 2 else { return key.lowercased() }
        var value = parts[1]
        if value.count >= 2, value.first == "\"", value.last == "\"" {
            let inner = value.dropFirst().dropLast()
            if !inner.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "\\" }) { value = inner }
        }
        return "\(key.lowercased())=\(value)"
    }
}

extension RecordToken {
    fileprivate var word: String? {
        guard case .word(let text) = self else { return nil }
        return text
    }

    fileprivate var text: String {
        switch self {
        case .word(let text), .quoted(let text): text
        }
    }
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case _: false
        }
    }
}
