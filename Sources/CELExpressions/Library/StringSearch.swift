/// Functions that look for places in text; places count code points.
extension StandardLibrary {
    static let stringSearch: [LibraryEntry] = [
        .member("charAt", [.string, .int], .string) { arguments, budget throws(CELFailure) in
            let scalars = try scalars(arguments, 0, &budget)
            let position = try arguments.integer(1)
            try check(position, scalars)
            return position == scalars.count ? .string("") : .string(String(scalars[position]))
        },
        .member("indexOf", [.string, .string], .int) { arguments, budget throws(CELFailure) in
            try index(arguments, from: 0, &budget)
        },
        .member("indexOf", [.string, .string, .int], .int) { arguments, budget throws(CELFailure) in
            try index(arguments, from: try arguments.integer(2), &budget)
        },
        .member("lastIndexOf", [.string, .string], .int) { arguments, budget throws(CELFailure) in
            try lastIndex(arguments, upTo: nil, &budget)
        },
        .member("lastIndexOf", [.string, .string, .int], .int) { arguments, budget throws(CELFailure) in
            try lastIndex(arguments, upTo: try arguments.integer(2), &budget)
        },
        .member("substring", [.string, .int], .string) { arguments, budget throws(CELFailure) in
            let scalars = try scalars(arguments, 0, &budget)
            let start = try arguments.integer(1)
            try check(start, scalars)
            return .string(String(scalars: scalars[start...]))
        },
        .member("substring", [.string, .int, .int], .string) { arguments, budget throws(CELFailure) in
            let scalars = try scalars(arguments, 0, &budget)
            let start = try arguments.integer(1)
            let end = try arguments.integer(2)
            try check(start, scalars)
            try check(end, scalars)
            guard start <= end else {
                throw CELFailure(.outOfRange, "a substring cannot begin at \(start) and end before, at \(end)")
            }
            return .string(String(scalars: scalars[start..<end]))
        },
    ]

    static func scalars(
        _ arguments: [CELValue],
        _ position: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> [Unicode.Scalar] {
        let text = try arguments.text(position)
        try budget.spend(size: 4 * text.utf8.count)
        return Array(text.unicodeScalars)
    }

    private static func check(_ position: Int, _ scalars: [Unicode.Scalar]) throws(CELFailure) {
        guard (0...scalars.count).contains(position) else {
            let message = "the place \(position) is outside of a text of \(scalars.count) characters"
            throw CELFailure(.outOfRange, message)
        }
    }

    private static func index(
        _ arguments: [CELValue],
        from start: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        let text = try scalars(arguments, 0, &budget)
        let wanted = try scalars(arguments, 1, &budget)
        try check(start, text)
        return .int(Int64(try ByteSearch.first(wanted, in: text, from: start, &budget) ?? -1))
    }

    private static func lastIndex(
        _ arguments: [CELValue],
        upTo end: Int?,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        let text = try scalars(arguments, 0, &budget)
        let wanted = try scalars(arguments, 1, &budget)
        try check(end ?? text.count, text)
        return .int(Int64(try ByteSearch.last(wanted, in: text, upTo: end ?? text.count, &budget) ?? -1))
    }
}
