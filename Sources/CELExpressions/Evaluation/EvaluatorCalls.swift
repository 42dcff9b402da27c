/// What needs all of its operands: operators, functions, lists and maps.
extension Evaluator {
    /// Operands that are all known, or what they wait for.
    enum Operands {
        case values([CELValue])
        case waiting(Set<String>)

        var unknown: Part {
            switch self {
            case .values: .unknown([])
            case .waiting(let names): .unknown(names)
            }
        }
    }

    /// Evaluates all of them: a failure in one is certain even while another is unknown.
    mutating func strict(_ expressions: [CELExpression]) throws(CELProblem) -> Operands {
        var values: [CELValue] = []
        values.reserveCapacity(expressions.count)
        var unknown: Set<String> = []
        for expression in expressions {
            switch try evaluate(expression) {
            case .value(let value): values.append(value)
            case .unknown(let names): unknown.formUnion(names)
            }
        }
        return unknown.isEmpty ? .values(values) : .waiting(unknown)
    }

    mutating func negative(_ operand: CELExpression, at range: Range<Int>) throws(CELProblem) -> Part {
        switch try evaluate(operand) {
        case .unknown(let names): return .unknown(names)
        case .value(let value):
            return .value(try located(range) { _ throws(CELFailure) in try Arithmetic.negative(value) })
        }
    }

    mutating func binary(
        _ binary: BinaryOperator,
        _ left: CELExpression,
        _ right: CELExpression,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let first = try evaluate(left)
        let second = try evaluate(right)
        switch (first, second) {
        case (.value(let left), .value(let right)):
            if binary == .contained, case .object(let object) = right {
                return try contains(left, in: object, at: range)
            }
            return .value(
                try located(range) { evaluator throws(CELFailure) in
                    try Arithmetic.result(binary, left, right, &evaluator.budget)
                }
            )
        case (.unknown(let left), .unknown(let right)): return .unknown(left.union(right))
        case (.unknown(let names), _), (_, .unknown(let names)): return .unknown(names)
        }
    }

    private mutating func contains(
        _ key: CELValue,
        in object: CELObject,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        guard case .string(let name) = key else {
            throw CELProblem(.wrongType, "an attribute is named by a string, not \(key.typeName)", at: range)
        }
        return .value(.bool(has(name, object)))
    }

    mutating func list(_ elements: [CELNode.ListElement], at range: Range<Int>) throws(CELProblem) -> Part {
        var values: [CELValue] = []
        values.reserveCapacity(elements.count)
        var unknown: Set<String> = []
        for element in elements {
            switch try evaluate(element.value) {
            case .unknown(let names): unknown.formUnion(names)
            case .value(let value):
                if let kept = try kept(value, element.isOptional, at: element.value.range) {
                    values.append(kept)
                }
            }
        }
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.list(values) })
    }

    mutating func map(_ entries: [CELNode.MapEntry], at range: Range<Int>) throws(CELProblem) -> Part {
        var kept: [CELMap.Entry] = []
        kept.reserveCapacity(entries.count)
        var unknown: Set<String> = []
        for entry in entries {
            let operands = try strict([entry.key, entry.value])
            switch operands {
            case .waiting(let names): unknown.formUnion(names)
            case .values(let values):
                if let value = try self.kept(values[1], entry.isOptional, at: entry.value.range) {
                    kept.append(CELMap.Entry(key: values[0], value: value))
                }
            }
        }
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.map(kept) })
    }

    /// What `?` before an element leaves of it.
    private func kept(_ value: CELValue, _ isOptional: Bool, at range: Range<Int>) throws(CELProblem) -> CELValue? {
        guard isOptional else {
            return value
        }
        guard case .optional(let inner) = value else {
            throw CELProblem(.wrongType, "expected an optional after '?', not \(value.typeName)", at: range)
        }
        return inner
    }

    mutating func call(_ call: CELNode.Call, at range: Range<Int>) throws(CELProblem) -> Part {
        if let qualified = call.qualifiedName, let root = call.target?.node.name, local(root) == nil {
            if let function = activation.functions[qualified] {
                return try host(function, call.arguments, at: range)
            }
            if let overloads = StandardLibrary.overloads[qualified] {
                return try standard(overloads, isMember: false, call.arguments, qualified, at: range)
            }
        }
        guard let target = call.target else {
            if let function = activation.functions[call.function] {
                return try host(function, call.arguments, at: range)
            }
            guard let overloads = StandardLibrary.overloads[call.function] else {
                throw .unknownFunction(call, candidates: activation.functions.names)
            }
            return try standard(overloads, isMember: false, call.arguments, call.function, at: range)
        }
        guard let overloads = StandardLibrary.overloads[call.function] else {
            throw .unknownFunction(call, candidates: activation.functions.names)
        }
        return try standard(overloads, isMember: true, [target] + call.arguments, call.function, at: range)
    }

    private mutating func standard(
        _ overloads: [Overload],
        isMember: Bool,
        _ arguments: [CELExpression],
        _ name: String,
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        let operands = try strict(arguments)
        guard case .values(let values) = operands else {
            return operands.unknown
        }
        if name == "size", values.count == 1, case .object(let object) = values[0] {
            return .value(.int(Int64(activation.attributeNames(object).count)))
        }
        for overload in overloads where overload.isMember == isMember && overload.accepts(values) {
            return .value(
                try located(range) { evaluator throws(CELFailure) in try overload.body(values, &evaluator.budget) }
            )
        }
        throw .noOverload(name, isMember: isMember, of: overloads, for: values.map(\.typeName), at: range)
    }

    /// What is known of an argument while another one, or a part of it, is not.
    private mutating func foreseen(_ argument: CELExpression) -> CELValue? {
        guard case .map(let entries) = argument.node else {
            guard case .value(let value)? = try? evaluate(argument) else { return nil }
            return value
        }
        let known = entries.compactMap { entry -> (key: CELValue, value: CELValue)? in
            guard let key = foreseen(entry.key), let value = foreseen(entry.value) else { return nil }
            return (key, value)
        }
        return CELMap(pairs: known).map { .map($0) }
    }

    private mutating func host(
        _ function: CELFunction,
        _ arguments: [CELExpression],
        at range: Range<Int>
    ) throws(CELProblem) -> Part {
        mark(function.makesSensitive)
        let operands = try strict(arguments)
        guard case .values(var values) = operands else {
            if activation.looksAhead { activation.called(function.name, arguments.map { foreseen($0) }) }
            return operands.unknown
        }
        if activation.looksAhead { activation.called(function.name, values) }
        var unknown: Set<String> = []
        for index in values.indices where values[index].hasObjects {
            switch try part(activation.expanding(values[index]), at: arguments[index].range) {
            case .value(let whole): values[index] = whole
            case .unknown(let names): unknown.formUnion(names)
            }
        }
        guard unknown.isEmpty else {
            return .unknown(unknown)
        }
        let isAccepted = function.signatures.contains { signature in
            signature.parameters.count == values.count
                && zip(signature.parameters, values).allSatisfy { $0.accepts($1) }
        }
        guard isAccepted else {
            throw .noSignature(function, for: values.map(\.typeName), at: range)
        }
        let lookup = function.call(values)
        if case .value(let value, _) = lookup {
            try located(range) { evaluator throws(CELFailure) in try evaluator.budget.prepare(bytes: value.size) }
        }
        return try part(lookup, at: range)
    }
}
