/// Operators that may know their result with less than all of their operands.
extension Evaluator {
    /// `&&` (decided by false) and `||` (decided by true): what one side decides, the other cannot spoil.
    mutating func logic(
        _ left: CELExpression,
        _ right: CELExpression,
        decidedBy decisive: Bool
    ) throws(CELProblem) -> Part {
        let first = truth(left)
        if case .known(decisive) = first {
            return .value(.bool(decisive))
        }
        let second = truth(right)
        switch (first, second) {
        case (_, .known(decisive)): return .value(.bool(decisive))
        case (.known, .known): return .value(.bool(!decisive))
        case (.unknown(let left), .unknown(let right)): return .unknown(left.union(right))
        case (.unknown(let names), _), (_, .unknown(let names)): return .unknown(names)
        case (.problem(let problem), _), (_, .problem(let problem)): throw problem
        }
    }

    /// A condition whose failure may not matter.
    enum Truth {
        case known(Bool)
        case unknown(Set<String>)
        case problem(CELProblem)
    }

    mutating func truth(_ expression: CELExpression) -> Truth {
        do {
            switch try evaluate(expression) {
            case .unknown(let names): return .unknown(names)
            case .value(.bool(let value)): return .known(value)
            case .value(let value):
                let message = "expected a condition of type bool, not \(value.typeName)"
                return .problem(CELProblem(.wrongType, message, at: expression.range))
            }
        } catch {
            return .problem(error)
        }
    }

    mutating func conditional(
        _ condition: CELExpression,
        _ then: CELExpression,
        _ otherwise: CELExpression
    ) throws(CELProblem) -> CELOutline {
        switch truth(condition) {
        case .known(let holds): return try outline(holds ? then : otherwise)
        case .unknown(let names): return .unknown(names.union(ahead(then)).union(ahead(otherwise)))
        case .problem(let problem): throw problem
        }
    }

    /// What may have to be known as well once something else is.
    mutating func ahead(_ expression: CELExpression) -> Set<String> {
        guard activation.looksAhead, case .unknown(let names)? = try? evaluate(expression) else { return [] }
        return names
    }

    mutating func not(_ operand: CELExpression) throws(CELProblem) -> Part {
        switch truth(operand) {
        case .known(let value): return .value(.bool(!value))
        case .unknown(let names): return .unknown(names)
        case .problem(let problem): throw problem
        }
    }

    mutating func binding(
        _ name: String,
        _ value: CELExpression,
        _ body: CELExpression
    ) throws(CELProblem) -> CELOutline {
        let value = try element(value)
        return try with(name, value) { evaluator throws(CELProblem) in try evaluator.outline(body) }
    }

    mutating func optionalMap(
        _ operand: CELExpression,
        _ name: String,
        _ body: CELExpression,
        isFlat: Bool,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let part = try evaluate(operand)
        guard case .value(let value) = part else {
            return unknown(part, ahead: [body], of: [name])
        }
        guard case .optional(let inner) = value else {
            let message = "expected an optional, not a value of type \(value.typeName)"
            throw CELProblem(.wrongType, message, at: operand.range)
        }
        guard let inner else {
            return part
        }
        let result = try with(name, .init(.value(inner))) { evaluator throws(CELProblem) in try evaluator.evaluate(body)
        }
        guard case .value(let mapped) = result else {
            return result
        }
        guard isFlat else {
            return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.optional(mapped) })
        }
        guard case .optional = mapped else {
            throw CELProblem(.wrongType, "'optFlatMap' expects an expression that gives an optional", at: body.range)
        }
        return result
    }
}
