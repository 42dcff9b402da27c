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
        guard !keys.isEmpty, case .map(var wishes)? = desired else { return self }
        var isOfLabels = false
        if case .labels = kind { isOfLabels = true }
        for key in keys.union(kind.siblings(of: keys)) {
            let name = AttributeName(key)
            wishes[key] = isOfLabels ? recorded?[name] : observed?[name] ?? recorded?[name]
        }
        return Sides(desired: .map(wishes), recorded: recorded, observed: observed)
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
