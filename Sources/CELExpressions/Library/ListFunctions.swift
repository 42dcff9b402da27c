extension StandardLibrary {
    private static let element = CELType.parameter("T")

    static let lists: [LibraryEntry] = [
        .function("lists.range", [.int], .list(.int)) { arguments, budget throws(CELFailure) in
            let count = try arguments.integer(0)
            guard count > 0 else {
                return .list([])
            }
            try budget.check(size: count)
            return try budget.list((0..<count).map { .int(Int64($0)) })
        },
        .member("slice", [.list(element), .int, .int], .list(element)) { arguments, budget throws(CELFailure) in
            let elements = try arguments.list(0)
            let start = try arguments.integer(1)
            let end = try arguments.integer(2)
            guard 0 <= start, start <= end, end <= elements.count else {
                let message = "the slice from \(start) to \(end) is outside of a list of \(elements.count) elements"
                throw CELFailure(.outOfRange, message)
            }
            return try budget.list(Array(elements[start..<end]))
        },
        .member("flatten", [.list(.dyn)], .list(.dyn)) { arguments, budget throws(CELFailure) in
            try budget.list(try flattened(try arguments.list(0), depth: 1, &budget))
        },
        .member("flatten", [.list(.dyn), .int], .list(.dyn)) { arguments, budget throws(CELFailure) in
            let depth = try arguments.integer(1)
            guard depth >= 0 else {
                throw CELFailure(.invalidArgument, "'flatten' expects a depth from 0, not \(depth)")
            }
            return try budget.list(try flattened(try arguments.list(0), depth: depth, &budget))
        },
        .member("reverse", [.list(element)], .list(element)) { arguments, budget throws(CELFailure) in
            try budget.list(try arguments.list(0).reversed())
        },
        .member("sort", [.list(element)], .list(element)) { arguments, budget throws(CELFailure) in
            let elements = try arguments.list(0)
            return try budget.list(try budget.order(of: elements).map { elements[$0] })
        },
        .member("distinct", [.list(element)], .list(element)) { arguments, budget throws(CELFailure) in
            try budget.list(try distinct(try arguments.list(0), &budget))
        },
        .member("first", [.list(element)], .optional(element)) { arguments, budget throws(CELFailure) in
            .optional(try arguments.list(0).first)
        },
        .member("last", [.list(element)], .optional(element)) { arguments, budget throws(CELFailure) in
            .optional(try arguments.list(0).last)
        },
    ]

    static let sets: [LibraryEntry] = [
        .function("sets.contains", [.list(element), .list(element)], .bool) { arguments, budget throws(CELFailure) in
            .bool(try isSubset(try arguments.list(1), of: try arguments.list(0), &budget))
        },
        .function("sets.equivalent", [.list(element), .list(element)], .bool) { arguments, budget throws(CELFailure) in
            let left = try arguments.list(0)
            let right = try arguments.list(1)
            guard try isSubset(left, of: right, &budget) else {
                return .bool(false)
            }
            return .bool(try isSubset(right, of: left, &budget))
        },
        .function("sets.intersects", [.list(element), .list(element)], .bool) { arguments, budget throws(CELFailure) in
            let right = try arguments.list(1)
            for value in try arguments.list(0) where try budget.contains(value, in: right) {
                return .bool(true)
            }
            return .bool(false)
        },
    ]

    private static func isSubset(
        _ elements: [CELValue],
        of others: [CELValue],
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> Bool {
        for element in elements where try !budget.contains(element, in: others) {
            return false
        }
        return true
    }

    private static func flattened(
        _ elements: [CELValue],
        depth: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> [CELValue] {
        try budget.spend(1 + elements.count)
        var result: [CELValue] = []
        for element in elements {
            if case .list(let inner) = element, depth > 0 {
                result.append(contentsOf: try flattened(inner.elements, depth: depth - 1, &budget))
            } else {
                result.append(element)
            }
        }
        return result
    }

    /// Keys are found by hash, what can be no key by comparing.
    private static func distinct(
        _ elements: [CELValue],
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> [CELValue] {
        var seen: Set<CELMapKey> = []
        var others: [CELValue] = []
        var result: [CELValue] = []
        for element in elements {
            try budget.spend(size: element.size)
            if let key = CELMapKey(element) {
                guard seen.insert(key).inserted else {
                    continue
                }
            } else if try budget.contains(element, in: others) {
                continue
            } else {
                others.append(element)
            }
            result.append(element)
        }
        return result
    }
}

extension EvaluationBudget {
    /// The positions of values in their order; equal ones stay as they are.
    mutating func order(of values: [CELValue]) throws(CELFailure) -> [Int] {
        guard let first = values.first else {
            return []
        }
        // A sort compares each element about log₂ n times.
        let comparisons = Int.bitWidth - values.count.leadingZeroBitCount
        for value in values {
            guard value.typeName == first.typeName, let order = value.order(to: value) else {
                let message = "only values of one type that has an order can be sorted, not \(value.typeName)"
                throw CELFailure(.wrongType, message)
            }
            guard order != .none else {
                throw CELFailure(.invalidArgument, "NaN has no place in an order")
            }
            try spend(comparisons * (1 + value.size / 64))
        }
        return values.indices.sorted { left, right in
            let order = values[left].order(to: values[right])
            return order == .before || order == .same && left < right
        }
    }
}
