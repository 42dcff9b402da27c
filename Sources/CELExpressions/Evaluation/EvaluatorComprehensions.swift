/// Macros that walk over a list or map.
extension Evaluator {
    /// What is walked over.
    private enum Walk {
        case list([CELValue])
        case map([CELMap.Entry])
        case object(CELObject, names: [String], Range<Int>)

        var count: Int {
            switch self {
            case .list(let elements): elements.count
            case .map(let entries): entries.count
            case .object(_, let names, _): names.count
            }
        }

        /// The index of an element or the key of an entry.
        func key(at position: Int) -> CELValue {
            switch self {
            case .list: .int(Int64(position))
            case .map(let entries): entries[position].key
            case .object(_, let names, _): .string(names[position])
            }
        }

        /// What a single variable stands for: elements of a list, keys of a map.
        func single(at position: Int) -> CELValue {
            guard case .list(let elements) = self else {
                return key(at: position)
            }
            return elements[position]
        }
    }

    mutating func comprehension(
        _ comprehension: CELNode.Comprehension,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let operand = try evaluate(comprehension.operand)
        guard case .value(let value) = operand else {
            let parts = [comprehension.filter, comprehension.body].compactMap { $0 }
            return unknown(operand, ahead: parts, of: comprehension.variables)
        }
        let walk = try walk(over: value, comprehension.operand.range)
        switch comprehension.kind {
        case .all: return try quantified(comprehension, walk, decidedBy: false)
        case .exists: return try quantified(comprehension, walk, decidedBy: true)
        case .existsOne: return try existsOne(comprehension, walk)
        case .map, .filter, .transformList: return try list(comprehension, walk, at: range)
        case .transformMap, .transformMapEntry: return try map(comprehension, walk, at: range)
        case .sortBy: return try sorted(comprehension, walk, at: range)
        }
    }

    /// Something unknown, with what the parts need that would be evaluated with variables of it.
    mutating func unknown(_ part: Part, ahead parts: [CELExpression], of variables: [String]) -> Part {
        guard activation.looksAhead, case .unknown(var names) = part else { return part }
        locals += variables.map { Local(name: $0, part: part) }
        for expression in parts { names.formUnion(ahead(expression)) }
        locals.removeLast(variables.count)
        return .unknown(names)
    }

    private mutating func walk(over value: CELValue, _ range: Range<Int>) throws(CELProblem) -> Walk {
        switch value {
        case .list(let list): return .list(list.elements)
        case .map(let map): return .map(map.entries)
        case .object(let object): return .object(object, names: activation.attributeNames(object), range)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .optional, .type, .address, .addressRange:
            let message = "expected a list or map to walk over, not a value of type \(value.typeName)"
            throw CELProblem(.wrongType, message, at: range)
        }
    }

    /// What a second variable stands for, which for an object has to be looked up.
    private mutating func value(_ walk: Walk, at position: Int) throws(CELProblem) -> Part {
        switch walk {
        case .list(let elements): return .value(elements[position])
        case .map(let entries): return .value(entries[position].value)
        case .object(let object, let names, let range):
            guard let lookup = activation.attribute(object, names[position]) else {
                return .value(.null)
            }
            return try part(lookup, at: range)
        }
    }

    private mutating func bound<Result>(
        _ walk: Walk,
        _ position: Int,
        _ variables: [String],
        _ body: (inout Evaluator) throws(CELProblem) -> Result
    ) throws(CELProblem) -> Result {
        guard variables.count > 1 else {
            return try with(variables[0], .value(walk.single(at: position)), body)
        }
        let value = try value(walk, at: position)
        return try with(variables[0], .value(walk.key(at: position))) { evaluator throws(CELProblem) in
            try evaluator.with(variables[1], value, body)
        }
    }

    /// `all` is a chain of `&&`, `exists` one of `||`.
    private mutating func quantified(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        decidedBy decisive: Bool
    ) throws(CELProblem) -> Part {
        var unknown: Set<String> = []
        var problem: CELProblem?
        for position in 0..<walk.count {
            let truth = try bound(walk, position, comprehension.variables) { evaluator throws(CELProblem) in
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
        _ walk: Walk
    ) throws(CELProblem) -> Part {
        var unknown: Set<String> = []
        var count = 0
        for position in 0..<walk.count {
            switch try holds(comprehension.body, walk, position, comprehension.variables) {
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
        _ walk: Walk,
        _ position: Int,
        _ variables: [String]
    ) throws(CELProblem) -> Part {
        let truth = try bound(walk, position, variables) { evaluator throws(CELProblem) in evaluator.truth(condition) }
        switch truth {
        case .known(let value): return .value(.bool(value))
        case .unknown(let names): return .unknown(names)
        case .problem(let problem): throw problem
        }
    }

    /// Every body whose filter holds; with nothing of it while anything is unknown.
    private mutating func bodies(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> (values: [(position: Int, body: CELValue)], unknown: Set<String>) {
        var values: [(position: Int, body: CELValue)] = []
        var unknown: Set<String> = []
        var size = 0
        for position in 0..<walk.count {
            if let filter = comprehension.filter {
                let part = try holds(filter, walk, position, comprehension.variables)
                if case .unknown(let names) = part {
                    unknown.formUnion(names)
                    let body = try? bound(walk, position, comprehension.variables) { evaluator throws(CELProblem) in
                        evaluator.ahead(comprehension.body)
                    }
                    unknown.formUnion(body ?? [])
                    continue
                }
                guard case .value(.bool(true)) = part else {
                    continue
                }
            }
            let body = try bound(walk, position, comprehension.variables) { evaluator throws(CELProblem) in
                try evaluator.evaluate(comprehension.body)
            }
            switch body {
            case .unknown(let names): unknown.formUnion(names)
            case .value(let value):
                size = size.addingClamped(value.size)
                try located(range) { evaluator throws(CELFailure) in try evaluator.budget.check(size: size) }
                values.append((position, value))
            }
        }
        return (values, unknown)
    }

    private mutating func list(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, walk, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        var elements: [CELValue] = []
        elements.reserveCapacity(values.count)
        for (position, body) in values {
            guard comprehension.kind == .filter else {
                elements.append(body)
                continue
            }
            guard case .bool(let holds) = body else {
                let message = "expected a condition of type bool, not \(body.typeName)"
                throw CELProblem(.wrongType, message, at: comprehension.body.range)
            }
            if holds {
                elements.append(walk.single(at: position))
            }
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.list(elements) })
    }

    private mutating func map(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, walk, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        var entries: [CELMap.Entry] = []
        for (position, body) in values {
            guard comprehension.kind == .transformMapEntry else {
                entries.append(CELMap.Entry(key: walk.key(at: position), value: body))
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
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let (values, unknown) = try bodies(comprehension, walk, at: range)
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        return .value(
            try located(range) { evaluator throws(CELFailure) in
                let order = try evaluator.budget.order(of: values.map(\.body))
                return try evaluator.budget.list(order.map { walk.single(at: values[$0].position) })
            }
        )
    }
}
