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

/// What to do to the elements of a keyed set.
struct ElementDifference {
    struct Pair {
        let key: String
        let old: Value
        /// The element as it will be.
        let new: Value
        /// The element as the file says it; `nil` where it does not say it any more.
        let wish: Value?
        /// The parts whose wish differs; empty where the element is only there under another form.
        let parts: [AttributeName]
        let cause: AttributeChange.Cause
    }

    var added: [(key: String, element: Value, cause: AttributeChange.Cause)] = []
    var removed: [(key: String, element: Value, cause: AttributeChange.Cause)] = []
    var changed: [Pair] = []
    /// Elements that are not in the file any more and stay all the same.
    var forgotten: [String] = []

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Compares element by element; only the parts that the wish has, or an earlier apply set, are compared.
    ///
    /// `secrets` are the sensitive parts that are not what an earlier apply set, by what `named` calls them.
    init(
        _ sides: Sides,
        _ kind: ValueKind,
        undeclared: Undeclared,
        in object: ObservedObject,
        secrets: Set<AttributeName> = [],
        named secret: (AttributeName, String) -> AttributeName = { part, _ in part },
        completing: (_ wish: Value, _ recorded: Value?, _ present: Value) -> Value = { wish, _, _ in wish }
    ) {
        let key = kind.elementKey
        let set = kind.elementSet
        let desired = Self.keyed(sides.desired, key)
        let recorded = Self.keyed(sides.recorded, key)
        let observed = Self.keyed(sides.observed, key)
        for (name, element) in desired.sortedByKey() {
            let changedSecrets = (set?.attributes ?? []).map(\.name).filter { secrets.contains(secret($0, name)) }
            let isAsRecorded = changedSecrets.isEmpty && recorded[name] == kind.withoutSecrets(element)
            let cause: AttributeChange.Cause = isAsRecorded ? .drifted : .edited
            guard let present = observed[name] else {
                added.append((name, element, cause))
                continue
            }
            let kept = KeptEntries(set?.provided(name)?.keeps, object)
            let comparison = ElementComparison(
                completing(element, recorded[name], present),
                recorded: recorded[name],
                present: present,
                of: set,
                keeping: kept,
                secrets: Set(changedSecrets)
            )
            guard !comparison.parts.isEmpty else { continue }
            changed.append(
                Pair(
                    key: name,
                    old: present,
                    new: comparison.target,
                    wish: element,
                    parts: comparison.parts,
                    cause: cause
                )
            )
        }
        for (name, element) in observed.sortedByKey() where desired[name] == nil {
            if let provided = set?.provided(name) {
                guard recorded[name] != nil else { continue }
                let kept = KeptEntries(provided.keeps, object)
                leave(element, recorded[name], name, kept, set, isListWanted: sides.desired != nil)
            } else if recorded[name] != nil {
                removed.append((name, element, .unset))
            } else if undeclared == .removed, sides.desired != nil {
                removed.append((name, element, .drifted))
            }
        }
    }

    private static func keyed(_ value: Value?, _ key: (Value) -> String) -> [String: Value] {
        Dictionary((value?.list ?? []).map { (key($0), $0) }) { first, _ in first }
    }

    /// An element that the object keeps goes back to its defaults, and to the entries that stay, if it has such.
    private mutating func leave(
        _ present: Value,
        _ recorded: Value?,
        _ name: String,
        _ kept: KeptEntries?,
        _ set: ElementSet?,
        isListWanted: Bool
    ) {
        let key = Set((set?.key ?? []).map(\.text))
        let bare = Value.map((present.map ?? [:]).filter { key.contains($0.key) })
        let comparison = ElementComparison(bare, recorded: recorded, present: present, of: set)
        var target = comparison.parts.reduce(present) { $0.setting($1, to: comparison.target[$1] ?? .null) }
        var parts = comparison.parts
        if let kept, let entries = present[kept.rule.part] {
            let rest = Value.list(kept.kept(of: entries))
            if rest != entries, rest != .list([]) {
                target = target.setting(kept.rule.part, to: rest)
                parts.append(kept.rule.part)
            }
        }
        guard !parts.isEmpty else { return forgotten.append(name) }
        changed.append(
            Pair(
                key: name,
                old: present,
                new: target,
                wish: nil,
                parts: parts,
                cause: isListWanted ? .edited : .unset
            )
        )
    }

    /// Has elements that are to go keep these entries instead of going.
    mutating func keepEntries(_ foreign: (_ element: Value, _ key: String) -> Value?) {
        for (key, element, cause) in removed {
            guard let rest = foreign(element, key) else { continue }
            removed.removeAll { $0.key == key }
            let parts = (rest.map ?? [:]).keys.filter { rest[AttributeName($0)] != element[AttributeName($0)] }
            changed.append(
                Pair(
                    key: key,
                    old: element,
                    new: rest,
                    wish: nil,
                    parts: parts.sorted().map { AttributeName($0) },
                    cause: cause
                )
            )
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
