/// One entry of a zone file, which parentheses may spread over several lines.
struct ZoneFileStatement {
    let line: Int
    /// The line begins with a blank: the record belongs to the name before it.
    var continuesOwner = false
    var fields: [RecordFields.Field] = []
    var comment: String?

    func malformed(_ problem: String) -> ZoneFile.Malformed {
        ZoneFile.Malformed(line: line, problem: problem)
    }

    /// The field as a record's value has it.
    static func text(_ field: RecordFields.Field) -> String {
        switch field {
        case .word(let text): text
        case .quoted(let text): "\"\(text)\""
        }
    }

    static func statements(of text: String) throws(ZoneFile.Malformed) -> [ZoneFileStatement] {
        var statements: [ZoneFileStatement] = []
        var depth = 0
        let normalized = text.replacing("\r\n", with: "\n")
        for (index, line) in normalized.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if depth == 0 {
                statements.append(ZoneFileStatement(line: index + 1))
                let first = line.unicodeScalars.first
                statements[statements.count - 1].continuesOwner = first == " " || first == "\t"
            }
            try statements[statements.count - 1].read(line, &depth)
        }
        if depth > 0, let last = statements.last { throw last.malformed("a parenthesis is not closed") }
        return statements.filter { !$0.fields.isEmpty }
    }

    /// Adds the fields of a line up to its comment.
    private mutating func read(_ line: Substring, _ depth: inout Int) throws(ZoneFile.Malformed) {
        var rest = line.unicodeScalars[...]
        while let scalar = rest.first {
            switch scalar {
            case " ", "\t": rest.removeFirst()
            case "(":
                depth += 1
                rest.removeFirst()
            case ")":
                guard depth > 0 else { throw malformed("a parenthesis is closed that was not opened") }
                depth -= 1
                rest.removeFirst()
            case ";":
                note(Substring(rest.dropFirst()))
                return
            case "\"":
                let length = try lengthOfQuoted(rest)
                let text = rest.dropFirst().prefix(length - 2)
                guard text.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                    throw malformed("a string has a control character")
                }
                fields.append(.quoted(String(text)))
                rest = rest.dropFirst(length)
            default:
                let length = try lengthOfWord(rest)
                fields.append(.word(String(rest.prefix(length))))
                rest = rest.dropFirst(length)
            }
        }
    }

    private mutating func note(_ text: Substring) {
        guard !fields.isEmpty else { return }
        var trimmed = text
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        if comment == nil, !trimmed.isEmpty { comment = String(trimmed) }
    }

    /// From quote to quote, both counted.
    private func lengthOfQuoted(_ text: Substring.UnicodeScalarView) throws(ZoneFile.Malformed) -> Int {
        var length = 1
        var isEscaped = false
        for scalar in text.dropFirst() {
            length += 1
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                return length
            }
        }
        throw malformed("a quote is not closed")
    }

    /// Up to a blank, a comment or a parenthesis; a quote may begin inside of it: `alpn="h2,h3"`.
    private func lengthOfWord(_ text: Substring.UnicodeScalarView) throws(ZoneFile.Malformed) -> Int {
        var length = 0
        var rest = text
        while let scalar = rest.first, ![" ", "\t", ";", "(", ")"].contains(scalar) {
            let step = scalar == "\"" ? try lengthOfQuoted(rest) : 1
            length += step
            rest = rest.dropFirst(step)
        }
        return length
    }
}
