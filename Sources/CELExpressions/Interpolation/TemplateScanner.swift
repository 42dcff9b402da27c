/// Cuts a template into text and expressions, without knowing more of an expression than where it ends.
struct TemplateScanner {
    enum Piece {
        case literal(String)
        /// Where the text between `${` and `}` is.
        case expression(Range<Int>)
    }

    let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next piece, none at the end.
    ///
    /// After an expression that does not end there is nothing more to read.
    mutating func next() throws(CELProblem) -> Piece? {
        guard position < bytes.count else {
            return nil
        }
        if opensExpression(at: position) {
            return try expression()
        }
        var text: [UInt8] = []
        while position < bytes.count, !opensExpression(at: position) {
            if bytes[position] == UInt8(ascii: "$"), opensExpression(at: position + 1) {
                text += "${".utf8
                position += 3
                continue
            }
            text.append(bytes[position])
            position += 1
        }
        return .literal(String(decoding: text, as: UTF8.self))
    }

    private func opensExpression(at position: Int) -> Bool {
        position + 1 < bytes.count && bytes[position] == UInt8(ascii: "$") && bytes[position + 1] == UInt8(ascii: "{")
    }

    private mutating func expression() throws(CELProblem) -> Piece {
        let open = position
        let start = open + 2
        position = start
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "}") where depth == 0:
                position += 1
                return .expression(start..<position - 1)
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/"):
                skipComment()
                continue
            case let byte where byte.isQuote:
                guard let end = StringEnd.find(in: bytes, at: position, isRaw: isRaw(before: position)) else {
                    throw unclosed("string", at: position..<position + 1)
                }
                position = end
                continue
            default: break
            }
            position += 1
        }
        throw unclosed("expression", at: open..<start)
    }

    private mutating func unclosed(_ kind: String, at range: Range<Int>) -> CELProblem {
        position = bytes.count
        let hint = kind == "expression" ? ", expected '}' (a literal '${' is written '$${')" : ""
        return .syntax("the \(kind) that begins here is never closed\(hint)", at: range)
    }

    private mutating func skipComment() {
        while position < bytes.count, bytes[position] != 0x0a {
            position += 1
        }
    }

    /// Whether the letters before a quote make the string raw, as the lexer would read them.
    private func isRaw(before quote: Int) -> Bool {
        for length in [2, 1] {
            let start = quote - length
            guard start >= 0, start == 0 || !bytes[start - 1].isIdentifierPart else {
                continue
            }
            if let prefix = StringPrefix(bytes, at: start), prefix.length == length {
                return prefix.isRaw
            }
        }
        return false
    }
}
