import ResourceModel

/// The three sides of one attribute, in one form.
struct Sides {
    /// `nil` where the file does not say it.
    let desired: Value?
    let recorded: Value?
    /// `nil` where the API does not show it.
    let observed: Value?

    /// Why the wish is not what is there.
    var cause: AttributeChange.Cause {
        guard let desired else { return .unset }
        return recorded == desired ? .drifted : .edited
    }

    func part(_ name: AttributeName) -> Sides {
        Sides(desired: desired?[name], recorded: recorded?[name], observed: observed?[name])
    }
}

/// What to do to the elements of a keyed set.
struct ElementDifference {
    struct Pair {
        let key: String
        let old: Value
        let new: Value
        /// The parts whose wish differs; empty where the element is only there under another form.
        let parts: [AttributeName]
        let cause: AttributeChange.Cause
    }

    var added: [(key: String, element: Value, cause: AttributeChange.Cause)] = []
    var removed: [(key: String, element: Value, cause: AttributeChange.Cause)] = []
    var changed: [Pair] = []

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Compares element by element; only the parts that the wish has are compared.
    init(_ sides: Sides, key: (Value) -> String, undeclared: Undeclared) {
        let desired = Self.keyed(sides.desired, key)
        let recorded = Self.keyed(sides.recorded, key)
        let observed = Self.keyed(sides.observed, key)
        for (name, element) in desired.sortedByKey() {
            let cause: AttributeChange.Cause = recorded[name] == element ? .drifted : .edited
            guard let present = observed[name] else {
                added.append((name, element, cause))
                continue
            }
            let parts = Self.differingParts(of: element, from: present)
            guard !parts.isEmpty else { continue }
            changed.append(Pair(key: name, old: present, new: element, parts: parts, cause: cause))
        }
        for (name, element) in observed.sortedByKey() where desired[name] == nil {
            if recorded[name] != nil {
                removed.append((name, element, sides.desired == nil ? .unset : .edited))
            } else if undeclared == .removed, sides.desired != nil {
                removed.append((name, element, .drifted))
            }
        }
    }

    private static func keyed(_ value: Value?, _ key: (Value) -> String) -> [String: Value] {
        Dictionary((value?.list ?? []).map { (key($0), $0) }) { first, _ in first }
    }

    private static func differingParts(of wish: Value, from present: Value) -> [AttributeName] {
        guard case .map(let wishes) = wish else { return [] }
        return wishes.sortedByKey().compactMap { name, value in
            let part = AttributeName(name)
            return value.isSatisfied(by: present[part]) ? nil : part
        }
    }
}

extension Value {
    /// Whether this wish is met; nothing, null and an empty list are the same, and of an object only what is said counts.
    func isSatisfied(by present: Value?) -> Bool {
        if self == present || (isNothing && (present?.isNothing ?? true)) { return true }
        guard case .map(let wishes) = self, case .map(let shown)? = present else { return false }
        return wishes.allSatisfy { key, wish in wish.isSatisfied(by: shown[key]) }
    }

    var isNothing: Bool { self == .null || self == .list([]) || self == .map([:]) }
}
