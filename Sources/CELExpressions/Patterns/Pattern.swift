/// A regular expression in the syntax of RE2, matched in time linear in the text.
///
/// Own code, because a matcher that backtracks can be kept busy for hours by a short pattern.
struct Pattern {
    let instructions: [PatternInstruction]

    private static let maximumLength = 2_000

    init(_ text: String) throws(CELFailure) {
        guard text.utf8.count <= Self.maximumLength else {
            throw CELFailure(.tooLarge, "a pattern has at most \(Self.maximumLength) bytes")
        }
        var parser = PatternParser(text)
        var compiler = PatternCompiler()
        try compiler.emit(try parser.parse())
        instructions = compiler.finished()
    }

    /// Whether the pattern matches anywhere in the text.
    func isFound(in text: String, _ budget: inout EvaluationBudget) throws(CELFailure) -> Bool {
        var matcher = PatternMatcher(instructions)
        return try matcher.isFound(in: text.unicodeScalars, &budget)
    }
}

/// The tree of a pattern; groups are not kept, since only whether it matches is asked.
indirect enum PatternNode {
    case empty
    case scalar(PatternSet)
    case assertion(PatternAssertion)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repeated(PatternNode, minimum: Int, maximum: Int?)
}

/// What has to hold between two characters.
enum PatternAssertion {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary

    func holds(before previous: Unicode.Scalar?, after next: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: Self.isWord(previous) != Self.isWord(next)
        case .noWordBoundary: Self.isWord(previous) == Self.isWord(next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar, let byte = UInt8(exactly: scalar.value) else {
            return false
        }
        return byte.isIdentifierPart
    }
}

/// One step of the machine that matches.
enum PatternInstruction {
    case scalar(PatternSet)
    case assertion(PatternAssertion)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case match
}
