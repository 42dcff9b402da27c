/// What is wrong with an expression, and where in its text.
package struct CELProblem: Error, Hashable, Sendable {
    /// The kind of a mistake; its raw value is stable and printed with the message.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        case syntax = "expression-syntax"
        case unknownName = "unknown-name"
        case unknownAttribute = "unknown-attribute"
        case unknownFunction = "unknown-function"
        case wrongType = "wrong-type"
        case noSuchKey = "no-such-key"
        case outOfRange = "out-of-range"
        case overflow = "overflow"
        case divisionByZero = "division-by-zero"
        case invalidArgument = "invalid-argument"
        case noValue = "no-value"
        case tooLarge = "expression-too-large"
        case tooManySteps = "too-many-steps"
    }

    package let code: Code
    package let message: String
    /// UTF-8 offsets in the text that was parsed (for a template: in the template).
    package let range: Range<Int>
    /// The name as written where a name is what is wrong.
    package var subject: String?
    /// The names that would have been right there, in no order; for "did you mean".
    package var candidates: [String] = []

    package init(_ code: Code, _ message: String, at range: Range<Int>) {
        self.code = code
        self.message = message
        self.range = range
    }

    init(_ failure: CELFailure, at range: Range<Int>) {
        self.init(failure.code, failure.message, at: range)
    }

    static func syntax(_ message: String, at range: Range<Int>) -> CELProblem {
        CELProblem(.syntax, message, at: range)
    }

    /// The same problem without anything of the values it came from.
    var withoutValues: CELProblem {
        CELProblem(code, code.summary, at: range)
    }
}

/// A problem that does not know its place yet: what a function gives back, the evaluator adds the range.
package struct CELFailure: Error, Hashable, Sendable {
    package let code: CELProblem.Code
    package let message: String

    package init(_ code: CELProblem.Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension CELProblem.Code {
    /// One sentence for this kind alone, said where the values are sensitive.
    var summary: String {
        switch self {
        case .syntax: "the expression is not well formed"
        case .unknownName: "the name is not known here"
        case .unknownAttribute: "the attribute does not exist"
        case .unknownFunction: "the function does not exist"
        case .wrongType: "a sensitive value has the wrong type"
        case .noSuchKey: "a map has no such key"
        case .outOfRange: "an index or number is out of range"
        case .overflow: "the result of the calculation does not fit a 64-bit number"
        case .divisionByZero: "division by zero"
        case .invalidArgument: "a sensitive value is not what the function expects"
        case .noValue: "an optional value is absent"
        case .tooLarge: "a value is too large"
        case .tooManySteps: "the expression takes too many steps"
        }
    }
}
