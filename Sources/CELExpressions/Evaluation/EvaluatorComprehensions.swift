/// Macros that walk over a list or map.
extension Evaluator {
    /// One step of a walk: what the variables stand for.
    private struct Step {
        /// The index of an element or the key of an entry.
        let key: CELValue
        /// The element or the value of the entry; not known for an attribute that is not.
        let value: Part
        /// What a single variable stands for: elements of a list, keys of a map.
        let single: Part
    }

    mutating func comprehension(
        _ comprehension: CELNode.Comprehension,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let operand = try evaluate(comprehension.operand)
        guard case .value(let value) = operand else {
            return operand
        }
        let steps = try steps(over: value, withValues: comprehension.variables.count > 1, comprehension.operand.range)
        switch comprehension.kind {
        case .all: return try quantified(comprehension, steps, decidedBy: false)
        case .exists: return try quantified(comprehension, steps, decidedBy: true)
        case .existsOne: return try existsOne(comprehension, steps)
        case .map, .filter, .transformList: return try list(comprehension, steps, at: range)
        case .transformMap, .transformMapEntry: return try map(comprehension, steps, at: range)
        case .sortBy: return try sorted(comprehension, steps, at: range)
        }
    }

    private mutating func steps(
        over value: CELValue,
        withValues: Bool,
        _ range: Range<Int>
    ) throws(CELProblem) -> [Step] {
        try located(range) { evaluator throws(CELFailure) in
            try evaluator.budget.spend(1 + value.elementCount / 4)
        }
        switch value {
        case .list(let list):
            return list.elements.enumerated().map { index, element in
                Step(key: .int(Int64(index)), value: .value(element), single: .value(element))
            }
        case .map(let map):
            return map.entries.map { Step(key: $0.key, value: .value($0.value), single: .value($0.key)) }
        case .object(let object):
            var steps: [Step] = []
            for name in activation.attributeNames(object) {
                let key = CELValue.string(name)
                var value = Part.value(.null)
                if withValues, let lookup = activation.attribute(object, name) {
                    value = try part(lookup, at: range)
                }
                steps.append(Step(key: key, value: value, single: .value(key)))
            }
            return steps
        case .null, .bool, .int, .uint, .double, .string, .bytes, .optional, .type, .address, .addressRange:
            let message = "expected a list or map to walk over, not a value of type \(value.typeName)"
            throw CELProblem(.wrongType, message, at: range)
        }
    }

    private mutating func bound<Result>(
        _ step: Step,
        _ variables: [String],
        _ body: (inout Evaluator) throws(CELProblem) -> Result
    ) throws(CELProblem) -> Result {
        guard variables.count > 1 else {
            return try with(variables[0], step.single, body)
        }
        return try with(variables[0], .value(step.key)) { evaluator throws(CELProblem) in
            try evaluator.with(variables[1], step.value, body)
        }
    }

    /// `all` is a chain of `&&`, `exists` one of `||`.
    private mutating func quantified(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step],
        decidedBy decisive: Bool
    ) throws(CELProblem) -> Part {
        var unknown: Set<String> = []
        var problem: CELProblem?
        for step in steps {
            let truth = try bound(step, comprehension.variables) { evaluator throws(CELProblem) in
                evaluator.truth(comprehension.body)
            }
            switch truth {
            case .known(decisive): return .value(.bool(decisive))
            case .known: continue
            case .unknown(let names): unknown.formUnion(names)
            case .problem(let found):
                guard found.code != .tooManySteps else {
                    throw found
                }
                problem = problem ?? found
            }
        }
        if !unknown.isEmpty {
            return .unknown(unknown)
        }
        if let problem {
            throw problem
        }
        return .value(.bool(!decisive))
    }

    private mutating func existsOne(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step]
    ) throws(CELProblem) -> Part {
        var unknown: Set<String> = []
        var count = 0
        for step in steps {
            switch try holds(comprehension.body, step, comprehension.variables) {
            case .value(.bool(true)): count += 1
            case .value: continue
            case .unknown(let names): unknown.formUnion(names)
            }
        }
        if count < 2, !unknown.isEmpty {
            return .unknown(unknown)
        }
        return .value(.bool(count == 1))
    }

    /// The condition at one step, which has to be a bool.
    private mutating func holds(
        _ condition: CELExpression,
        _ step: Step,
        _ variables: [String]
    ) throws(CELProblem) -> Part {
        let truth = try bound(step, variables) { evaluator throws(CELProblem) in evaluator.truth(condition) }
        switch truth {
        case .known(let value): return .value(.bool(value))
        case .unknown(let names): return .unknown(names)
        case .problem(let problem): throw problem
        }
    }

    /// Every body whose filter holds; with nothing of it while anything is unknown.
    private mutating func bodies(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step],
        at range: Range<Int>
    ) throws(CELProblem) -> (values: [(step: Step, body: CELValue)], unknown: Set<String>) {
        var values: [(step: Step, body: CELValue)] = []
        var unknown: Set<String> = []
        var size = 0
        for step in steps {
            if let filter = comprehension.filter {
                let part = try holds(filter, step, comprehension.variables)
                if case .unknown(let names) = part {
                    unknown.formUnion(names)
                    continue
                }
                guard case .value(.bool(true)) = part else {
                    continue
                }
            }
            let body = try bound(step, comprehension.variables) { evaluator throws(CELProblem) in
                try evaluator.evaluate(comprehension.body)
            }
            switch body {
            case .unknown(let names): unknown.formUnion(names)
            case .value(let value):
                size = size.addingClamped(value.size)
                try located(range) { evaluator throws(CELFailure) in try evaluator.budget.check(size: size) }
                values.append((step, value))
            }
        }
        return (values, unknown)
    }

    private mutating func list(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step],
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, steps, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        var elements: [CELValue] = []
        elements.reserveCapacity(values.count)
        for (step, body) in values {
            guard comprehension.kind == .filter else {
                elements.append(body)
                continue
            }
            guard case .bool(let holds) = body else {
                let message = "expected a condition of type bool, not \(body.typeName)"
                throw CELProblem(.wrongType, message, at: comprehension.body.range)
            }
            if holds, case .value(let element) = step.single {
                elements.append(element)
            }
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.list(elements) })
    }

    private mutating func map(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step],
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, steps, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        var entries: [CELMap.Entry] = []
        for (step, body) in values {
            guard comprehension.kind == .transformMapEntry else {
                entries.append(CELMap.Entry(key: step.key, value: body))
                continue
            }
            guard case .map(let map) = body else {
                let message = "'transformMapEntry' expects an expression that gives a map, not \(body.typeName)"
                throw CELProblem(.wrongType, message, at: comprehension.body.range)
            }
            entries.append(contentsOf: map.entries)
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.map(entries) })
    }

    private mutating func sorted(
        _ comprehension: CELNode.Comprehension,
        _ steps: [Step],
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, steps, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        return .value(
            try located(range) { evaluator throws(CELFailure) in
                let order = try evaluator.budget.order(of: values.map(\.body))
                let elements = order.compactMap { position -> CELValue? in
                    guard case .value(let element) = values[position].step.single else {
                        return nil
                    }
                    return element
                }
                return try evaluator.budget.list(elements)
            }
        )
    }
}

extension CELValue {
    fileprivate var elementCount: Int {
        switch self {
        case .list(let list): list.elements.count
        case .map(let map): map.entries.count
        default: 0
        }
    }
}
