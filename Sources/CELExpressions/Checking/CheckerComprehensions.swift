/// Macros that walk over a list or map.
extension Checker {
    mutating func comprehensionType(_ comprehension: CELNode.Comprehension) -> CELType {
        let operand = type(of: comprehension.operand)
        let (key, value, single) = elements(of: operand, at: comprehension.operand.range)
        let types = comprehension.variables.count > 1 ? [key, value] : [single]
        let variables = zip(comprehension.variables, types).map { (name: $0, type: $1) }
        return with(variables) { checker in
            if let filter = comprehension.filter {
                checker.expect(.bool, filter, "expected a condition of type bool")
            }
            return checker.bodyType(comprehension, key: key, single: single)
        }
    }

    /// What the variables of a walk stand for.
    private mutating func elements(
        of operand: CELType,
        at range: Range<Int>
    ) -> (key: CELType, value: CELType, single: CELType) {
        switch operand {
        case .dyn, .parameter: return (.dyn, .dyn, .dyn)
        case .failed: return (.failed, .failed, .failed)
        case .list(let element): return (.int, element, element)
        case .map(let key, let value): return (key, value, key)
        case .object: return (.string, .dyn, .string)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange, .optional:
            let message = "expected a list or map to walk over, not \(operand)"
            let failed = report(CELProblem(.wrongType, message, at: range))
            return (failed, failed, failed)
        }
    }

    private mutating func bodyType(
        _ comprehension: CELNode.Comprehension,
        key: CELType,
        single: CELType
    ) -> CELType {
        let body = comprehension.body
        switch comprehension.kind {
        case .all, .exists, .existsOne:
            expect(.bool, body, "expected a condition of type bool")
            return .bool
        case .filter:
            expect(.bool, body, "expected a condition of type bool")
            return .list(single)
        case .map, .transformList:
            return .list(type(of: body))
        case .transformMap:
            return .map(key, type(of: body))
        case .sortBy:
            _ = type(of: body)
            return .list(single)
        case .transformMapEntry:
            let found = type(of: body)
            guard !found.isOpen else {
                return .map(.dyn, .dyn)
            }
            guard case .map = found else {
                let message = "'transformMapEntry' expects an expression that gives a map, not \(found)"
                return report(CELProblem(.wrongType, message, at: body.range))
            }
            return found
        }
    }
}
