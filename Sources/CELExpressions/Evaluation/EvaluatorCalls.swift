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
    ) throws(CELProblem) -> CELOutline {
        let first = try outline(left)
        let second = try outline(right)
        if binary == .add, let both = first.followed(by: second) {
            try check(both, at: range)
            return both
        }
        let operands = (first.whole, second.whole)
        mark(operands.0.isSensitive || operands.1.isSensitive)
        switch (operands.0.part, operands.1.part) {
        case (.value(let left), .value(let right)):
            if binary == .contained, case .object(let object) = right {
                return CELOutline(try contains(left, in: object, at: range))
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

    mutating func list(_ elements: [CELNode.ListElement], at range: Range<Int>) throws(CELProblem) -> CELOutline {
        var parts: [CELOutline.Element] = []
        parts.reserveCapacity(elements.count)
        var unknown: Set<String> = []
        for element in elements {
            guard element.isOptional else {
                parts.append(try self.element(element.value))
                continue
            }
            switch try evaluate(element.value) {
            case .unknown(let names): unknown.formUnion(names)
            case .value(let value):
                if let kept = try kept(value, at: element.value.range) { parts.append(.init(.value(kept))) }
            }
        }
        return try list(parts, unknown, at: range)
    }

    /// A list of parts; unknown as a whole where something decides on how many there are.
    mutating func list(
        _ parts: [CELOutline.Element],
        _ unknown: Set<String>,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let list = CELOutline.joined(parts)
        guard unknown.isEmpty else {
            let (whole, isSensitive) = list.whole
            mark(isSensitive)
            guard case .unknown(let names) = whole else { return .unknown(unknown) }
            return .unknown(unknown.union(names))
        }
        guard case .value(.list(let values)) = list else {
            try located(range) { evaluator throws(CELFailure) in
                try evaluator.budget.spend(1 + parts.count / 2)
            }
            try check(list, at: range)
            return list
        }
        return .value(
            try located(range) { evaluator throws(CELFailure) in try evaluator.budget.list(values.elements) }
        )
    }

    mutating func map(_ entries: [CELNode.MapEntry], at range: Range<Int>) throws(CELProblem) -> CELOutline {
        var parts: [CELOutline.Entry] = []
        parts.reserveCapacity(entries.count)
        var unknown: Set<String> = []
        for entry in entries {
            let key = try evaluate(entry.key)
            var part: CELOutline.Element?
            if entry.isOptional {
                switch try evaluate(entry.value) {
                case .unknown(let names): unknown.formUnion(names)
                case .value(let value): part = try kept(value, at: entry.value.range).map { .init(.value($0)) }
                }
            } else {
                part = try element(entry.value)
            }
            switch key {
            case .unknown(let names):
                unknown.formUnion(names)
                guard let part else { continue }
                let (whole, isSensitive) = part.outline.whole
                mark(isSensitive || part.isSensitive)
                if case .unknown(let names) = whole { unknown.formUnion(names) }
            case .value(let key):
                if let part { parts.append(CELOutline.Entry(key: key, part)) }
            }
        }
        return try map(parts, unknown, at: range)
    }

    /// A map of parts; unknown as a whole where something decides on what its keys are.
    mutating func map(
        _ parts: [CELOutline.Entry],
        _ unknown: Set<String>,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let isWhole = unknown.isEmpty && parts.allSatisfy(\.element.isPlain)
        // Also where values are not known, keys have to be right.
        let values = parts.map { part -> CELMap.Entry in
            guard isWhole, case .value(let value) = part.element.outline else {
                return CELMap.Entry(key: part.key, value: .null)
            }
            return CELMap.Entry(key: part.key, value: value)
        }
        let map = try located(range) { evaluator throws(CELFailure) in try evaluator.budget.map(values) }
        guard !isWhole else { return .value(map) }
        let outline = CELOutline.map(parts)
        guard unknown.isEmpty else {
            let (whole, isSensitive) = outline.whole
            mark(isSensitive)
            guard case .unknown(let names) = whole else { return .unknown(unknown) }
            return .unknown(unknown.union(names))
        }
        try check(outline, at: range)
        return outline
    }

    /// What `?` before an element leaves of it.
    private func kept(_ value: CELValue, at range: Range<Int>) throws(CELProblem) -> CELValue? {
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

extension CELOutline {
    /// The elements of two lists of which not all is known; `nil` for anything else.
    fileprivate func followed(by other: CELOutline) -> CELOutline? {
        switch (self, other) {
        case (.list(let first), .list(let second)): .list(first + second)
        case (.list(let first), .value(.list(let second))): .list(first + second.elements.map { Element(.value($0)) })
        case (.value(.list(let first)), .list(let second)): .list(first.elements.map { Element(.value($0)) } + second)
        case (.value, _), (.unknown, _), (.list, _), (.map, _): nil
        }
    }
}
