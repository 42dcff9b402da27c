/// Calls that are no functions: they bind names or look at how an argument is written.
extension Parser {
    /// A call, or what the macro of its name stands for.
    func call(
        _ name: String,
        at nameRange: Range<Int>,
        target: CELExpression?,
        _ arguments: [CELExpression]
    ) throws(CELProblem) -> CELExpression {
        let range = (target?.range ?? nameRange).lowerBound..<lexer.base + lastEnd
        let height = max(target?.height ?? 0, arguments.lazy.map(\.height).max() ?? 0)
        if let node = try macro(name, at: nameRange, target: target, arguments) {
            return try make(node, range, above: height)
        }
        let call = CELNode.Call(
            function: name,
            functionRange: nameRange,
            target: target,
            arguments: arguments,
            qualifiedName: target?.node.name.map { "\($0).\(name)" }
        )
        return try make(.call(call), range, above: height)
    }

    private func macro(
        _ name: String,
        at range: Range<Int>,
        target: CELExpression?,
        _ arguments: [CELExpression]
    ) throws(CELProblem) -> CELNode? {
        guard let target else {
            return name == "has" ? try presence(arguments, at: range) : nil
        }
        switch name {
        case "bind" where target.node.name == "cel":
            return try binding(arguments, at: range)
        case "optMap" where arguments.count == 2, "optFlatMap" where arguments.count == 2:
            let variable = try variable(arguments[0])
            return .optionalMap(target, name: variable, body: arguments[1], isFlat: name == "optFlatMap")
        default:
            guard let kind = Self.comprehensions[name] else {
                return nil
            }
            return .comprehension(try comprehension(kind, name, at: range, target, arguments))
        }
    }

    static let comprehensions: [String: ComprehensionKind] = [
        "all": .all, "exists": .exists, "exists_one": .existsOne, "existsOne": .existsOne, "map": .map,
        "filter": .filter, "transformList": .transformList, "transformMap": .transformMap,
        "transformMapEntry": .transformMapEntry, "sortBy": .sortBy,
    ]

    private func presence(_ arguments: [CELExpression], at range: Range<Int>) throws(CELProblem) -> CELNode {
        guard arguments.count == 1, case .attribute(let attribute) = arguments[0].node else {
            throw .syntax("'has' takes one attribute, like has(a.b)", at: arguments.first?.range ?? range)
        }
        return .presence(attribute)
    }

    private func binding(_ arguments: [CELExpression], at range: Range<Int>) throws(CELProblem) -> CELNode {
        guard arguments.count == 3 else {
            throw .syntax("'cel.bind' takes a name, its value and an expression that uses it", at: range)
        }
        return .binding(name: try variable(arguments[0]), value: arguments[1], body: arguments[2])
    }

    private func comprehension(
        _ kind: ComprehensionKind,
        _ name: String,
        at range: Range<Int>,
        _ operand: CELExpression,
        _ arguments: [CELExpression]
    ) throws(CELProblem) -> CELNode.Comprehension {
        guard let variableCount = kind.variableCount(argumentCount: arguments.count) else {
            throw .syntax("'\(name)' takes \(kind.usage)", at: range)
        }
        var variables: [String] = []
        for argument in arguments.prefix(variableCount) {
            let variable = try variable(argument)
            guard !variables.contains(variable) else {
                throw .syntax("the variables of '\(name)' need different names", at: argument.range)
            }
            variables.append(variable)
        }
        return CELNode.Comprehension(
            kind: kind,
            operand: operand,
            variables: variables,
            filter: arguments.count == variableCount + 2 ? arguments[variableCount] : nil,
            body: arguments[arguments.count - 1]
        )
    }

    private func variable(_ argument: CELExpression) throws(CELProblem) -> String {
        guard let name = argument.node.name else {
            throw .syntax("expected the name of a variable", at: argument.range)
        }
        return name
    }
}

extension ComprehensionKind {
    /// How many of the arguments are variables; no value when the macro does not take that many arguments.
    fileprivate func variableCount(argumentCount: Int) -> Int? {
        switch self {
        case .all, .exists, .existsOne: argumentCount == 2 ? 1 : argumentCount == 3 ? 2 : nil
        case .map: argumentCount == 2 || argumentCount == 3 ? 1 : nil
        case .filter, .sortBy: argumentCount == 2 ? 1 : nil
        case .transformList, .transformMap, .transformMapEntry: argumentCount == 3 || argumentCount == 4 ? 2 : nil
        }
    }

    fileprivate var usage: String {
        switch self {
        case .all, .exists, .existsOne: "one or two variables and a condition, like (x, x > 0)"
        case .map: "a variable, a condition if wanted, and an expression, like (x, x + 1)"
        case .filter: "a variable and a condition, like (x, x > 0)"
        case .sortBy: "a variable and what to sort by, like (x, x.name)"
        case .transformList: "two variables, a condition if wanted, and an expression, like (i, x, x + i)"
        case .transformMap: "two variables, a condition if wanted, and an expression, like (k, v, v + 1)"
        case .transformMapEntry: "two variables, a condition if wanted, and a map, like (k, v, {v: k})"
        }
    }
}
