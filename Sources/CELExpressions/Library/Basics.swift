extension StandardLibrary {
    /// What every expression has at hand without an extension.
    static let basics: [LibraryEntry] =
        [
            sizes([.string]) { arguments, budget throws(CELFailure) in
                let text = try arguments.text(0)
                try budget.spend(size: text.utf8.count)
                return .int(Int64(text.unicodeScalars.count))
            },
            sizes([.bytes]) { arguments, _ throws(CELFailure) in .int(Int64(try arguments.bytes(0).count)) },
            sizes([.list(.dyn)]) { arguments, _ throws(CELFailure) in .int(Int64(try arguments.list(0).count)) },
            sizes([.map(.dyn, .dyn)]) { arguments, _ throws(CELFailure) in
                guard case .map(let map) = arguments[0] else {
                    throw CELFailure(.wrongType, "expected a map, not \(arguments[0].typeName)")
                }
                return .int(Int64(map.entries.count))
            },
        ].flatMap { $0 } + [
            .function("dyn", [.dyn], .dyn) { arguments, _ throws(CELFailure) in arguments[0] },
            .function("type", [.dyn], .type) { arguments, _ throws(CELFailure) in .type(arguments[0].typeName) },
            .member("contains", [.string, .string], .bool) { arguments, budget throws(CELFailure) in
                let text = Array(try arguments.text(0).utf8)
                let wanted = Array(try arguments.text(1).utf8)
                try budget.spend(size: text.count + wanted.count)
                return .bool(try ByteSearch.first(wanted, in: text, from: 0, &budget) != nil)
            },
            .member("startsWith", [.string, .string], .bool) { arguments, budget throws(CELFailure) in
                try budget.spend(size: try arguments.text(1).utf8.count)
                return .bool(try arguments.text(0).utf8.starts(with: try arguments.text(1).utf8))
            },
            .member("endsWith", [.string, .string], .bool) { arguments, budget throws(CELFailure) in
                try budget.spend(size: try arguments.text(1).utf8.count)
                let ending = try arguments.text(1).utf8
                return .bool(try arguments.text(0).utf8.suffix(ending.count).elementsEqual(ending))
            },
            .member("matches", [.string, .string], .bool, matches),
            .function("matches", [.string, .string], .bool, matches),
        ]

    /// Both `size(x)` and `x.size()`.
    private static func sizes(_ parameters: [CELType], _ body: @escaping Overload.Body) -> [LibraryEntry] {
        [.function("size", parameters, .int, body), .member("size", parameters, .int, body)]
    }

    private static let matches: Overload.Body = { arguments, budget throws(CELFailure) in
        let pattern = try Pattern(try arguments.text(1))
        return .bool(try pattern.isFound(in: try arguments.text(0), &budget))
    }
}

/// Finds bytes in bytes; every comparison is paid for.
enum ByteSearch {
    static func first<Element: Equatable>(
        _ wanted: [Element],
        in text: [Element],
        from start: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> Int? {
        guard !wanted.isEmpty else {
            return start <= text.count ? start : nil
        }
        var position = start
        while position + wanted.count <= text.count {
            var matched = 0
            while matched < wanted.count, text[position + matched] == wanted[matched] {
                matched += 1
            }
            guard matched < wanted.count else {
                return position
            }
            if matched > 0 || position & 63 == 0 {
                try budget.spend(1 + matched / 64)
            }
            position += 1
        }
        return nil
    }

    static func last<Element: Equatable>(
        _ wanted: [Element],
        in text: [Element],
        upTo end: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> Int? {
        var position = min(end, text.count - wanted.count)
        while position >= 0 {
            try budget.spend(size: 16)
            if text[position..<position + wanted.count].elementsEqual(wanted) {
                return position
            }
            try budget.spend(wanted.count / 64)
            position -= 1
        }
        return nil
    }
}
