/// Decodes what is between the quotes of a string or bytes literal.
struct StringLiteral {
    private let bytes: [UInt8]
    private let base: Int
    private let isBytes: Bool
    private var position: Int
    private var result: [UInt8] = []

    /// The bytes that a literal stands for.
    static func decode(_ token: Token, in lexer: Lexer) throws(CELProblem) -> [UInt8] {
        let prefix = StringPrefix(lexer.bytes, at: token.start)
        let open = token.start + (prefix?.length ?? 0)
        let quote = lexer.bytes[open]
        let isTriple = token.end - open >= 6 && lexer.bytes[open + 1] == quote && lexer.bytes[open + 2] == quote
        let quotes = isTriple ? 3 : 1
        let body = lexer.bytes[open + quotes..<token.end - quotes]
        guard prefix?.isRaw != true, body.contains(UInt8(ascii: "\\")) else {
            return Array(body)
        }
        var literal = StringLiteral(
            bytes: Array(body),
            base: lexer.base + open + quotes,
            isBytes: prefix?.isBytes ?? false,
            position: 0
        )
        return try literal.unescaped()
    }

    private init(bytes: [UInt8], base: Int, isBytes: Bool, position: Int) {
        self.bytes = bytes
        self.base = base
        self.isBytes = isBytes
        self.position = position
    }

    private mutating func unescaped() throws(CELProblem) -> [UInt8] {
        result.reserveCapacity(bytes.count)
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
                try escape(bytes[position + 1])
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    private mutating func escape(_ letter: UInt8) throws(CELProblem) {
        if let simple = Self.simple(letter) {
            result.append(simple)
            position += 2
            return
        }
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): try numeric(skipping: 2, digits: 2, radix: 16)
        case UInt8(ascii: "u") where !isBytes: try numeric(skipping: 2, digits: 4, radix: 16)
        case UInt8(ascii: "U") where !isBytes: try numeric(skipping: 2, digits: 8, radix: 16)
        case 0x30...0x33: try numeric(skipping: 1, digits: 3, radix: 8)
        default: throw invalid(length: 2)
        }
    }

    private static func simple(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "v"): 0x0b
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): letter
        default: nil
        }
    }

    /// A code point in a string, a byte in bytes.
    private mutating func numeric(skipping: Int, digits: Int, radix: UInt32) throws(CELProblem) {
        let end = position + skipping + digits
        guard end <= bytes.count else {
            throw invalid(length: bytes.count - position)
        }
        var number: UInt32 = 0
        for byte in bytes[position + skipping..<end] {
            guard let digit = byte.hexDigit, digit < radix, number < 0x1000_0000 else {
                throw invalid(length: end - position)
            }
            number = number * radix + UInt32(digit)
        }
        if isBytes {
            result.append(UInt8(truncatingIfNeeded: number))
        } else if let scalar = Unicode.Scalar(number) {
            result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        } else {
            throw invalid(length: end - position)
        }
        position = end
    }

    private func invalid(length: Int) -> CELProblem {
        let end = min(position + length, bytes.count)
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        return .syntax(
            "'\(text)' is no escape sequence, expected one like '\\n', '\\\\', '\\x41' or '\\u00e9'",
            at: base + position..<base + end
        )
    }
}

extension UInt8 {
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
