import ResourceModel

/// The three sides of one attribute, or of an element, in one form.
struct Sides {
    /// `nil` where the file does not say it.
    var desired: Value?
    var recorded: Value?
    /// `nil` where the API does not show it.
    var observed: Value?

    /// Why the wish is not what is there.
    var cause: AttributeChange.Cause {
        guard let desired else { return .unset }
        return recorded == desired ? .drifted : .edited
    }

    /// With what is there, or for labels what was recorded, in the place of a wish for these keys.
    func ignoring(_ keys: Set<String>, _ kind: ValueKind) -> Sides {
        guard !keys.isEmpty else { return self }
        if case .elements(let set) = kind { return ignoring(keys.map { AttributeName($0) }, inElementsOf: set) }
        guard case .map(var wishes)? = desired else { return self }
        var isOfLabels = false
        if case .labels = kind { isOfLabels = true }
        for key in keys.union(kind.siblings(of: keys)) {
            let name = AttributeName(key)
            wishes[key] = isOfLabels ? recorded?[name] : observed?[name] ?? recorded?[name]
        }
        return Sides(desired: .map(wishes), recorded: recorded, observed: observed)
    }

    /// With what is there in the place of wishes and records for these parts of elements; new elements have them as wished.
    private func ignoring(_ parts: [AttributeName], inElementsOf set: ElementSet) -> Sides {
        let present = Dictionary((observed?.list ?? []).map { (set.key(of: $0), $0) }) { first, _ in first }
        func adopted(_ elements: Value?) -> Value? {
            guard let list = elements?.list else { return elements }
            return .list(
                list.map { element in
                    guard let there = present[set.key(of: element)] else { return element }
                    return parts.reduce(element) { $0.setting($1, to: there[$1]) }
                }
            )
        }
        return Sides(desired: adopted(desired), recorded: adopted(recorded), observed: observed)
    }

    func part(_ name: AttributeName) -> Sides {
        Sides(desired: desired?[name], recorded: recorded?[name], observed: observed?[name])
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

extension ValueKind {
    /// The parts of an object that are as these are where they are not written.
    fileprivate func siblings(of keys: Set<String>) -> Set<String> {
        guard case .object(let parts) = self else { return [] }
        let following = parts.filter { part in
            guard case .sibling(let other) = part.presence else { return false }
            return keys.contains(other.text)
        }
        return Set(following.map(\.name.text))
    }
}
