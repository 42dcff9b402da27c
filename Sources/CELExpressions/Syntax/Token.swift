/// One word of an expression; its text is sliced from the source when it is needed.
struct Token {
    enum Kind: Equatable {
        case identifier
        /// A name in backticks, for attributes that are no identifiers.
        case quotedIdentifier
        case integer
        case unsigned
        case double
        case string
        case bytes
        case trueWord
        case falseWord
        case null
        case binary(BinaryOperator)
        case and
        case or
        case not
        case question
        case colon
        case comma
        case dot
        case leftParenthesis
        case rightParenthesis
        case leftBracket
        case rightBracket
        case leftBrace
        case rightBrace
        case end
    }

    let kind: Kind
    /// Offsets in the bytes that are read.
    let start: Int
    let end: Int
}

/// Words that the language keeps for itself; they may follow a dot.
enum ReservedWords {
    static let all: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
}
