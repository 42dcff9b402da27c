/// Walks a syntax tree with types at hand; what failed once is `failed` and causes no further problem.
struct Checker {
    let environment: CELEnvironment
    private(set) var problems: [CELProblem] = []
    private(set) var readsFailed = false
    private(set) var locals: [(name: String, type: CELType)] = []

    init(_ environment: CELEnvironment) {
        self.environment = environment
    }

    mutating func type(of expression: CELExpression) -> CELType {
        switch expression.node {
        case .literal(let value): return literalType(value)
        case .name(let name): return local(name) ?? globalType(name, at: expression.range)
        case .outerName(let name): return globalType(name, at: expression.range)
        case .attribute(let attribute):
            let names = environment.qualifiedNames
            guard let name = expression.dottedName(among: names, isHidden: { local($0) != nil }) else {
                return attributeType(attribute)
            }
            return globalType(name, at: expression.range)
        case .presence(let attribute): return presenceType(attribute)
        case .element(let operand, let index, let isOptional):
            return elementType(of: operand, index, isOptional: isOptional)
        case .call(let call): return callType(call, at: expression.range)
        case .list(let elements): return listType(elements)
        case .map(let entries): return mapType(entries)
        case .not(let operand):
            expect(.bool, operand, "'!' expects a bool")
            return .bool
        case .negative(let operand): return negativeType(operand, at: expression.range)
        case .binary(let binary, let left, let right): return binaryType(binary, left, right, at: expression.range)
        case .and(let left, let right):
            expect(.bool, left, "'&&' expects a bool on both sides")
            expect(.bool, right, "'&&' expects a bool on both sides")
            return .bool
        case .or(let left, let right):
            expect(.bool, left, "'||' expects a bool on both sides")
            expect(.bool, right, "'||' expects a bool on both sides")
            return .bool
        case .conditional(let condition, let then, let otherwise):
            expect(.bool, condition, "'?' expects a bool before it")
            return type(of: then).joined(type(of: otherwise))
        case .comprehension(let comprehension): return comprehensionType(comprehension)
        case .binding(let name, let value, let body):
            let type = type(of: value)
            return with([(name, type)]) { $0.type(of: body) }
        case .optionalMap(let operand, let name, let body, let isFlat):
            return optionalMapType(operand, name, body, isFlat: isFlat)
        }
    }

    /// Takes over what the host knows of a name or an attribute.
    mutating func known(_ type: CELType) -> CELType {
        if type == .failed { readsFailed = true }
        return type
    }

    mutating func report(_ problem: CELProblem) -> CELType {
        problems.append(problem)
        return .failed
    }

    /// Reports unless the expression may be of the type.
    mutating func expect(_ wanted: CELType, _ expression: CELExpression, _ expectation: String) {
        let found = type(of: expression)
        if !found.isOpen, found != wanted {
            _ = report(CELProblem(.wrongType, "\(expectation), not \(found)", at: expression.range))
        }
    }

    mutating func with<Result>(
        _ variables: [(name: String, type: CELType)],
        _ body: (inout Checker) -> Result
    ) -> Result {
        locals.append(contentsOf: variables)
        defer { locals.removeLast(variables.count) }
        return body(&self)
    }

    func local(_ name: String) -> CELType? {
        locals.last { $0.name == name }?.type
    }

    private func literalType(_ value: CELValue) -> CELType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list, .map, .optional, .type, .address, .addressRange, .object: .dyn
        }
    }

    private mutating func listType(_ elements: [CELNode.ListElement]) -> CELType {
        var joined: CELType?
        for element in elements {
            let found = kept(type(of: element.value), element.isOptional, at: element.value.range)
            joined = joined?.joinedElement(found) ?? found
        }
        return .list(joined ?? .dyn)
    }

    private mutating func mapType(_ entries: [CELNode.MapEntry]) -> CELType {
        var keys: CELType?
        var values: CELType?
        for entry in entries {
            let key = type(of: entry.key)
            if !key.isMapKey {
                let message = "a key is a string, int, uint or bool, not \(key)"
                _ = report(CELProblem(.wrongType, message, at: entry.key.range))
            }
            let value = kept(type(of: entry.value), entry.isOptional, at: entry.value.range)
            keys = keys?.joinedElement(key) ?? key
            values = values?.joinedElement(value) ?? value
        }
        return .map(keys ?? .dyn, values ?? .dyn)
    }

    /// The type of what `?` before an element leaves.
    private mutating func kept(_ type: CELType, _ isOptional: Bool, at range: Range<Int>) -> CELType {
        guard isOptional, !type.isOpen else {
            return type
        }
        guard case .optional(let inner) = type else {
            return report(CELProblem(.wrongType, "expected an optional after '?', not \(type)", at: range))
        }
        return inner
    }

    private mutating func optionalMapType(
        _ operand: CELExpression,
        _ name: String,
        _ body: CELExpression,
        isFlat: Bool
    ) -> CELType {
        let found = type(of: operand)
        var inner = CELType.dyn
        if case .optional(let wrapped) = found {
            inner = wrapped
        } else if !found.isOpen {
            inner = report(CELProblem(.wrongType, "expected an optional, not \(found)", at: operand.range))
        }
        let result = with([(name, inner)]) { $0.type(of: body) }
        guard isFlat else {
            return .optional(result)
        }
        if case .optional = result {
            return result
        }
        if result.isOpen {
            return .optional(.dyn)
        }
        let message = "'optFlatMap' expects an expression that gives an optional, not \(result)"
        return report(CELProblem(.wrongType, message, at: body.range))
    }
}

extension CELType {
    /// The type of an element of either kind; a failed element does not make its container fail.
    fileprivate func joinedElement(_ other: CELType) -> CELType {
        let joined = joined(other)
        return joined == .failed ? .dyn : joined
    }

    fileprivate var isMapKey: Bool {
        switch self {
        case .bool, .int, .uint, .string: true
        default: isOpen
        }
    }
}
