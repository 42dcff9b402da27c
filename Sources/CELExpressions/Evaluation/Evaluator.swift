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
        let element: CELOutline.Element
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

    /// The value of an expression; unknown where a part of it is.
    mutating func evaluate(_ expression: CELExpression) throws(CELProblem) -> Part {
        let (part, isSensitive) = try outline(expression).whole
        mark(isSensitive)
        return part
    }

    /// The value of an expression, lists and maps part by part.
    mutating func outline(_ expression: CELExpression) throws(CELProblem) -> CELOutline {
        try located(expression.range) { evaluator throws(CELFailure) in try evaluator.budget.spend() }
        switch expression.node {
        case .literal(let value): return .value(value)
        case .name(let name): return try named(name, at: expression.range)
        case .outerName(let name): return try global(name, at: expression.range)
        case .attribute(let attribute): return try self.attribute(attribute, in: expression)
        case .presence(let attribute): return CELOutline(try presence(attribute))
        case .element(let operand, let index, let isOptional):
            return try element(of: operand, index, isOptional: isOptional, at: expression.range)
        case .call(let call): return CELOutline(try self.call(call, at: expression.range))
        case .list(let elements): return try list(elements, at: expression.range)
        case .map(let entries): return try map(entries, at: expression.range)
        case .not(let operand): return CELOutline(try not(operand))
        case .negative(let operand): return CELOutline(try negative(operand, at: expression.range))
        case .binary(let binary, let left, let right):
            return try self.binary(binary, left, right, at: expression.range)
        case .and(let left, let right): return CELOutline(try logic(left, right, decidedBy: false))
        case .or(let left, let right): return CELOutline(try logic(left, right, decidedBy: true))
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise)
        case .comprehension(let comprehension): return try self.comprehension(comprehension, at: expression.range)
        case .binding(let name, let value, let body): return try binding(name, value, body)
        case .optionalMap(let operand, let name, let body, let isFlat):
            return CELOutline(try optionalMap(operand, name, body, isFlat: isFlat, at: expression.range))
        }
    }

    /// The value of an expression as a part of a list or map, which says of itself whether it is sensitive.
    mutating func element(_ expression: CELExpression) throws(CELProblem) -> CELOutline.Element {
        let before = isSensitive
        isSensitive = false
        defer { isSensitive = before }
        let outline = try outline(expression)
        return CELOutline.Element(outline, isSensitive: isSensitive)
    }

    /// Takes a part out of its list or map.
    mutating func opened(_ element: CELOutline.Element) -> CELOutline {
        mark(element.isSensitive)
        return element.outline
    }

    /// Pays for a list or map of such a size.
    mutating func check(_ outline: CELOutline, at range: Range<Int>) throws(CELProblem) {
        try located(range) { evaluator throws(CELFailure) in
            try evaluator.budget.check(size: outline.size)
            try evaluator.budget.check(depth: outline.depth)
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
        let (part, isSensitive) = try outline(lookup, at: range).whole
        mark(isSensitive)
        return part
    }

    /// Takes over what the host answered, lists and maps part by part.
    mutating func outline(_ lookup: HostAnswer, at range: Range<Int>) throws(CELProblem) -> CELOutline {
        switch lookup {
        case .value(let value, let isSensitive):
            mark(isSensitive)
            return .value(value)
        case .unknown(let names, let isSensitive):
            mark(isSensitive)
            return .unknown(Set(names))
        case .outline(let outline, let isSensitive):
            mark(isSensitive)
            return outline
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
        _ element: CELOutline.Element,
        _ body: (inout Evaluator) throws(CELProblem) -> Result
    ) throws(CELProblem) -> Result {
        locals.append(Local(name: name, element: element))
        defer { locals.removeLast() }
        return try body(&self)
    }
}

extension CELExpression {
    /// Evaluates the expression as far as the known values allow.
    package func evaluate(in activation: CELActivation, limits: CELLimits = .standard) -> CELResult {
        var evaluator = Evaluator(activation, limits: limits)
        do {
            let outline = try evaluator.outline(self)
            let element = CELOutline.Element(outline, isSensitive: evaluator.isSensitive)
            let (part, isSensitive) = outline.whole
            evaluator.mark(isSensitive)
            switch part {
            case .value(let value): return evaluator.result(.value(value), element)
            case .unknown(let names): return evaluator.result(.unknown(names.sorted()), element)
            }
        } catch {
            return evaluator.result(.problem(evaluator.isSensitive ? error.withoutValues : error))
        }
    }
}

extension Evaluator {
    fileprivate func result(_ outcome: CELResult.Outcome, _ element: CELOutline.Element? = nil) -> CELResult {
        var result = CELResult(outcome: outcome, isSensitive: isSensitive, readsFailed: readsFailed)
        switch element?.outline {
        case .list, .map: result.parts = element
        case .value, .unknown, nil: break
        }
        return result
    }
}
