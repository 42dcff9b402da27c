/// Names, attributes and elements.
extension Evaluator {
    mutating func named(_ name: String, at range: Range<Int>) throws(CELProblem) -> CELOutline {
        if let local = local(name) {
            return opened(local)
        }
        return try global(name, at: range)
    }

    /// What a name from outside of the expression stands for.
    mutating func global(_ name: String, at range: Range<Int>) throws(CELProblem) -> CELOutline {
        if let lookup = activation.lookup(name) {
            return try outline(lookup, at: range)
        }
        if CELValue.typeNames.contains(name) {
            return .value(.type(name))
        }
        var problem = CELProblem(.unknownName, "'\(name)' is not a name that is known here", at: range)
        problem.subject = name
        problem.candidates = activation.names() + locals.map(\.name)
        throw problem
    }

    func local(_ name: String) -> CELOutline.Element? {
        var position = locals.count
        while position > 0 {
            position -= 1
            if locals[position].name == name {
                return locals[position].element
            }
        }
        return nil
    }

    mutating func attribute(
        _ attribute: CELNode.Attribute,
        in expression: CELExpression
    ) throws(CELProblem) -> CELOutline {
        if let qualified = expression.dottedName(among: activation.qualifiedNames, isHidden: { local($0) != nil }) {
            return try global(qualified, at: expression.range)
        }
        let operand = try outline(attribute.operand)
        if let part = try part(of: operand, .string(attribute.name), isOptional: attribute.isOptional) { return part }
        switch try collapsed(operand) {
        case .unknown(let names): return .unknown(names)
        case .value(let operand):
            return try member(attribute, of: operand, isOptional: attribute.isOptional)
        }
    }

    /// What is under a key of a list or map that is known part by part; nil where it has to be looked for in the whole.
    private mutating func part(
        of operand: CELOutline,
        _ key: CELValue,
        isOptional: Bool
    ) throws(CELProblem) -> CELOutline? {
        switch operand {
        case .value, .unknown: return nil
        case .list, .map:
            guard !isOptional, let element = CELOutline.Element(operand)[key] else { return nil }
            return opened(element)
        }
    }

    private mutating func collapsed(_ outline: CELOutline) throws(CELProblem) -> Part {
        let (part, isSensitive) = outline.whole
        mark(isSensitive)
        return part
    }

    /// An attribute of a value, an optional when the value is one.
    private mutating func member(
        _ attribute: CELNode.Attribute,
        of operand: CELValue,
        isOptional: Bool
    ) throws(CELProblem) -> CELOutline {
        let range = attribute.nameRange
        try located(range) { evaluator throws(CELFailure) in
            try evaluator.budget.spend(size: attribute.name.utf8.count)
        }
        switch operand {
        case .map(let map):
            guard let value = map[.string(attribute.name)] else {
                return try absent(isOptional, at: range) {
                    noSuchKey(.string(attribute.name), in: map, at: range)
                }
            }
            return try present(value, isOptional, at: range)
        case .object(let object):
            guard let lookup = activation.attribute(object, attribute.name) else {
                return try absent(isOptional, at: range) { noAttribute(attribute.name, in: object, at: range) }
            }
            if isOptional, lookup.isNoValue { return .value(.optional(nil)) }
            guard isOptional else { return try outline(lookup, at: range) }
            switch try part(lookup, at: range) {
            case .unknown(let names): return .unknown(names)
            case .value(let value): return try present(value, isOptional, at: range)
            }
        case .optional(let inner):
            guard let inner else {
                return .value(operand)
            }
            return try member(attribute, of: inner, isOptional: true)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .type, .address, .addressRange:
            let message = "a value of type \(operand.typeName) has no attribute '\(attribute.name)'"
            throw CELProblem(.wrongType, message, at: range)
        }
    }

    private mutating func present(
        _ value: CELValue,
        _ isOptional: Bool,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        guard isOptional else {
            return .value(value)
        }
        return .value(try located(range) { evaluator throws(CELFailure) in try evaluator.budget.optional(value) })
    }

    private func absent(
        _ isOptional: Bool,
        at range: Range<Int>,
        _ problem: () -> CELProblem
    ) throws(CELProblem) -> CELOutline {
        guard isOptional else {
            throw problem()
        }
        return .value(.optional(nil))
    }

    private func noSuchKey(_ key: CELValue, in map: CELMap, at range: Range<Int>) -> CELProblem {
        var problem = CELProblem(.noSuchKey, "the map has no key \(key.quotedText)", at: range)
        if case .string(let name) = key, !isSensitive {
            problem.subject = name
            problem.candidates = map.entries.prefix(1_000).compactMap(\.key.plainText)
        }
        return problem
    }

    private func noAttribute(_ name: String, in object: CELObject, at range: Range<Int>) -> CELProblem {
        var problem = CELProblem(.unknownAttribute, "'\(object.id)' has no attribute '\(name)'", at: range)
        problem.subject = name
        problem.candidates = activation.attributeNames(object)
        return problem
    }

    /// `has(a.b)`: whether the attribute is there; the value of `a` has to exist.
    mutating func presence(_ attribute: CELNode.Attribute) throws(CELProblem) -> Part {
        let part = try evaluate(attribute.operand)
        guard case .value(var operand) = part else {
            return part
        }
        while case .optional(let inner) = operand {
            guard let inner else {
                return .value(.bool(false))
            }
            operand = inner
        }
        switch operand {
        case .map(let map): return .value(.bool(map[.string(attribute.name)] != nil))
        case .object(let object): return .value(.bool(has(attribute.name, object)))
        case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .optional, .type, .address, .addressRange:
            let message = "a value of type \(operand.typeName) has no attributes to look for"
            throw CELProblem(.wrongType, message, at: attribute.operand.range)
        }
    }

    mutating func element(
        of operand: CELExpression,
        _ index: CELExpression,
        isOptional: Bool,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        let operand = try outline(operand)
        let key = try evaluate(index)
        if case .value(let key) = key, let part = try part(of: operand, key, isOptional: isOptional) { return part }
        switch (try collapsed(operand), key) {
        case (.value(let value), .value(let key)):
            return try element(of: value, key, isOptional: isOptional, at: index.range)
        case (.unknown(let names), .unknown(let more)): return .unknown(names.union(more))
        case (.unknown(let names), .value), (.value, .unknown(let names)): return .unknown(names)
        }
    }

    private mutating func element(
        of operand: CELValue,
        _ index: CELValue,
        isOptional: Bool,
        at range: Range<Int>
    ) throws(CELProblem) -> CELOutline {
        try located(range) { evaluator throws(CELFailure) in try evaluator.budget.spend(size: index.size) }
        switch operand {
        case .list(let list):
            guard let position = index.position else {
                throw CELProblem(.wrongType, "an index of a list is an int, not \(index.typeName)", at: range)
            }
            guard list.elements.indices.contains(position) else {
                return try absent(isOptional, at: range) {
                    let count = list.elements.count
                    let message = "the index \(position) is outside of a list of \(count) elements"
                    return CELProblem(.outOfRange, message, at: range)
                }
            }
            return try present(list.elements[position], isOptional, at: range)
        case .map(let map):
            guard let value = map[index] else {
                return try absent(isOptional, at: range) { noSuchKey(index, in: map, at: range) }
            }
            return try present(value, isOptional, at: range)
        case .object(let object):
            guard case .string(let name) = index else {
                let message = "an attribute of '\(object.id)' is named by a string, not \(index.typeName)"
                throw CELProblem(.wrongType, message, at: range)
            }
            let source = CELExpression(node: .literal(operand), range: range, height: 1)
            let attribute = CELNode.Attribute(operand: source, name: name, nameRange: range, isOptional: isOptional)
            return try member(attribute, of: operand, isOptional: isOptional)
        case .optional(let inner):
            guard let inner else {
                return .value(operand)
            }
            return try element(of: inner, index, isOptional: true, at: range)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange:
            throw CELProblem(.wrongType, "a value of type \(operand.typeName) has no elements", at: range)
        }
    }
}

extension CELValue {
    /// The value as an index of a list, when it is a whole number.
    fileprivate var position: Int? {
        switch self {
        case .int(let value): Int(value)
        case .uint(let value): Int(exactly: value) ?? .max
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
}
