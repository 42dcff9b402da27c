/// Cuts the text of an expression into tokens, one at a time.
struct Lexer {
    let bytes: [UInt8]
    /// Added to every offset that a problem names: where the expression is in its template.
    let base: Int
    private(set) var position = 0

    init(_ bytes: [UInt8], base: Int) {
        self.bytes = bytes
        self.base = base
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        let index = position + offset
        return index < bytes.count ? bytes[index] : 0
    }

    func range(_ start: Int, _ end: Int) -> Range<Int> {
        base + start..<base + max(start, end)
    }

    func text(_ token: Token) -> String {
        String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    }

    mutating func next() throws(CELProblem) -> Token {
        skipBlanks()
        let start = position
        guard start < bytes.count else {
            return Token(kind: .end, start: start, end: start)
        }
        let first = bytes[start]
        if first.isIdentifierStart {
            return try identifierOrPrefixedString()
        }
        if first.isDigit || first == UInt8(ascii: ".") && byte(1).isDigit {
            return try number()
        }
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try string(prefix: 0, kind: .string, isRaw: false)
        case UInt8(ascii: "`"):
            return try quotedIdentifier()
        default:
            return try punctuation(first)
        }
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0a, 0x0c, 0x0d:
                position += 1
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                while position < bytes.count, bytes[position] != 0x0a {
                    position += 1
                }
            default:
                return
            }
        }
    }

    private mutating func identifierOrPrefixedString() throws(CELProblem) -> Token {
        if let prefix = StringPrefix(bytes, at: position) {
            return try string(prefix: prefix.length, kind: prefix.isBytes ? .bytes : .string, isRaw: prefix.isRaw)
        }
        let start = position
        while byte().isIdentifierPart {
            position += 1
        }
        let word = bytes[start..<position]
        var kind = Token.Kind.identifier
        switch word.count {
        case 2 where word.elementsEqual("in".utf8): kind = .binary(.contained)
        case 4 where word.elementsEqual("true".utf8): kind = .trueWord
        case 4 where word.elementsEqual("null".utf8): kind = .null
        case 5 where word.elementsEqual("false".utf8): kind = .falseWord
        default: break
        }
        return Token(kind: kind, start: start, end: position)
    }

    private mutating func number() throws(CELProblem) -> Token {
        let start = position
        var kind = Token.Kind.integer
        if byte() == UInt8(ascii: "0"), byte(1) | 0x20 == UInt8(ascii: "x"), byte(2).hexDigit != nil {
            position += 2
            while byte().hexDigit != nil {
                position += 1
            }
        } else {
            skipDigits()
            if byte() == UInt8(ascii: "."), byte(1).isDigit {
                kind = .double
                position += 1
                skipDigits()
            }
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if byte() | 0x20 == UInt8(ascii: "e"), byte(signed ? 2 : 1).isDigit {
                kind = .double
                position += signed ? 2 : 1
                skipDigits()
            }
        }
        if kind == .integer, byte() | 0x20 == UInt8(ascii: "u") {
            kind = .unsigned
            position += 1
        }
        guard !byte().isIdentifierPart else {
            while byte().isIdentifierPart {
                position += 1
            }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            throw .syntax("'\(text)' is neither a number nor a name", at: range(start, position))
        }
        return Token(kind: kind, start: start, end: position)
    }

    private mutating func skipDigits() {
        while byte().isDigit {
            position += 1
        }
    }

    /// Finds the end of a string; what is inside is decoded when the tree is made.
    private mutating func string(prefix: Int, kind: Token.Kind, isRaw: Bool) throws(CELProblem) -> Token {
        let start = position
        guard let end = StringEnd.find(in: bytes, at: start + prefix, isRaw: isRaw) else {
            position = bytes.count
            throw .syntax("the string that begins here is never closed", at: range(start, start + prefix + 1))
        }
        position = end
        return Token(kind: kind, start: start, end: end)
    }

    private mutating func quotedIdentifier() throws(CELProblem) -> Token {
        let start = position
        guard let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "`")), end > start + 1 else {
            throw .syntax("the name in backticks that begins here is never closed", at: range(start, start + 1))
        }
        position = end + 1
        return Token(kind: .quotedIdentifier, start: start, end: position)
    }

    private mutating func punctuation(_ first: UInt8) throws(CELProblem) -> Token {
        let start = position
        let (kind, length) = Self.punctuation(first, byte(1))
        guard let kind else {
            let text = String(decoding: bytes[start...].prefix(4), as: UTF8.self).prefix(1)
            let hint = text == "=" ? ", expected '==' to compare" : ""
            throw .syntax("'\(text)' is no part of an expression\(hint)", at: range(start, start + text.utf8.count))
        }
        position += length
        return Token(kind: kind, start: start, end: position)
    }

    private static func punctuation(_ first: UInt8, _ second: UInt8) -> (Token.Kind?, length: Int) {
        switch (first, second) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")): (.binary(.equal), 2)
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): (.binary(.notEqual), 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): (.binary(.lessOrEqual), 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): (.binary(.greaterOrEqual), 2)
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): (.and, 2)
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): (.or, 2)
        case (UInt8(ascii: "<"), _): (.binary(.less), 1)
        case (UInt8(ascii: ">"), _): (.binary(.greater), 1)
        case (UInt8(ascii: "+"), _): (.binary(.add), 1)
        case (UInt8(ascii: "-"), _): (.binary(.subtract), 1)
        case (UInt8(ascii: "*"), _): (.binary(.multiply), 1)
        case (UInt8(ascii: "/"), _): (.binary(.divide), 1)
        case (UInt8(ascii: "%"), _): (.binary(.remainder), 1)
        case (UInt8(ascii: "!"), _): (.not, 1)
        case (UInt8(ascii: "?"), _): (.question, 1)
        case (UInt8(ascii: ":"), _): (.colon, 1)
        case (UInt8(ascii: ","), _): (.comma, 1)
        case (UInt8(ascii: "."), _): (.dot, 1)
        case (UInt8(ascii: "("), _): (.leftParenthesis, 1)
        case (UInt8(ascii: ")"), _): (.rightParenthesis, 1)
        case (UInt8(ascii: "["), _): (.leftBracket, 1)
        case (UInt8(ascii: "]"), _): (.rightBracket, 1)
        case (UInt8(ascii: "{"), _): (.leftBrace, 1)
        case (UInt8(ascii: "}"), _): (.rightBrace, 1)
        default: (nil, 1)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }

    var isIdentifierStart: Bool {
        (0x61...0x7a).contains(self) || (0x41...0x5a).contains(self) || self == UInt8(ascii: "_")
    }

    var isIdentifierPart: Bool { isIdentifierStart || isDigit }
}
