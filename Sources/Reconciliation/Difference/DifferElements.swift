import Diagnostics
import ResourceModel

extension Differ {
    /// Compares a keyed set, or a list of references of which each is set and cleared by itself.
    func compareElements(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard case .elements(_, _, let calls, _) = leaf.attribute.update.innermost else { return }
        guard sides.desired != nil || sides.recorded != nil else { return }
        var elements = elementDifference(sides, leaf, leaf.attribute.undeclared(resource.lifecycle.extra))
        elements.keepEntries { element, key in
            foreignRest(of: element, recorded: sides.recorded, key, leaf)
        }
        if refusesExtra(leaf.attribute) {
            let extra = elements.removed.filter { $0.cause == .drifted }.map(\.key)
            elements.removed.removeAll { $0.cause == .drifted }
            refuse(extra, of: leaf, &difference)
        }
        refuseForeignEntries(sides, leaf, &difference)
        recordSettledElements(sides, leaf, except: elements, &difference)
        difference.edits += elements.forgotten.map { .element(leaf.path[0], key: $0, nil) }
        guard !elements.isEmpty else {
            let wish = sides.withoutSecrets(leaf.attribute.kind).desired
            if wish != sides.recorded, wish?.isDeferred != true {
                difference.edits.append(.attribute(leaf.path[0], wish))
            }
            difference.edits += secretEdits(of: leaf.attribute, sides.desired ?? .list([]))
            return
        }
        for (key, element, cause) in elements.removed {
            let followed = replaced(in: element, of: sides.desired)
            append(.removeElement(key: key), leaf, old: element, new: nil, followed ?? cause, &difference)
        }
        for (key, element, cause) in elements.added {
            let followed = replaced(in: element, of: sides.observed)
            append(.addElement(key: key), leaf, old: nil, new: element, followed ?? cause, &difference)
        }
        for pair in elements.changed { change(pair, leaf, calls, &difference) }
    }

    /// What the file says differently about elements that are as wanted, where others of them are not.
    private func recordSettledElements(
        _ sides: Sides,
        _ leaf: Leaf,
        except elements: ElementDifference,
        _ difference: inout Difference
    ) {
        guard !elements.isEmpty, !leaf.attribute.kind.mentionsOwnAddress else { return }
        let key = leaf.attribute.kind.elementKey
        let pending = Set(elements.added.map(\.key) + elements.changed.map(\.key))
        let wishes = sides.withoutSecrets(leaf.attribute.kind).desired?.list ?? []
        if isAdopted {
            let settled = (sides.desired?.list ?? []).filter { !pending.contains(key($0)) }
            difference.edits += secretEdits(of: leaf.attribute, .list(settled))
        }
        for element in wishes where !pending.contains(key(element)) && !element.isDeferred {
            guard !(sides.recorded?.list ?? []).contains(element) else { continue }
            difference.edits.append(.element(leaf.path[0], key: key(element), element))
        }
    }

    /// The elements to compare, with those that lose the ground under their address made different.
    private func elementDifference(_ sides: Sides, _ leaf: Leaf, _ undeclared: Undeclared) -> ElementDifference {
        let key = leaf.attribute.kind.elementKey
        var elements = ElementDifference(
            sides,
            leaf.attribute.kind,
            undeclared: undeclared,
            in: object,
            secrets: sides.desired.map { changedSecrets(of: leaf.attribute, $0) } ?? [],
            named: leaf.attribute.secret,
            completing: { withForeignEntries($0, $1, $2, leaf.attribute.kind.elementSet) }
        )
        let stranding = StrandedAddresses(type, leaf.attribute.name, perspective)
        let footing = LostFooting(leaf.attribute.footing, self)
        guard !stranding.rules.isEmpty || !leaf.attribute.footing.isEmpty else { return elements }
        for element in sides.desired?.list ?? [] {
            let name = key(element)
            guard let present = sides.observed?.list?.first(where: { key($0) == name }),
                let part = stranding.strandedPart(of: present).map({ (name: $0.name, cause: .follows($0.target)) })
                    ?? footing.strandedPart(of: present)
            else { continue }
            let others = elements.changed.first { $0.key == name }?.parts.filter { $0 != part.name } ?? []
            elements.changed.removeAll { $0.key == name }
            elements.changed.append(
                .init(
                    key: name,
                    old: present,
                    new: element,
                    wish: element,
                    parts: [part.name] + others,
                    cause: part.cause
                )
            )
        }
        return elements
    }

    /// Changes the parts of an element by their own calls where every one has one, else the element as a whole.
    private func change(
        _ pair: ElementDifference.Pair,
        _ leaf: Leaf,
        _ calls: ElementChange,
        _ difference: inout Difference
    ) {
        for part in pair.parts {
            let followed = pair.new[part]?.addresses.first { perspective.replaced.contains($0) }
            difference.changes.append(
                AttributeChange(
                    leaf.attributePath.appending(element: pair.key).appending(part),
                    old: pair.old[part],
                    new: pair.new[part],
                    cause: followed.map { .follows($0) } ?? pair.cause,
                    effect: .inPlace,
                    isSensitive: leaf.attribute.kind.elementSet?.attribute(part)?.isSensitive ?? false,
                    range: range(of: leaf, pair.wish)
                )
            )
        }
        if let changed = calls.parts(for: pair.parts) {
            let aim = Intent.Aim.changeElement(key: pair.key, parts: changed)
            let written = pair.wish.map { writtenElement(leaf, matching: $0) ?? $0 }
            difference.intents.append(intent(aim, leaf, old: pair.old, new: pair.new).recording(written))
        } else {
            difference.intents.append(intent(.removeElement(key: pair.key), leaf, old: pair.old, new: nil))
            difference.intents.append(intent(.addElement(key: pair.key), leaf, old: nil, new: pair.new))
            difference.impacts.formUnion(leaf.attribute.impacts(of: .elementRemoved))
        }
    }

    private func append(
        _ aim: Intent.Aim,
        _ leaf: Leaf,
        old: Value?,
        new: Value?,
        _ cause: AttributeChange.Cause,
        _ difference: inout Difference
    ) {
        let named = (old ?? new ?? .null).mapLeaves(perspective.situation.withOwner)
        let key = leaf.attribute.kind.elementKey(named)
        difference.changes.append(
            AttributeChange(
                leaf.attributePath.appending(element: key),
                old: old.map(leaf.attribute.kind.masked),
                new: new.map(leaf.attribute.kind.masked),
                cause: cause,
                effect: .inPlace,
                range: range(of: leaf, new)
            )
        )
        difference.intents.append(intent(aim, leaf, old: old, new: new))
        if case .removeElement = aim {
            difference.impacts.formUnion(leaf.attribute.impacts(of: .elementRemoved))
        }
    }

    /// What is replaced, where the element on one side and one on the other refer to it.
    private func replaced(in element: Value, of others: Value?) -> AttributeChange.Cause? {
        func addresses(_ value: Value) -> [ResourceAddress] {
            value.mapLeaves(perspective.situation.withOwner).addresses.filter(perspective.replaced.contains)
        }
        guard let address = addresses(element).first, let others, addresses(others).contains(address) else {
            return nil
        }
        return .follows(address)
    }

    private func intent(_ aim: Intent.Aim, _ leaf: Leaf, old: Value?, new: Value?) -> Intent {
        let written = writtenElement(leaf, matching: new ?? old ?? .null)
        return Intent(
            path: leaf.path,
            attribute: leaf.attribute,
            update: leaf.attribute.update.innermost,
            aim: aim,
            old: old,
            new: new,
            recorded: new == nil ? nil : written ?? new,
            recordedKey: written.map(leaf.attribute.kind.elementKey),
            isOffline: leaf.attribute.update.isOffline
        )
    }
}

extension Differ {
    /// Where the element is written, or the list where it is not.
    private func range(of leaf: Leaf, _ element: Value?) -> SourceRange? {
        guard leaf.path.count == 1, let element, let written = resource.attributes[leaf.path[0]] else {
            return range(of: leaf)
        }
        let key = leaf.attribute.kind.elementKey
        let wanted = writtenElement(leaf, matching: element) ?? element
        let index = (written.value.list ?? []).firstIndex { key($0) == key(wanted) }
        return index.flatMap { written.places?[$0]?.range } ?? range(of: leaf)
    }

    /// The element as the file or the state writes it, where its key is a word for one of the object's addresses.
    private func writtenElement(_ leaf: Leaf, matching element: Value) -> Value? {
        let kind = leaf.attribute.kind
        guard kind.mentionsOwnAddress else { return nil }
        let written = (resource.value(leaf.path[0])?.list ?? []) + (record.attributes[leaf.path[0]]?.list ?? [])
        return written.first { candidate in
            let compared = kind.mapOwnAddresses(candidate) { object.outputs[AttributeName($0)] }
            return kind.elementKey(compared) == kind.elementKey(element)
        }
    }
}

extension ValueKind {
    /// Tells the elements of such a list apart.
    var elementKey: (Value) -> String {
        guard case .elements(let set) = self else { return { $0.keyText } }
        return { set.key(of: $0) }
    }

    var elementSet: ElementSet? {
        guard case .elements(let set) = self else { return nil }
        return set
    }
}

extension ElementChange {
    /// Whose calls bring the parts about: one for each, or one for all; `nil` where the element has to be added again.
    fileprivate func parts(for names: [AttributeName]) -> [AttributeName]? {
        switch self {
        case .parts(let calls): names.allSatisfy { calls[$0] != nil } ? names : nil
        case .whole: Array(names.prefix(1))
        }
    }

    /// The call for a part.
    func call(for part: AttributeName) -> Call? {
        switch self {
        case .parts(let calls): calls[part]
        case .whole(let call): call
        }
    }
}

extension Update {
    /// The update without what has to hold around it.
    var innermost: Update {
        guard case .offline(let inner) = self else { return self }
        return inner.innermost
    }

    var isOffline: Bool {
        guard case .offline = self else { return false }
        return true
    }
}
