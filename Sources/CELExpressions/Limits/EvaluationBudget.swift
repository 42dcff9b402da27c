/// What an evaluation may still use up, and the only way for it to make large values.
package struct EvaluationBudget {
    package let limits: CELLimits
    private var steps: Int

    init(_ limits: CELLimits) {
        self.limits = limits
        steps = limits.steps
    }

    mutating func spend(_ count: Int = 1) throws(CELFailure) {
        steps -= count
        guard steps >= 0 else {
            throw CELFailure(.tooManySteps, "the expression takes more than \(limits.steps) steps")
        }
    }

    /// Pays for walking over or copying what has this size.
    mutating func spend(size: Int) throws(CELFailure) {
        try spend(1 + size / 64)
    }

    func check(size: Int) throws(CELFailure) {
        guard size <= limits.valueSize else {
            throw CELFailure(.tooLarge, "a value has at most \(limits.valueSize) bytes and elements")
        }
    }

    /// Pays for text of this many bytes before it is made.
    mutating func prepare(bytes: Int) throws(CELFailure) {
        try check(size: bytes)
        try spend(size: bytes)
    }

    mutating func list(_ elements: [CELValue]) throws(CELFailure) -> CELValue {
        try spend(1 + elements.count / 2)
        let list = CELList(elements)
        try check(size: list.size)
        try check(depth: list.depth)
        return .list(list)
    }

    mutating func map(_ entries: [CELMap.Entry]) throws(CELFailure) -> CELValue {
        var keys = 0
        for entry in entries {
            keys = keys.addingClamped(entry.key.size)
        }
        try spend(size: keys)
        try spend(entries.count)
        let map = try CELMap(checking: entries)
        try check(size: map.size)
        try check(depth: map.depth)
        return .map(map)
    }

    mutating func optional(_ value: CELValue) throws(CELFailure) -> CELValue {
        let optional = CELValue.optional(value)
        try check(depth: optional.depth)
        return optional
    }

    mutating func isEqual(_ left: CELValue, _ right: CELValue) throws(CELFailure) -> Bool {
        try spend(size: 16 * min(left.size, right.size))
        return left == right
    }

    mutating func contains(_ element: CELValue, in elements: [CELValue]) throws(CELFailure) -> Bool {
        for candidate in elements where try isEqual(element, candidate) {
            return true
        }
        return false
    }

    func check(depth: Int) throws(CELFailure) {
        guard depth <= limits.depth else {
            throw CELFailure(.tooLarge, "a value nests at most \(limits.depth) levels")
        }
    }
}
