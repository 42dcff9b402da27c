/// Reads an expression into its syntax tree, by recursive descent with bounded depth.
struct Parser {
    var lexer: Lexer
    let limits: CELLimits
    private(set) var token: Token
    /// Where the last token that was taken ends.
    private(set) var lastEnd = 0
    private var depth = 0

    init(_ bytes: [UInt8], base: Int, limits: CELLimits) throws(CELProblem) {
        guard bytes.count <= limits.expressionLength else {
            throw CELProblem(
                .tooLarge,
                "an expression has at most \(limits.expressionLength) bytes, this one has \(bytes.count)",
                at: base..<base + bytes.count
            )
        }
        lexer = Lexer(bytes, base: base)
        self.limits = limits
        token = try lexer.next()
    }

    mutating func parse() throws(CELProblem) -> CELExpression {
        guard token.kind != .end else {
            throw .syntax("expected an expression, found nothing", at: range(of: token))
        }
        let expression = try self.expression()
        guard token.kind == .end else {
            throw unexpected("an operator or the end of the expression")
        }
        return expression
    }

    /// `condition ? a : b`, or what binds more tightly.
    mutating func expression() throws(CELProblem) -> CELExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw tooDeep(at: range(of: token))
        }
        let condition = try binary(above: 0)
        guard token.kind == .question else {
            return condition
        }
        try advance()
        let then = try expression()
        try expect(.colon, "':' and what holds otherwise")
        let otherwise = try expression()
        let range = condition.range.lowerBound..<otherwise.range.upperBound
        let height = max(condition.height, then.height, otherwise.height)
        return try make(.conditional(condition, then: then, else: otherwise), range, above: height)
    }

    /// Operators of a precedence above the given one, left to right.
    private mutating func binary(above precedence: Int) throws(CELProblem) -> CELExpression {
        var left = try unary()
        while let current = token.kind.precedence, current > precedence {
            let kind = token.kind
            try advance()
            let right = try binary(above: current)
            let range = left.range.lowerBound..<right.range.upperBound
            left = try make(kind.node(left, right), range, above: max(left.height, right.height))
        }
        return left
    }

    private mutating func unary() throws(CELProblem) -> CELExpression {
        var operators: [Token] = []
        while token.kind == .not || token.kind == .binary(.subtract) {
            operators.append(token)
            try advance()
        }
        var operand: CELExpression
        if let sign = operators.last, sign.kind != .not, token.kind.isNumber {
            operators.removeLast()
            operand = try postfix(number(sign: sign))
        } else {
            operand = try postfix(primary())
        }
        for token in operators.reversed() {
            let range = lexer.base + token.start..<operand.range.upperBound
            let node: CELNode = token.kind == .not ? .not(operand) : .negative(operand)
            operand = try make(node, range, above: operand.height)
        }
        return operand
    }

    mutating func advance() throws(CELProblem) {
        lastEnd = token.end
        token = try lexer.next()
    }

    mutating func expect(_ kind: Token.Kind, _ description: String) throws(CELProblem) {
        guard token.kind == kind else {
            throw unexpected(description)
        }
        try advance()
    }

    func range(of token: Token) -> Range<Int> {
        lexer.range(token.start, token.end)
    }

    /// A node above others, unless the tree would become too high to walk.
    func make(_ node: CELNode, _ range: Range<Int>, above height: Int) throws(CELProblem) -> CELExpression {
        guard height < limits.depth else {
            throw tooDeep(at: range)
        }
        return CELExpression(node: node, range: range, height: height + 1)
    }

    private func tooDeep(at range: Range<Int>) -> CELProblem {
        CELProblem(.tooLarge, "an expression nests at most \(limits.depth) levels, this one nests deeper", at: range)
    }

    func unexpected(_ expected: String) -> CELProblem {
        guard token.kind != .end else {
            return .syntax("expected \(expected), found the end", at: range(of: token))
        }
        return .syntax("expected \(expected), found '\(lexer.text(token))'", at: range(of: token))
    }
}

extension Token.Kind {
    fileprivate var isNumber: Bool {
        self == .integer || self == .double
    }

    fileprivate var precedence: Int? {
        switch self {
        case .or: 1
        case .and: 2
        case .binary(.add), .binary(.subtract): 4
        case .binary(.multiply), .binary(.divide), .binary(.remainder): 5
        case .binary: 3
        default: nil
        }
    }

    fileprivate func node(_ left: CELExpression, _ right: CELExpression) -> CELNode {
        switch self {
        case .or: .or(left, right)
        case .binary(let binary): .binary(binary, left, right)
        default: .and(left, right)
        }
    }
}

extension CELExpression {
    /// Parses an expression; offsets are counted from `base`.
    package static func parse(
        _ text: String,
        base: Int = 0,
        limits: CELLimits = .standard
    ) throws(CELProblem) -> CELExpression {
        var parser = try Parser(Array(text.utf8), base: base, limits: limits)
        return try parser.parse()
    }
}
