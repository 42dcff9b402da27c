/// Walks a syntax tree with values at hand.
///
/// Sensitivity is one flag for the whole evaluation, raised by reading: whatever was read may have steered the result.
struct Evaluator {
    /// What a part of an expression comes to, unless it fails.
    enum Part {
        case value(CELValue)
        case unknown(Set<String>)
    }

    struct Local {
        let name: String
        let part: Part
    }

    let activation: CELActivation
    var budget: EvaluationBudget
    var locals: [Local] = []
    private(set) var isSensitive = false
    private(set) var readsFailed = false

    init(_ activation: CELActivation, limits: CELLimits) {
        self.activation = activation
        budget = EvaluationBudget(limits)
    }

    mutating func evaluate(_ expression: CELExpression) throws(CELProblem) -> Part {
        try located(expression.range) { evaluator throws(CELFailure) in try evaluator.budget.spend() }
        switch expression.node {
        case .literal(let value): return .value(value)
        case .name(let name): return try named(name, at: expression.range)
        case .outerName(let name): return try global(name, at: expression.range)
        case .attribute(let attribute): return try self.attribute(attribute, in: expression)
        case .presence(let attribute): return try presence(attribute)
        case .element(let operand, let index, let isOptional):
            return try element(of: operand, index, isOptional: isOptional, at: expression.range)
        case .call(let call): return try self.call(call, at: expression.range)
        case .list(let elements): return try list(elements, at: expression.range)
        case .map(let entries): return try map(entries, at: expression.range)
        case .not(let operand): return try not(operand)
        case .negative(let operand): return try negative(operand, at: expression.range)
        case .binary(let binary, let left, let right):
            return try self.binary(binary, left, right, at: expression.range)
        case .and(let left, let right): return try logic(left, right, decidedBy: false)
        case .or(let left, let right): return try logic(left, right, decidedBy: true)
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise)
        case .comprehension(let comprehension): return try self.comprehension(comprehension, at: expression.range)
        case .binding(let name, let value, let body): return try binding(name, value, body)
        case .optionalMap(let operand, let name, let body, let isFlat):
            return try optionalMap(operand, name, body, isFlat: isFlat, at: expression.range)
        }
    }

    /// Runs what does not know its place and adds the place to its failure.
    @inline(__always)
    mutating func located<Result>(
        _ range: Range<Int>,
        _ body: (inout Evaluator) throws(CELFailure) -> Result
    ) throws(CELProblem) -> Result {
        do {
            return try body(&self)
        } catch {
            throw CELProblem(error, at: range)
        }
    }

    /// Takes over what the host answered.
    mutating func part(_ lookup: HostAnswer, at range: Range<Int>) throws(CELProblem) -> Part {
        switch lookup {
        case .value(let value, let isSensitive):
            mark(isSensitive)
            return .value(value)
        case .unknown(let names, let isSensitive):
            mark(isSensitive)
            return .unknown(Set(names))
        case .failure(let failure, let isSensitive):
            mark(isSensitive)
            throw CELProblem(failure, at: range)
        case .failed:
            readsFailed = true
            throw CELProblem(.noValue, "something else is wrong with what is read here", at: range)
        }
    }

    /// Whether an object has an attribute, of whatever value.
    mutating func has(_ name: String, _ object: CELObject) -> Bool {
        guard let answer = activation.attribute(object, name) else { return false }
        if case .failed = answer { readsFailed = true }
        return !answer.isNoValue
    }

    mutating func mark(_ sensitive: Bool) {
        isSensitive = isSensitive || sensitive
    }

    /// Evaluates with one more name, which hides an outer one.
    mutating func with<Result>(
        _ name: String,
        _ part: Part,
        _ body: (inout Evaluator) throws(CELProblem) -> Result
    ) throws(CELProblem) -> Result {
        locals.append(Local(name: name, part: part))
        defer { locals.removeLast() }
        return try body(&self)
    }
}

extension CELExpression {
    /// Evaluates the expression as far as the known values allow.
    package func evaluate(in activation: CELActivation, limits: CELLimits = .standard) -> CELResult {
        var evaluator = Evaluator(activation, limits: limits)
        do {
            switch try evaluator.evaluate(self) {
            case .value(let value): return evaluator.result(.value(value))
            case .unknown(let names): return evaluator.result(.unknown(names.sorted()))
            }
        } catch {
            return evaluator.result(.problem(evaluator.isSensitive ? error.withoutValues : error))
        }
    }
}

extension Evaluator {
    fileprivate func result(_ outcome: CELResult.Outcome) -> CELResult {
        CELResult(outcome: outcome, isSensitive: isSensitive, readsFailed: readsFailed)
    }
}
