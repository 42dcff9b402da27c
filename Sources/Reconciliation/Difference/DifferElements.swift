import Diagnostics
import ResourceModel

extension Differ {
    /// Compares a keyed set, or a list of references of which each is set and cleared by itself.
    func compareElements(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard case .elements(_, _, let calls, _) = leaf.attribute.update.innermost else { return }
        guard sides.desired != nil || sides.recorded != nil else { return }
        let index = ElementIndex(sides, key: leaf.attribute.kind.elementKey)
        var elements = elementDifference(index, sides.desired, leaf)
        elements.keepEntries { element, key in
            foreignRest(of: element, recorded: index[key].recorded, key, leaf)
        }
        if refusesExtra(leaf.attribute) {
            let extra = elements.removed.filter { $0.cause == .drifted }.map(\.key)
            elements.removed.removeAll { $0.cause == .drifted }
            refuse(extra, of: leaf, &difference)
        }
        refuseForeignEntries(index, leaf, &difference)
        recordSettledElements(sides, index, leaf, except: elements, &difference)
        difference.edits += elements.forgotten.map { .element(leaf.path[0], key: $0, nil) }
        guard !elements.isEmpty else {
            let wish = sides.withoutSecrets(leaf.attribute.kind).desired
            if wish != sides.recorded, wish?.isDeferred != true {
                difference.edits.append(.attribute(leaf.path[0], wish.map { recordable($0, leaf) }))
            }
            difference.edits += secretEdits(of: leaf.attribute, sides.desired ?? .list([]))
            return
        }
        let written = writtenElements(of: leaf)
        let wanted = replacedAddresses(in: sides.desired)
        let present = replacedAddresses(in: sides.observed)
        for (key, element, cause) in elements.removed {
            let followed = replaced(in: element, wanted)
            append(.removeElement(key: key), leaf, written, old: element, new: nil, followed ?? cause, &difference)
        }
        for (key, element, cause) in elements.added {
            let followed = replaced(in: element, present)
            append(.addElement(key: key), leaf, written, old: nil, new: element, followed ?? cause, &difference)
        }
        for pair in elements.changed { change(pair, leaf, written, calls, &difference) }
    }

    /// What the file says differently about elements that are as wanted, where others of them are not.
    private func recordSettledElements(
        _ sides: Sides,
        _ index: ElementIndex,
        _ leaf: Leaf,
        except elements: ElementDifference,
        _ difference: inout Difference
    ) {
        guard !elements.isEmpty, !leaf.attribute.kind.mentionsOwnAddress else { return }
        let pending = Set(elements.added.map(\.key) + elements.changed.map(\.key))
        let settled = index.sorted.filter { $0.sides.desired != nil && !pending.contains($0.key) }
        if isAdopted {
            let wishes = settled.compactMap(\.sides.desired)
            difference.edits += secretEdits(of: leaf.attribute, .list(wishes))
        }
        // What is neither wanted nor there is nothing that a step could forget.
        for (key, sides) in index.sorted where sides.desired == nil && sides.observed == nil {
            difference.edits.append(.element(leaf.path[0], key: key, nil))
        }
        for (key, sides) in settled {
            guard let wish = sides.desired.map(leaf.attribute.kind.withoutSecrets), !wish.isDeferred,
                wish != sides.recorded
            else { continue }
            difference.edits.append(.element(leaf.path[0], key: key, wish))
        }
    }

    /// The elements to compare, with those that lose the ground under their address made different.
    private func elementDifference(_ index: ElementIndex, _ wish: Value?, _ leaf: Leaf) -> ElementDifference {
        var elements = ElementDifference(
            index,
            leaf.attribute.kind,
            undeclared: leaf.attribute.undeclared(resource.lifecycle.extra),
            in: object,
            secrets: wish.map { changedSecrets(of: leaf.attribute, $0) } ?? [],
            named: leaf.attribute.secret,
            completing: { withForeignEntries($0, $1, $2, leaf.attribute.kind.elementSet) }
        )
        elements.release(
            index.sorted.compactMap { key, sides in
                guard sides.desired == nil, let present = sides.observed, perspective.situation.isLeftover(in: present)
                else { return nil }
                return (key, present)
            }
        )
        let stranding = StrandedAddresses(type, leaf.attribute.name, perspective)
        let footing = LostFooting(leaf.attribute.footing, self)
        guard !stranding.rules.isEmpty || !leaf.attribute.footing.isEmpty else { return elements }
        elements.strand(
            index.sorted.compactMap { key, sides in
                guard sides.desired != nil, let present = sides.observed,
                    let part = stranding.strandedPart(of: present).map({ (name: $0.name, cause: .follows($0.target)) })
                        ?? footing.strandedPart(of: present)
                else { return nil }
                return (key, sides, part.name, part.cause)
            }
        )
        return elements
    }

    /// Changes the parts of an element by their own calls where every one has one, else the element as a whole.
    private func change(
        _ pair: ElementDifference.Pair,
        _ leaf: Leaf,
        _ written: WrittenElements,
        _ calls: ElementChange,
        _ difference: inout Difference
    ) {
        let place = range(of: leaf, pair.wish, written)
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
                    range: place
                )
            )
        }
        if let changed = calls.parts(for: pair.parts) {
            difference.impacts.formUnion(impacts(of: pair, leaf))
            let aim = Intent.Aim.changeElement(key: pair.key, parts: changed)
            let recorded = pair.wish.map { written.element(matching: $0) ?? $0 }
            difference.intents.append(intent(aim, leaf, written, old: pair.old, new: pair.new).recording(recorded))
        } else {
            var removal = intent(.removeElement(key: pair.key), leaf, written, old: pair.old, new: nil)
            removal.ownedKey = ownedKey(pair.old, leaf)
            difference.intents.append(removal)
            // What stays as others set it is sent along, and is not ours all the same.
            let recorded = pair.wish.map { written.element(matching: $0) ?? $0 }
            let addition = intent(.addElement(key: pair.key), leaf, written, old: nil, new: pair.new)
            difference.intents.append(addition.recording(recorded))
            difference.impacts.formUnion(leaf.attribute.impacts(of: .elementRemoved))
        }
    }

    /// What is noticed of lists in an element that lose entries.
    private func impacts(of pair: ElementDifference.Pair, _ leaf: Leaf) -> Set<Impact> {
        pair.parts.reduce(into: []) { impacts, name in
            guard let part = leaf.attribute.kind.elementSet?.attribute(name) else { return }
            let kept = pair.new[name]?.list ?? []
            let isLosing = (pair.old[name]?.list ?? []).contains { !kept.contains($0) }
            if isLosing { impacts.formUnion(part.impacts(of: .elementRemoved)) }
        }
    }

    private func append(
        _ aim: Intent.Aim,
        _ leaf: Leaf,
        _ written: WrittenElements,
        old: Value?,
        new: Value?,
        _ cause: AttributeChange.Cause,
        _ difference: inout Difference
    ) {
        let key = ownedKey(old ?? new ?? .null, leaf)
        difference.changes.append(
            AttributeChange(
                leaf.attributePath.appending(element: key),
                old: old.map(leaf.attribute.kind.masked),
                new: new.map(leaf.attribute.kind.masked),
                cause: cause,
                effect: .inPlace,
                range: range(of: leaf, new, written)
            )
        )
        var intent = intent(aim, leaf, written, old: old, new: new)
        if case .removeElement = aim {
            intent.ownedKey = key
            difference.impacts.formUnion(leaf.attribute.impacts(of: .elementRemoved))
        }
        difference.intents.append(intent)
    }

    /// The element's key with addresses in the place of objects of ours.
    private func ownedKey(_ element: Value, _ leaf: Leaf) -> String {
        leaf.attribute.kind.elementKey(element.mapLeaves(perspective.situation.withOwner))
    }

    /// What is replaced, where an element on one side and one on the other refer to it.
    private func replaced(in element: Value, _ others: Set<ResourceAddress>) -> AttributeChange.Cause? {
        guard !others.isEmpty, let address = replacedList(in: element).first, others.contains(address) else {
            return nil
        }
        return .follows(address)
    }

    private func replacedAddresses(in value: Value?) -> Set<ResourceAddress> {
        guard let value, !perspective.replaced.isEmpty else { return [] }
        return Set(replacedList(in: value))
    }

    private func replacedList(in value: Value) -> [ResourceAddress] {
        value.mapLeaves(perspective.situation.withOwner).addresses.filter(perspective.replaced.contains)
    }

    private func intent(
        _ aim: Intent.Aim,
        _ leaf: Leaf,
        _ written: WrittenElements,
        old: Value?,
        new: Value?
    ) -> Intent {
        let element = written.element(matching: new ?? old ?? .null)
        return Intent(
            path: leaf.path,
            attribute: leaf.attribute,
            update: leaf.attribute.update.innermost,
            aim: aim,
            old: old,
            new: new,
            recorded: new == nil ? nil : element ?? new,
            recordedKey: element.map(leaf.attribute.kind.elementKey),
            isOffline: leaf.attribute.update.isOffline
        )
    }

    private func writtenElements(of leaf: Leaf) -> WrittenElements {
        WrittenElements(
            declared: leaf.path.count == 1 ? resource.attributes[leaf.path[0]]?.value.list ?? [] : [],
            recorded: record.attributes[leaf.path[0]]?.list ?? [],
            leaf.attribute.kind
        ) { object.outputs[$0] }
    }

    /// Where the element is written, or the list where it is not.
    private func range(of leaf: Leaf, _ element: Value?, _ written: WrittenElements) -> SourceRange? {
        guard let element, let place = written.place(of: element) else { return range(of: leaf) }
        return resource.attributes[leaf.path[0]]?.places?[place]?.range ?? range(of: leaf)
    }
}

/// The elements of a list as the file and the state write them, where their keys may be words for own addresses.
private struct WrittenElements {
    private let key: (Value) -> String
    /// The place of each declared element, by the key that is written.
    private var places: [String: Int] = [:]
    /// Elements by the key that they are compared by; empty where that is what is written.
    private var byComparedKey: [String: Value] = [:]

    init(
        declared: [Value],
        recorded: [Value],
        _ kind: ValueKind,
        output: (AttributeName) -> Value?
    ) {
        key = kind.elementKey
        for (place, element) in declared.enumerated() {
            let key = key(element)
            places[key] = places[key] ?? place
        }
        guard kind.mentionsOwnAddress else { return }
        for element in declared + recorded {
            let key = key(kind.mapOwnAddresses(element) { output(AttributeName($0)) })
            byComparedKey[key] = byComparedKey[key] ?? element
        }
    }

    /// How an element is written; `nil` where that is how it is compared.
    func element(matching element: Value) -> Value? {
        byComparedKey.isEmpty ? nil : byComparedKey[key(element)]
    }

    /// Where in the list an element is declared.
    func place(of element: Value) -> Int? { places[key(self.element(matching: element) ?? element)] }
}

extension ValueKind {
    /// Tells the elements of such a list apart.
    var elementKey: (Value) -> String {
        guard case .elements(let set) = self else { return { $0.keyText } }
        return { set.key(of: $0) }
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
