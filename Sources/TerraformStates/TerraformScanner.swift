/// Finds where statements of HCL begin and end.
///
/// https://developer.hashicorp.com/terraform/language/syntax/configuration
struct TerraformScanner {
    struct Statement {
        enum Content {
            /// What stands behind the equals sign.
            case value(String)
            /// What stands between the braces.
            case block(String)
        }

        let comments: [String]
        let words: [String]
        let content: Content
    }

    private let text: [Character]
    private var position = 0

    init(_ text: String) { self.text = Array(text) }

    /// The next statement; nil at the end.
    mutating func statement() -> Statement? {
        var comments: [String] = []
        var words: [String] = []
        while let character = peek {
            if character.isNewline {
                // A comment belongs to what stands right below it.
                if isAtBlankLine { comments = [] }
                words = []
                position += 1
            } else if character.isWhitespace {
                position += 1
            } else if let comment = comment() {
                comments += comment
            } else if character == "\"" {
                words.append(String(text[position..<endOfString()].dropFirst().dropLast()))
                position = endOfString()
            } else if character == "{" {
                let start = position
                skipGroup()
                let body = text[min(start + 1, position)..<max(start + 1, position - 1)]
                return Statement(comments: comments, words: words, content: .block(String(body)))
            } else if character == "=" {
                position += 1
                return Statement(comments: comments, words: words, content: .value(value()))
            } else if character.isWordPart {
                words.append(word())
            } else {
                position += 1
            }
        }
        return nil
    }

    private var peek: Character? { position < text.count ? text[position] : nil }

    private var isAtBlankLine: Bool {
        position == 0 || text[..<position].reversed().prefix { !$0.isNewline }.allSatisfy(\.isWhitespace)
    }

    private mutating func word() -> String {
        let start = position
        while let character = peek, character.isWordPart { position += 1 }
        return String(text[start..<position])
    }

    /// The lines of a comment that begins here.
    private mutating func comment() -> [String]? {
        let start = position
        if text[start] == "#" || hasPrefix("//") {
            while let character = peek, !character.isNewline { position += 1 }
            return [trimmed(text[start..<position].drop { $0 == "#" || $0 == "/" })]
        }
        guard hasPrefix("/*") else { return nil }
        position += 2
        while position < text.count, !hasPrefix("*/") { position += 1 }
        let inner = text[(start + 2)..<position]
        position = min(position + 2, text.count)
        return inner.split(whereSeparator: \.isNewline).map { trimmed($0.drop { $0.isWhitespace || $0 == "*" }) }
            .filter { !$0.isEmpty }
    }

    /// What stands behind an equals sign, to the end of its line or of the brackets that are open there.
    private mutating func value() -> String {
        while let character = peek, character.isWhitespace, !character.isNewline { position += 1 }
        let start = position
        var end = start
        while let character = peek, !character.isNewline {
            if character == "#" || hasPrefix("//") {
                while let character = peek, !character.isNewline { position += 1 }
                break
            }
            skipPiece()
            end = position
        }
        return trimmed(text[start..<end])
    }

    /// Moves behind brackets, a string, a here-document, or one character.
    private mutating func skipPiece() {
        switch text[position] {
        case "{", "[", "(": skipGroup()
        case "\"": position = endOfString()
        case "<" where hasPrefix("<<"): skipDocument()
        case _: if comment() == nil { position += 1 }
        }
    }

    private mutating func skipGroup() {
        position += 1
        while let character = peek {
            if "}])".contains(character) {
                position += 1
                return
            }
            skipPiece()
        }
    }

    private func endOfString() -> Int { endOfString(from: position) }

    /// Behind the string that begins there, which may have expressions with strings of their own.
    private func endOfString(from start: Int) -> Int {
        var place = start + 1
        var depth = 0
        while place < text.count {
            let character = text[place]
            if character == "\"" {
                guard depth > 0 else { return place + 1 }
                place = endOfString(from: place)
                continue
            }
            if character == "{", depth > 0 || "$%".contains(text[place - 1]) { depth += 1 }
            if character == "}", depth > 0 { depth -= 1 }
            place += character == "\\" ? 2 : 1
        }
        return text.count
    }

    private mutating func skipDocument() {
        position += 2
        if peek == "-" { position += 1 }
        let word = word()
        guard !word.isEmpty else { return }
        while position < text.count {
            while let character = peek, !character.isNewline { position += 1 }
            position = min(position + 1, text.count)
            let line = text[position...].prefix { !$0.isNewline }
            if trimmed(line) == word {
                position += line.count
                return
            }
        }
    }

    private func hasPrefix(_ prefix: String) -> Bool { text[position...].starts(with: prefix) }

    private func trimmed(_ text: some Sequence<Character>) -> String {
        let begun = text.drop(while: \.isWhitespace)
        return String(Array(begun).reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "-" }
}
