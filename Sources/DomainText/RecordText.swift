/// Text as zone files write it: strings in quotes, in which `\` escapes a character or gives a byte as `\DDD`.
enum RecordText {
    /// What one string of a record can hold: https://www.rfc-editor.org/rfc/rfc1035#section-3.3.
    static let longestString = 255

    /// The bytes that a text in quotes stands for, given without the quotes; `nil` where an escape is cut off.
    static func bytes(ofQuoted text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(3)
            if digits.count == 3, let number = UInt8(String(decoding: digits, as: UTF8.self)) {
                bytes.append(number)
                rest = rest.dropFirst(3)
            } else if let escaped = rest.popFirst() {
                bytes.append(escaped)
            } else {
                return nil
            }
        }
        return bytes
    }

    /// One string in quotes; bytes beyond printable ASCII as `\DDD`.
    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        var text = "\""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\" + String(UnicodeScalar(byte))
            case 0x20...0x7E: text.unicodeScalars.append(UnicodeScalar(byte))
            case _:
                let digits = String(byte)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text + "\""
    }

    /// As many strings as a text of that length needs.
    static func strings(_ bytes: [UInt8]) -> String {
        guard bytes.count > longestString else { return quoted(bytes) }
        return stride(from: 0, to: bytes.count, by: longestString)
            .map { quoted(bytes[$0..<min($0 + longestString, bytes.count)]) }
            .joined(separator: " ")
    }
}

/// The words of a record's value, and its texts in quotes.
enum RecordToken: Hashable {
    case word(String)
    /// What stands between the quotes, escapes included.
    case quoted(String)

    /// `nil` where a quote is not closed.
    static func tokens(of value: String) -> [RecordToken]? {
        var tokens: [RecordToken] = []
        var rest = value.unicodeScalars[...]
        while let first = rest.first {
            if isBlank(first) {
                rest.removeFirst()
            } else if first == "\"" {
                guard let end = endOfQuoted(rest) else { return nil }
                let inner = rest[rest.index(after: rest.startIndex)..<end]
                tokens.append(.quoted(String(inner)))
                rest = rest[rest.index(after: end)...]
            } else {
                guard let end = endOfWord(rest) else { return nil }
                tokens.append(.word(String(rest[..<end])))
                rest = rest[end...]
            }
        }
        return tokens
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// The place of the closing quote of a text that begins with one.
    private static func endOfQuoted(_ text: Substring.UnicodeScalarView) -> String.Index? {
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            if text[index] == "\"" { return index }
            if text[index] == "\\" { index = text.index(after: index) }
            guard index < text.endIndex else { return nil }
            index = text.index(after: index)
        }
        return nil
    }

    /// A quote may begin inside of a word: `alpn="h2,h3"`.
    private static func endOfWord(_ text: Substring.UnicodeScalarView) -> String.Index? {
        var index = text.startIndex
        while index < text.endIndex, !isBlank(text[index]) {
            if text[index] == "\"" {
                guard let end = endOfQuoted(text[index...]) else { return nil }
                index = end
            }
            index = text.index(after: index)
        }
        return index
    }
}
