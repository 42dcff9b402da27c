/// Macros that walk over a list or map.
extension Evaluator {
    /// What is walked over.
    private enum Walk {
        case list([CELOutline.Element])
        case map([CELOutline.Entry])
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
        func single(at position: Int) -> CELOutline.Element {
            guard case .list(let elements) = self else {
                return CELOutline.Element(.value(key(at: position)))
            }
            return elements[position]
        }
    }

    mutating func comprehension(
        _ comprehension: CELNode.Comprehension,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let operand = try outline(comprehension.operand)
        if case .unknown(let names) = operand {
            let parts = [comprehension.filter, comprehension.body].compactMap { $0 }
            return CELOutline(unknown(.unknown(names), ahead: parts, of: comprehension.variables))
        }
        let walk = try walk(over: operand, comprehension.operand.range)
        switch comprehension.kind {
        case .all: return CELOutline(try quantified(comprehension, walk, decidedBy: false))
        case .exists: return CELOutline(try quantified(comprehension, walk, decidedBy: true))
        case .existsOne: return CELOutline(try existsOne(comprehension, walk))
        case .map, .filter, .transformList: return try list(comprehension, walk, at: range)
        case .transformMap, .transformMapEntry: return try map(comprehension, walk, at: range)
        case .sortBy: return try sorted(comprehension, walk, at: range)
        }
    }

    /// Something unknown, with what the parts need that would be evaluated with variables of it.
    mutating func unknown(_ part: Part, ahead parts: [CELExpression], of variables: [String]) -> Part {
        guard activation.looksAhead, case .unknown(var names) = part else { return part }
        locals += variables.map { Local(name: $0, element: .init(CELOutline(part))) }
        for expression in parts { names.formUnion(ahead(expression)) }
        locals.removeLast(variables.count)
        return .unknown(names)
    }

    private mutating func walk(over operand: CELOutline, _ range: Range<Int>) throws(CELProblem) -> Walk {
        switch operand {
        case .list(let elements): return .list(elements)
        case .map(let entries): return .map(entries)
        case .value(let value): return try walk(over: value, range)
        case .unknown: preconditionFailure("nobody walks over what is not known")
        }
    }

    private mutating func walk(over value: CELValue, _ range: Range<Int>) throws(CELProblem) -> Walk {
        switch value {
        case .list(let list): return .list(list.elements.map { CELOutline.Element(.value($0)) })
        case .map(let map):
            return .map(map.entries.map { CELOutline.Entry(key: $0.key, CELOutline.Element(.value($0.value))) })
        case .object(let object): return .object(object, names: activation.attributeNames(object), range)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .optional, .type, .address, .addressRange:
            let message = "expected a list or map to walk over, not a value of type \(value.typeName)"
            throw CELProblem(.wrongType, message, at: range)
        }
    }

    /// What a second variable stands for, which for an object has to be looked up.
    private mutating func value(_ walk: Walk, at position: Int) throws(CELProblem) -> CELOutline.Element {
        switch walk {
        case .list(let elements): return elements[position]
        case .map(let entries): return entries[position].element
        case .object(let object, let names, let range):
            guard let lookup = activation.attribute(object, names[position]) else {
                return .init(.value(.null))
            }
            return .init(try outline(lookup, at: range))
        }
    }

    private mutating func bound<Result>(
        _ walk: Walk,
        _ position: Int,
        _ variables: [String],
        _ body: (inout Evaluator) throws(CELProblem) -> Result
    ) throws(CELProblem) -> Result {
        guard variables.count > 1 else {
            return try with(variables[0], walk.single(at: position), body)
        }
        let value = try value(walk, at: position)
        return try with(variables[0], .init(.value(walk.key(at: position)))) { evaluator throws(CELProblem) in
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

    private typealias Bodies = (parts: [(position: Int, body: CELOutline.Element)], unknown: Set<String>)

    /// Every body whose filter holds, and what has to be known to tell whether one does.
    private mutating func bodies(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> Bodies {
        var parts: [(position: Int, body: CELOutline.Element)] = []
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
                try evaluator.element(comprehension.body)
            }
            size = size.addingClamped(body.outline.size)
            try located(range) { evaluator throws(CELFailure) in try evaluator.budget.check(size: size) }
            parts.append((position, body))
        }
        return (parts, unknown)
    }

    /// What is known of bodies that decide on the shape of what is made of them.
    private mutating func decided(_ bodies: Bodies) -> (values: [(position: Int, body: CELValue)], Set<String>) {
        var values: [(position: Int, body: CELValue)] = []
        var unknown = bodies.unknown
        for (position, body) in bodies.parts {
            let (part, isSensitive) = opened(body).whole
            mark(isSensitive)
            switch part {
            case .value(let value): values.append((position, value))
            case .unknown(let names): unknown.formUnion(names)
            }
        }
        return (values, unknown)
    }

    private mutating func list(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let bodies = try bodies(comprehension, walk, at: range)
        guard comprehension.kind == .filter else {
            return try list(bodies.parts.map(\.body), bodies.unknown, at: range)
        }
        let (values, unknown) = decided(bodies)
        var elements: [CELOutline.Element] = []
        for (position, body) in values {
            guard case .bool(let holds) = body else {
                let message = "expected a condition of type bool, not \(body.typeName)"
                throw CELProblem(.wrongType, message, at: comprehension.body.range)
            }
            if holds {
                elements.append(walk.single(at: position))
            }
        }
        return try list(elements, unknown, at: range)
    }

    private mutating func map(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let bodies = try bodies(comprehension, walk, at: range)
        guard comprehension.kind == .transformMapEntry else {
            let entries = bodies.parts.map { CELOutline.Entry(key: walk.key(at: $0.position), $0.body) }
            return try map(entries, bodies.unknown, at: range)
        }
        var entries: [CELOutline.Entry] = []
        var unknown = bodies.unknown
        for (_, body) in bodies.parts {
            switch body.outline {
            case .unknown(let names):
                mark(body.isSensitive)
                unknown.formUnion(names)
            case .map(let parts):
                entries += parts.map { CELOutline.Entry(key: $0.key, $0.element.marked(body.isSensitive)) }
            case .value(.map(let map)):
                entries += map.entries.map { entry in
                    CELOutline.Entry(key: entry.key, .init(.value(entry.value), isSensitive: body.isSensitive))
                }
            case .value, .list:
                let found = if case .value(let value) = body.outline { value.typeName } else { "list" }
                let message = "'transformMapEntry' expects an expression that gives a map, not \(found)"
                throw CELProblem(.wrongType, message, at: comprehension.body.range)
            }
        }
        return try map(entries, unknown, at: range)
    }

    private mutating func sorted(
        _ comprehension: CELNode.Comprehension,
        _ walk: Walk,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let (values, unknown) = decided(try bodies(comprehension, walk, at: range))
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        let order = try located(range) { evaluator throws(CELFailure) in
            try evaluator.budget.order(of: values.map(\.body))
        }
        return try list(order.map { walk.single(at: values[$0].position) }, [], at: range)
    }
}
