extension StandardLibrary {
    /// `math.greatest` and `math.least`, of arguments or of a list.
    static let mathExtremes: [LibraryEntry] =
        extreme("math.greatest", wanted: .after) + extreme("math.least", wanted: .before)

    private static func extreme(_ name: String, wanted: CELOrder) -> [LibraryEntry] {
        let ofArguments: Overload.Body = { arguments, budget throws(CELFailure) in
            try best(of: arguments, name, wanted, &budget)
        }
        let ofList: Overload.Body = { arguments, budget throws(CELFailure) in
            try best(of: try arguments.list(0), name, wanted, &budget)
        }
        let types: [CELType] = [.int, .uint, .double]
        return types.flatMap { type -> [LibraryEntry] in
            [
                .function(name, [type], type, variadic: true, ofArguments),
                .function(name, [.list(type)], type, ofList),
            ]
        } + [
            .function(name, [.list(.dyn)], .dyn, ofList),
            .function(name, [.dyn], .dyn, variadic: true, ofArguments),
        ]
    }

    private static func best(
        of values: [CELValue],
        _ name: String,
        _ wanted: CELOrder,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        try budget.spend(values.count)
        for value in values {
            guard CELType.int.accepts(value) || CELType.uint.accepts(value) || CELType.double.accepts(value) else {
                throw CELFailure(.wrongType, "'\(name)' expects numbers, not \(value.typeName)")
            }
        }
        guard var best = values.first else {
            throw CELFailure(.invalidArgument, "'\(name)' expects at least one number, the list is empty")
        }
        for value in values.dropFirst() where value.order(to: best) == wanted {
            best = value
        }
        return best
    }
}
