extension Parser {
    /// A literal, name, list, map, call or expression in parentheses.
    mutating func primary() throws(CELProblem) -> CELExpression {
        let first = token
        switch first.kind {
        case .identifier: return try nameOrCall()
        case .integer, .unsigned, .double: return try number(sign: nil)
        case .string, .bytes: return try stringLiteral()
        case .trueWord: return try keyword(.bool(true))
        case .falseWord: return try keyword(.bool(false))
        case .null: return try keyword(.null)
        case .leftBracket: return try list()
        case .leftBrace: return try map()
        case .dot:
            try advance()
            guard token.kind == .identifier else {
                throw unexpected("a name")
            }
            return try nameOrCall().outermost
        case .leftParenthesis:
            try advance()
            let inner = try expression()
            try expect(.rightParenthesis, "')'")
            return inner
        default:
            throw unexpected("a value")
        }
    }

    private mutating func keyword(_ value: CELValue) throws(CELProblem) -> CELExpression {
        let range = range(of: token)
        try advance()
        return CELExpression(node: .literal(value), range: range, height: 1)
    }

    /// A number with the sign before it, so that the smallest integer can be written.
    mutating func number(sign: Token?) throws(CELProblem) -> CELExpression {
        let range = lexer.range(sign?.start ?? token.start, token.end)
        var digits = lexer.text(token)
        let kind = token.kind
        if kind == .unsigned {
            digits.removeLast()
        }
        let isHexadecimal = kind != .double && digits.utf8.count > 2 && Array(digits.utf8)[1] | 0x20 == 0x78
        let signed = (sign == nil ? "" : "-") + (isHexadecimal ? String(digits.dropFirst(2)) : digits)
        let value: CELValue? =
            switch kind {
            case .double: Double(signed).map(CELValue.double)
            case .unsigned: UInt64(signed, radix: isHexadecimal ? 16 : 10).map(CELValue.uint)
            default: Int64(signed, radix: isHexadecimal ? 16 : 10).map(CELValue.int)
            }
        guard let value else {
            throw .syntax("the number '\(lexer.text(token))' does not fit 64 bits", at: range)
        }
        try advance()
        return CELExpression(node: .literal(value), range: range, height: 1)
    }

    private mutating func stringLiteral() throws(CELProblem) -> CELExpression {
        let range = range(of: token)
        let isBytes = token.kind == .bytes
        let bytes = try StringLiteral.decode(token, in: lexer)
        try advance()
        let value = isBytes ? CELValue.bytes(bytes) : .string(String(decoding: bytes, as: UTF8.self))
        return CELExpression(node: .literal(value), range: range, height: 1)
    }

    private mutating func nameOrCall() throws(CELProblem) -> CELExpression {
        let name = lexer.text(token)
        let range = range(of: token)
        guard !ReservedWords.all.contains(name) else {
            throw .syntax("'\(name)' is a reserved word, expected a value", at: range)
        }
        try advance()
        guard token.kind == .leftParenthesis else {
            return CELExpression(node: .name(name), range: range, height: 1)
        }
        let arguments = try arguments()
        return try call(name, at: range, target: nil, arguments)
    }

    /// Attributes, elements and calls behind an operand.
    mutating func postfix(_ operand: CELExpression) throws(CELProblem) -> CELExpression {
        var operand = operand
        while true {
            switch token.kind {
            case .dot: operand = try member(of: operand)
            case .leftBracket: operand = try element(of: operand)
            case .leftBrace where operand.node.name != nil:
                let message = "message types are not part of expressions, expected a map like {'a': 1}"
                throw .syntax(message, at: range(of: token))
            default: return operand
            }
        }
    }

    private mutating func member(of operand: CELExpression) throws(CELProblem) -> CELExpression {
        try advance()
        let isOptional = token.kind == .question
        if isOptional {
            try advance()
        }
        let nameRange = range(of: token)
        let name: String
        switch token.kind {
        case .identifier: name = lexer.text(token)
        case .quotedIdentifier: name = String(lexer.text(token).dropFirst().dropLast())
        default: throw unexpected("the name of an attribute")
        }
        let isQuoted = token.kind == .quotedIdentifier
        try advance()
        if token.kind == .leftParenthesis, !isQuoted, !isOptional {
            let arguments = try arguments()
            return try call(name, at: nameRange, target: operand, arguments)
        }
        let attribute = CELNode.Attribute(operand: operand, name: name, nameRange: nameRange, isOptional: isOptional)
        let range = operand.range.lowerBound..<nameRange.upperBound
        return try make(.attribute(attribute), range, above: operand.height)
    }

    private mutating func element(of operand: CELExpression) throws(CELProblem) -> CELExpression {
        try advance()
        let isOptional = token.kind == .question
        if isOptional {
            try advance()
        }
        let index = try expression()
        try expect(.rightBracket, "']'")
        let range = operand.range.lowerBound..<lexer.base + lastEnd
        let height = max(operand.height, index.height)
        return try make(.element(operand, index: index, isOptional: isOptional), range, above: height)
    }

    private mutating func arguments() throws(CELProblem) -> [CELExpression] {
        try advance()
        var arguments: [CELExpression] = []
        while token.kind != .rightParenthesis {
            arguments.append(try expression())
            guard token.kind == .comma else {
                break
            }
            try advance()
            guard token.kind != .rightParenthesis else {
                throw unexpected("an argument")
            }
        }
        try expect(.rightParenthesis, "',' or ')'")
        return arguments
    }

    private mutating func list() throws(CELProblem) -> CELExpression {
        let start = token.start
        try advance()
        var elements: [CELNode.ListElement] = []
        while token.kind != .rightBracket {
            let isOptional = try optionalMark()
            elements.append(CELNode.ListElement(value: try expression(), isOptional: isOptional))
            guard token.kind == .comma else {
                break
            }
            try advance()
        }
        try expect(.rightBracket, "',' or ']'")
        let height = elements.lazy.map(\.value.height).max() ?? 0
        return try make(.list(elements), lexer.range(start, lastEnd), above: height)
    }

    private mutating func map() throws(CELProblem) -> CELExpression {
        let start = token.start
        try advance()
        var entries: [CELNode.MapEntry] = []
        while token.kind != .rightBrace {
            let isOptional = try optionalMark()
            let key = try expression()
            try expect(.colon, "':' and the value of the key")
            entries.append(CELNode.MapEntry(key: key, value: try expression(), isOptional: isOptional))
            guard token.kind == .comma else {
                break
            }
            try advance()
        }
        try expect(.rightBrace, "',' or '}'")
        let height = entries.lazy.map { max($0.key.height, $0.value.height) }.max() ?? 0
        return try make(.map(entries), lexer.range(start, lastEnd), above: height)
    }

    private mutating func optionalMark() throws(CELProblem) -> Bool {
        guard token.kind == .question else {
            return false
        }
        try advance()
        return true
    }
}
