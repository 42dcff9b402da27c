/// The operators on values.
enum Arithmetic {
    static func result(
        _ binary: BinaryOperator,
        _ left: CELValue,
        _ right: CELValue,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        switch binary {
        case .equal: return .bool(try budget.isEqual(left, right))
        case .notEqual: return .bool(try !budget.isEqual(left, right))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return try comparison(binary, left, right)
        case .contained: return try contained(left, right, &budget)
        case .add, .subtract, .multiply, .divide, .remainder: break
        }
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(try integer(binary, left, right))
        case (.uint(let left), .uint(let right)): return .uint(try integer(binary, left, right))
        case (.double(let left), .double(let right)): return .double(try floating(binary, left, right))
        default:
            guard binary == .add, let sum = try joined(left, right, &budget) else {
                throw noOverload(binary, left, right)
            }
            return sum
        }
    }

    static func negative(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .int(.min): throw CELFailure(.overflow, "the result of '-' does not fit an int")
        case .int(let value): return .int(-value)
        case .double(let value): return .double(-value)
        default: throw CELFailure(.wrongType, "'-' expects an int or double, not \(value.typeName)")
        }
    }

    private static func integer<Number: FixedWidthInteger>(
        _ binary: BinaryOperator,
        _ left: Number,
        _ right: Number
    ) throws(CELFailure) -> Number {
        let (result, overflow): (Number, Bool)
        switch binary {
        case .add: (result, overflow) = left.addingReportingOverflow(right)
        case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
        case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
        default:
            guard right != 0 else {
                throw CELFailure(.divisionByZero, "division by zero")
            }
            (result, overflow) =
                binary == .divide
                ? left.dividedReportingOverflow(by: right)
                : left.remainderReportingOverflow(dividingBy: right)
        }
        guard !overflow else {
            let type = Number.isSigned ? "an int" : "a uint"
            throw CELFailure(.overflow, "the result of '\(binary.rawValue)' does not fit \(type)")
        }
        return result
    }

    private static func floating(
        _ binary: BinaryOperator,
        _ left: Double,
        _ right: Double
    ) throws(CELFailure) -> Double {
        switch binary {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide: return left / right
        default: throw noOverload(binary, .double(left), .double(right))
        }
    }

    private static func joined(
        _ left: CELValue,
        _ right: CELValue,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue? {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            try budget.prepare(bytes: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)):
            try budget.prepare(bytes: left.count + right.count)
            return .bytes(left + right)
        case (.list(let left), .list(let right)):
            try budget.check(size: left.size.addingClamped(right.size))
            return try budget.list(left.elements + right.elements)
        default:
            return nil
        }
    }

    private static func comparison(
        _ binary: BinaryOperator,
        _ left: CELValue,
        _ right: CELValue
    ) throws(CELFailure) -> CELValue {
        guard let order = left.order(to: right) else {
            throw noOverload(binary, left, right)
        }
        let isTrue =
            switch binary {
            case .less: order == .before
            case .lessOrEqual: order == .before || order == .same
            case .greater: order == .after
            default: order == .after || order == .same
            }
        return .bool(isTrue)
    }

    private static func contained(
        _ element: CELValue,
        _ container: CELValue,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        switch container {
        case .list(let list): return .bool(try budget.contains(element, in: list.elements))
        case .map(let map):
            try budget.spend(size: element.size)
            return .bool(map[element] != nil)
        default: throw noOverload(.contained, element, container)
        }
    }

    private static func noOverload(_ binary: BinaryOperator, _ left: CELValue, _ right: CELValue) -> CELFailure {
        CELFailure(.wrongType, "'\(binary.rawValue)' cannot be used on \(left.typeName) and \(right.typeName)")
    }
}
