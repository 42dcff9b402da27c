import ResourceModel

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
        _ elements: ElementIndex,
        _ kind: ValueKind,
        undeclared: Undeclared,
        in object: ObservedObject,
        secrets: Set<AttributeName> = [],
        named secret: (AttributeName, String) -> AttributeName = { part, _ in part },
        completing: (_ wish: Value, _ recorded: Value?, _ present: Value) -> Value = { wish, _, _ in wish }
    ) {
        let set = kind.elementSet
        for (key, sides) in elements.sorted {
            if let wish = sides.desired {
                let hidden = secrets.isEmpty ? [] : (set?.attributes ?? []).map(\.name)
                let wanted = sides.observed.map { completing(wish, sides.recorded, $0) } ?? wish
                let changed = Set(hidden.filter { secrets.contains(secret($0, key)) })
                want(key, wanted, sides, changed, KeptEntries(set?.provided(key)?.keeps, object), kind)
            } else if let present = sides.observed {
                drop(key, present, sides.recorded, undeclared, object, set, isListWanted: elements.isWanted)
            }
        }
    }

    private mutating func want(
        _ key: String,
        _ wanted: Value,
        _ sides: Sides,
        _ secrets: Set<AttributeName>,
        _ kept: KeptEntries?,
        _ kind: ValueKind
    ) {
        guard let wish = sides.desired else { return }
        var cause: AttributeChange.Cause {
            secrets.isEmpty && sides.recorded == kind.withoutSecrets(wish) ? .drifted : .edited
        }
        guard let present = sides.observed else { return added.append((key, wish, cause)) }
        let comparison = ElementComparison(
            wanted,
            recorded: sides.recorded,
            present: present,
            of: kind.elementSet,
            keeping: kept,
            secrets: secrets
        )
        guard !comparison.parts.isEmpty else { return }
        changed.append(
            Pair(key: key, old: present, new: comparison.target, wish: wish, parts: comparison.parts, cause: cause)
        )
    }

    private mutating func drop(
        _ key: String,
        _ present: Value,
        _ recorded: Value?,
        _ undeclared: Undeclared,
        _ object: ObservedObject,
        _ set: ElementSet?,
        isListWanted: Bool
    ) {
        if let provided = set?.provided(key) {
            guard recorded != nil else { return }
            leave(present, recorded, key, KeptEntries(provided.keeps, object), set, isListWanted: isListWanted)
        } else if recorded != nil {
            removed.append((key, present, .unset))
        } else if undeclared == .removed, isListWanted {
            removed.append((key, present, .drifted))
        }
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
        var going: [(key: String, element: Value, cause: AttributeChange.Cause)] = []
        for (key, element, cause) in removed {
            guard let rest = foreign(element, key) else {
                going.append((key, element, cause))
                continue
            }
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
        removed = going
    }

    /// Has elements go too of what is about to be deleted, whoever added them.
    mutating func release(_ leaving: [(key: String, element: Value)]) {
        let going = Set(removed.map(\.key))
        removed += leaving.filter { !going.contains($0.key) }.map { ($0.key, $0.element, .unset) }
    }

    /// Has elements that are wanted and there go and come back for a part, whatever else of them differs.
    mutating func strand(_ stranded: [(key: String, sides: Sides, part: AttributeName, cause: AttributeChange.Cause)]) {
        guard !stranded.isEmpty else { return }
        let differing = Dictionary(changed.map { ($0.key, $0) }) { first, _ in first }
        let keys = Set(stranded.map(\.key))
        changed.removeAll { keys.contains($0.key) }
        for (key, sides, part, cause) in stranded {
            guard let wish = sides.desired, let present = sides.observed else { continue }
            let others = (differing[key]?.parts ?? []).filter { $0 != part }
            let new = differing[key]?.new ?? wish
            changed.append(Pair(key: key, old: present, new: new, wish: wish, parts: [part] + others, cause: cause))
        }
    }
}
