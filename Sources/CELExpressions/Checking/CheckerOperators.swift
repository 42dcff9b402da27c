/// Operators and functions.
extension Checker {
    mutating func negativeType(_ operand: CELExpression, at range: Range<Int>) -> CELType {
        let found = type(of: operand)
        guard found.isOpen || found == .int || found == .double else {
            return report(CELProblem(.wrongType, "'-' expects an int or double, not \(found)", at: range))
        }
        return found
    }

    mutating func binaryType(
        _ binary: BinaryOperator,
        _ left: CELExpression,
        _ right: CELExpression,
        at range: Range<Int>
    ) -> CELType {
        let first = type(of: left)
        let second = type(of: right)
        guard first != .failed, second != .failed else {
            return binary.isCondition ? .bool : .failed
        }
        guard let result = result(of: binary, first, second) else {
            return report(mismatch(binary, first, second, at: range))
        }
        return result
    }

    private func result(of binary: BinaryOperator, _ left: CELType, _ right: CELType) -> CELType? {
        switch binary {
        case .equal, .notEqual: left.mayEqual(right) ? .bool : nil
        case .less, .lessOrEqual, .greater, .greaterOrEqual: Self.areOrdered(left, right) ? .bool : nil
        case .contained: Self.mayContain(right, left) ? .bool : nil
        case .add: Self.sum(left, right)
        case .subtract, .multiply, .divide: Self.arithmetic(left, right) { $0.isNumber }
        case .remainder: Self.arithmetic(left, right) { $0 == .int || $0 == .uint }
        }
    }

    /// Types that have an order, with themselves and, for numbers, with each other.
    private static func areOrdered(_ left: CELType, _ right: CELType) -> Bool {
        func hasOrder(_ type: CELType) -> Bool {
            switch type {
            case .bool, .string, .bytes: true
            default: type.isNumber || type.isOpen
            }
        }
        guard hasOrder(left), hasOrder(right) else {
            return false
        }
        return left.isOpen || right.isOpen || left == right || left.isNumber && right.isNumber
    }

    private static func mayContain(_ container: CELType, _ element: CELType) -> Bool {
        switch container {
        case .list(let elements): elements.mayEqual(element) || elements.isNumber && element.isNumber
        case .map(let keys, _): keys.mayEqual(element) || keys.isNumber && element.isNumber
        case .object: element.mayEqual(.string)
        default: container.isOpen
        }
    }

    private static func sum(_ left: CELType, _ right: CELType) -> CELType? {
        switch (left, right) {
        case (.list, .list): left.joined(right)
        case (.list, _) where right.isOpen: left.joined(.list(.dyn))
        case (_, .list) where left.isOpen: right.joined(.list(.dyn))
        default: arithmetic(left, right) { $0.isNumber || $0 == .string || $0 == .bytes }
        }
    }

    private static func arithmetic(
        _ left: CELType,
        _ right: CELType,
        _ isAllowed: (CELType) -> Bool
    ) -> CELType? {
        if left.isOpen, right.isOpen {
            return .dyn
        }
        let known = left.isOpen ? right : left
        guard isAllowed(known), left.isOpen || right.isOpen || left == right else {
            return nil
        }
        return known
    }

    private func mismatch(
        _ binary: BinaryOperator,
        _ left: CELType,
        _ right: CELType,
        at range: Range<Int>
    ) -> CELProblem {
        let used = "'\(binary.rawValue)' cannot be used on \(left) and \(right)"
        let expected =
            switch (binary, left, right) {
            case (.add, .string, _): ", expected a string on the right, like 'string(…)'"
            case (.add, _, .string): ", expected a string on the left, like 'string(…)'"
            case (.contained, _, _): ", expected a list or map of such values on the right"
            case (.equal, _, _), (.notEqual, _, _): ", expected two values of one type"
            case _ where left.isNumber && right.isNumber:
                ", expected two numbers of one type, like 'double(…)' or 'int(…)' makes them"
            default: ""
            }
        return CELProblem(.wrongType, used + expected, at: range)
    }

    mutating func callType(_ call: CELNode.Call, at range: Range<Int>) -> CELType {
        if let qualified = call.qualifiedName, let root = call.target?.node.name, local(root) == nil {
            if let function = environment.functions[qualified] {
                return hostType(function, call.arguments, at: range)
            }
            if let overloads = StandardLibrary.overloads[qualified] {
                return standardType(overloads, isMember: false, call.arguments, qualified, at: range)
            }
            if StandardLibrary.namespaces.contains(root), environment.type(root) == nil,
                StandardLibrary.overloads[call.function]?.contains(where: \.isMember) != true
            {
                return unknown(call)
            }
        }
        guard let target = call.target else {
            if let function = environment.functions[call.function] {
                return hostType(function, call.arguments, at: range)
            }
            guard let overloads = StandardLibrary.overloads[call.function] else {
                return unknown(call)
            }
            return standardType(overloads, isMember: false, call.arguments, call.function, at: range)
        }
        guard let overloads = StandardLibrary.overloads[call.function] else {
            _ = type(of: target)
            return unknown(call)
        }
        return standardType(overloads, isMember: true, [target] + call.arguments, call.function, at: range)
    }

    private mutating func unknown(_ call: CELNode.Call) -> CELType {
        for argument in call.arguments {
            _ = type(of: argument)
        }
        return report(.unknownFunction(call, candidates: environment.functions.names))
    }

    private mutating func standardType(
        _ overloads: [Overload],
        isMember: Bool,
        _ arguments: [CELExpression],
        _ name: String,
        at range: Range<Int>
    ) -> CELType {
        let types = arguments.map { type(of: $0) }
        guard !types.contains(.failed) else {
            return .failed
        }
        var results: [CELType] = []
        for overload in overloads where overload.isMember == isMember && overload.takes(argumentCount: types.count) {
            var bindings: [String: CELType] = [:]
            let fits = types.enumerated().allSatisfy { $1.fits(overload.parameter($0), &bindings) }
            guard fits else {
                continue
            }
            results.append(overload.signature.result.replacing(bindings))
        }
        guard let first = results.first else {
            let names = types.map(\.description)
            return report(.noOverload(name, isMember: isMember, of: overloads, for: names, at: range))
        }
        // Without open types the first overload that fits is the one that will be called.
        let isOpen = types.contains { $0.hasOpenPart }
        return isOpen ? results.dropFirst().reduce(first) { $0.joined($1) } : first
    }

    private mutating func hostType(
        _ function: CELFunction,
        _ arguments: [CELExpression],
        at range: Range<Int>
    ) -> CELType {
        let types = arguments.map { type(of: $0) }
        guard !types.contains(.failed) else {
            return .failed
        }
        for signature in function.signatures where signature.parameters.count == types.count {
            var bindings: [String: CELType] = [:]
            if zip(types, signature.parameters).allSatisfy({ $0.fits($1, &bindings) }) {
                return signature.result.replacing(bindings)
            }
        }
        return report(.noSignature(function, for: types.map(\.description), at: range))
    }
}

extension BinaryOperator {
    fileprivate var isCondition: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: true
        case .add, .subtract, .multiply, .divide, .remainder: false
        }
    }
}

extension CELType {
    fileprivate var hasOpenPart: Bool {
        switch self {
        case .list(let element): element.hasOpenPart
        default: isOpen
        }
    }
}
