/// Text with expressions in it: `web-${index}.${domain}`.
package struct CELTemplate: Sendable {
    package enum Part: Sendable {
        /// Text as it is meant, `$${` already read as `${`.
        case literal(String)
        /// An expression, whose ranges are offsets in the template's text.
        case expression(CELExpression)
    }

    package let parts: [Part]

    /// The expression that the whole text is, which keeps its type.
    package var soleExpression: CELExpression? {
        guard parts.count == 1, case .expression(let expression) = parts[0] else {
            return nil
        }
        return expression
    }

    package var expressions: [CELExpression] {
        parts.compactMap { part in
            guard case .expression(let expression) = part else {
                return nil
            }
            return expression
        }
    }

    /// Whether text may hold an expression or an escaped one; quick, for the many that do not.
    package static func isPlain(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") {
                return false
            }
            previous = byte
        }
        return true
    }

    /// Reads a template; every problem in it is told, each with its place in the text.
    package static func parse(
        _ text: String,
        limits: CELLimits = .standard
    ) -> (template: CELTemplate, problems: [CELProblem]) {
        var scanner = TemplateScanner(Array(text.utf8))
        var parts: [Part] = []
        var problems: [CELProblem] = []
        do {
            while let piece = try scanner.next() {
                switch piece {
                case .literal(let literal): parts.append(.literal(literal))
                case .expression(let range):
                    do {
                        var parser = try Parser(Array(scanner.bytes[range]), base: range.lowerBound, limits: limits)
                        parts.append(.expression(try parser.parse()))
                    } catch {
                        problems.append(error)
                    }
                }
            }
        } catch {
            problems.append(error)
        }
        return (CELTemplate(parts: parts), problems)
    }

    /// The type that evaluating gives and the problems of every expression.
    package func check(in environment: CELEnvironment) -> CELCheck {
        if let soleExpression {
            return soleExpression.check(in: environment)
        }
        var problems: [CELProblem] = []
        var readsFailed = false
        for expression in expressions {
            let check = expression.check(in: environment)
            problems += check.problems
            readsFailed = readsFailed || check.readsFailed
            if !check.type.hasText {
                problems.append(Self.noText(check.type.description, at: expression.range))
            }
        }
        return CELCheck(type: .string, problems: problems, readsFailed: readsFailed)
    }

    /// A value of any type for a sole expression, else the text of all parts together.
    package func evaluate(in activation: CELActivation, limits: CELLimits = .standard) -> CELResult {
        if let soleExpression {
            return soleExpression.evaluate(in: activation, limits: limits)
        }
        var text = ""
        var unknown: Set<String> = []
        var isSensitive = false
        var readsFailed = false
        func result(_ outcome: CELResult.Outcome) -> CELResult {
            CELResult(outcome: outcome, isSensitive: isSensitive, readsFailed: readsFailed)
        }
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .expression(let expression):
                let evaluated = expression.evaluate(in: activation, limits: limits)
                isSensitive = isSensitive || evaluated.isSensitive
                readsFailed = readsFailed || evaluated.readsFailed
                switch evaluated.outcome {
                case .problem: return result(evaluated.outcome)
                case .unknown(let names): unknown.formUnion(names)
                case .value(let value):
                    guard let part = value.plainText else {
                        let problem = Self.noText(value.typeName, at: expression.range)
                        return result(.problem(problem))
                    }
                    text += part
                }
                guard text.utf8.count <= limits.valueSize else {
                    let message = "a text has at most \(limits.valueSize) bytes"
                    let problem = CELProblem(.tooLarge, message, at: expression.range)
                    return result(.problem(problem))
                }
            }
        }
        let outcome = unknown.isEmpty ? CELResult.Outcome.value(.string(text)) : .unknown(unknown.sorted())
        return result(outcome)
    }

    /// References of all expressions, in the order they are written.
    package func references(functions: CELFunctions = CELFunctions()) -> [CELReference] {
        expressions.flatMap { $0.references(functions: functions) }
    }

    private static func noText(_ type: String, at range: Range<Int>) -> CELProblem {
        guard type != CELType.null.description, type != CELValue.null.typeName else {
            return CELProblem(.wrongType, "there is nothing to put into the text: the value is null", at: range)
        }
        let message = "a value of type \(type) cannot stand inside of text, expected a string, number or bool"
        return CELProblem(.wrongType, message, at: range)
    }
}

extension CELType {
    /// Whether values of the type can be part of a text.
    fileprivate var hasText: Bool {
        switch self {
        case .null, .list, .map, .optional, .object: false
        case .dyn, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange, .parameter,
            .failed:
            true
        }
    }
}
