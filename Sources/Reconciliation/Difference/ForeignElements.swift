import Diagnostics
import ResourceModel

// What somebody else added to a list that the file declares.

extension Differ {
    /// Whether the file says that foreign elements are a mistake.
    func refusesExtra(_ attribute: Attribute) -> Bool {
        attribute.takesExtra && resource.lifecycle.extra.policy(for: attribute) == .error
    }

    func refuse(_ keys: [String], of leaf: Leaf, _ difference: inout Difference) {
        difference.diagnostics += keys.map { .extraElement(resource, leaf.attributePath, $0, at: range(of: leaf)) }
    }

    /// A list that changes as a whole with the foreign entries that stay in it.
    func withExtra(_ wish: Value, _ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) -> Value {
        guard case .list = leaf.attribute.kind, leaf.attribute.takesExtra,
            let policy = resource.lifecycle.extra.policy(for: leaf.attribute), policy != .remove,
            let wishes = wish.list, let present = sides.observed?.list
        else { return wish }
        let known = Set(leaf.attribute.kind.withoutSecrets(wish).list ?? []).union(sides.recorded?.list ?? [])
        let foreign = present.filter { !known.contains($0) }
        guard !foreign.isEmpty else { return wish }
        if policy == .error { refuse(foreign.map(\.entryText), of: leaf, &difference) }
        return leaf.attribute.kind.normalized(.list(wishes + foreign))
    }

    /// An element with the entries that others added to its lists and that stay.
    func withForeignEntries(_ wish: Value, _ recorded: Value?, _ present: Value, _ set: ElementSet?) -> Value {
        (set?.attributes ?? []).reduce(wish) { wish, part in
            guard let policy = resource.lifecycle.extra.policy(for: part), policy != .remove,
                let wishes = wish[part.name]?.list
            else { return wish }
            let foreign = foreignEntries(of: part, wish, recorded, present)
            guard !foreign.isEmpty else { return wish }
            let kind = part.kind { wish[$0]?.string }
            return wish.setting(part.name, to: kind.normalized(.list(wishes + foreign)))
        }
    }

    /// Reports the entries that others added to lists of elements where the file says that they are a mistake.
    func refuseForeignEntries(_ elements: ElementIndex, _ leaf: Leaf, _ difference: inout Difference) {
        guard case .elements(let set) = leaf.attribute.kind else { return }
        for part in set.attributes where refusesExtra(part) {
            for (key, sides) in elements.sorted {
                guard let wish = sides.desired, let present = sides.observed else { continue }
                let foreign = foreignEntries(of: part, wish, sides.recorded, present)
                let path = leaf.attributePath.appending(element: key).appending(part.name)
                difference.diagnostics += foreign.map { entry in
                    .extraElement(resource, path, part.entryKey(entry).keyText, at: range(of: leaf))
                }
            }
        }
    }

    /// An element that is to go with the entries that others added and that stay; `nil` where there are none.
    func foreignRest(of element: Value, recorded: Value?, _ key: String, _ leaf: Leaf) -> Value? {
        guard let set = leaf.attribute.kind.elementSet, set.provided(key) == nil, let recorded else { return nil }
        for part in set.attributes where part.sharedBy != nil && resource.lifecycle.extra.policy(for: part) == .keep {
            let foreign = foreignEntries(of: part, .null, recorded, element)
            guard !foreign.isEmpty, foreign.count < element[part.name]?.list?.count ?? 0 else { continue }
            return element.setting(part.name, to: .list(foreign))
        }
        return nil
    }

    private func foreignEntries(of part: Attribute, _ wish: Value, _ recorded: Value?, _ present: Value) -> [Value] {
        guard part.isShared, let entries = present[part.name]?.list else { return [] }
        let known = Set([wish, recorded].flatMap { $0?[part.name]?.list ?? [] }.map(part.entryKey))
        return entries.filter { !known.contains(part.entryKey($0)) }
    }
}

extension Attribute {
    /// What tells an entry of a list in an element apart from others.
    fileprivate func entryKey(_ entry: Value) -> Value { sharedBy.map { entry[$0] ?? .null } ?? entry }
}

extension Value {
    /// An entry that has no key, by what it says.
    fileprivate var entryText: String {
        guard case .map(let parts) = self else { return keyText }
        return parts.sortedByKey().filter { !$0.value.isNothing }.map { "\($0.key): \($0.value.keyText)" }
            .joined(separator: ", ")
    }
}

extension Diagnostic {
    fileprivate static func extraElement(
        _ resource: DesiredResource,
        _ path: AttributePath,
        _ key: String,
        at range: SourceRange?
    ) -> Diagnostic {
        .error(
            "extra-element",
            "'\(path)' of \(resource.address) has '\(key)' in the cloud, which is not in the file, and 'extra' says error",
            at: range ?? resource.range,
            address: resource.address.description,
            hint: "Declare it, or say with extra: keep or extra: remove what is to happen to it."
        )
    }
}
