import ResourceModel

extension ChangeBuilder {
    /// Lifts what protects the object, clears what the API wants cleared, deletes it; the index of the deletion.
    ///
    /// What is in the object's place comes before it goes, and before it is taken out of service for that: `successor` is
    /// the step that makes it, and `facts` are preferred to be true by then.
    mutating func addDeletion(
        of object: ObservedObject,
        after successor: Int? = nil,
        preferring facts: Set<Token> = [],
        to drafts: inout StepDrafts
    ) -> Int {
        let reference = Reference.object(type.name, object.id)
        var before: Set<Int> = []
        for attribute in type.attributes where attribute.guardsDeletion {
            guard let lifted = lift(attribute, object) else { continue }
            before.insert(drafts.add(lifted))
        }
        for lifted in type.attributes.flatMap({ elementLifts($0, object) }) { before.insert(drafts.add(lifted)) }
        var last = before
        for var draft in type.clearedBeforeDelete.flatMap({ clearing($0, object) }) {
            draft.after.formUnion(last)
            last = [drafts.add(draft)]
            before.formUnion(last)
        }
        if var leaving = gracefulEnd(of: object) {
            leaving.after.formUnion(before)
            if let successor { leaving.after.insert(successor) }
            // Should it stay after all, because its deletion does not come and is taken back, it is put into service again.
            if situation.bindings[address]?.id == object.id { leaving.outcome = .retired(object.id) }
            leaving.prefers = facts.union([.unlinked(reference)])
            before.insert(drafts.add(leaving))
        }
        var draft = draft("delete", requests.request(type.delete))
        draft.after.formUnion(before)
        if let successor { draft.after.insert(successor) }
        draft.outcome = .deleted(object.id)
        draft.requires.insert(.released(reference))
        draft.prefers = facts.union([.dropped(reference)])
        // What is not to go along is told so first.
        for companion in situation.relations.companions(of: type.name, object.id) where companion.isTrue {
            draft.prefers.insert(.attribute(companion.address, companion.condition))
        }
        draft.provides = released(by: object).union(freed(by: object))
        draft.provides.insert(.gone(reference))
        draft.container = type.collection.parent.map { .object($0.type, ResourceID(object.id.number)) }
        return drafts.add(draft)
    }

    /// Takes the object out of service before it goes, where that was asked for when it was declared.
    private func gracefulEnd(of object: ObservedObject) -> StepDraft? {
        guard let window = type.window, let name = window.beforeDeletion,
            (situation.desired.resources[address]?.value(name)
                ?? situation.recorded.resources[address]?.attributes[name]) == true,
            object.attributes[window.attribute] != window.outOfService
        else { return nil }
        return leave(window)
    }

    /// What a person should know before agreeing to the deletion.
    func notesOnDeletion(of object: ObservedObject) -> [String] {
        let isProtected = type.attributes.contains { $0.guardsDeletion && lift($0, object) != nil }
        let parts = type.attributes.flatMap { guardedElements($0, object).map(\.key) }
        let isForeign = !impactsOfLifting(object).isEmpty
        return (isProtected ? ["it is protected against deletion; the protection is lifted first"] : [])
            + (isForeign ? ["somebody else protected it: neither the file nor the state says so"] : [])
            + parts.map { "\($0) is protected against changes; the protection is lifted first" }
            + notesOnOthers(object)
    }

    /// Takes off what protects the object; `nil` where nothing does.
    func lift(_ attribute: Attribute, _ object: ObservedObject) -> StepDraft? {
        guard case .map(let parts)? = object.attributes[attribute.name], parts.values.contains(true),
            case .action(let call) = attribute.update, let reset = attribute.reset
        else { return nil }
        return draft("lift protection", requests.request(call, value: reset, kind: attribute.kind))
    }

    /// Takes off what guards elements of the object, which go along with it.
    private func elementLifts(_ attribute: Attribute, _ object: ObservedObject) -> [StepDraft] {
        guardedElements(attribute, object).compactMap { key, element in
            lift(removal(of: attribute, .removeElement(key: key), element), key)
        }
    }

    func guardedElements(_ attribute: Attribute, _ object: ObservedObject) -> [(key: String, element: Value)] {
        guard let guarding = attribute.kind.elementSet?.guardedBy else { return [] }
        let elements = object.attributes[attribute.name]?.list ?? []
        let guarded = elements.filter { $0[guarding].hasTruePart }
        // What is a resource by itself says by itself what its deletion takes.
        let own = guarded.filter { situation.owner(of: $0, in: attribute, of: object, type) == nil }
        return own.map { (attribute.kind.elementKey($0), $0) }
    }

    /// Something of the object that goes before it does, or with it.
    private func removal(of attribute: Attribute, _ aim: Intent.Aim, _ old: Value) -> Intent {
        Intent(
            path: [attribute.name],
            attribute: attribute,
            update: attribute.update.innermost,
            aim: aim,
            old: old,
            new: .null,
            recorded: nil,
            isOffline: false
        )
    }

    private func clearing(_ name: AttributeName, _ object: ObservedObject) -> [StepDraft] {
        guard let attribute = type.attribute(name), let value = object.attributes[name], !value.isNothing else {
            return []
        }
        let elements = attribute.kind.elementSet == nil ? nil : value.list
        let cleared = elements?.map { (aim: Intent.Aim.removeElement(key: attribute.kind.elementKey($0)), old: $0) }
        let intents = (cleared ?? [(aim: .value, old: value)]).map { aim, old in
            var intent = removal(of: attribute, aim, old)
            if elements != nil { intent.ownedKey = attribute.kind.elementKey(old.mapLeaves(situation.withOwner)) }
            return intent
        }
        return intents.flatMap(steps).map { draft in
            var draft = draft
            // The record may already be the new object's; should the deletion not come, the next plan sees drift.
            draft.outcome = .nothing
            return draft
        }
    }

    /// Everything that it refers to, as the API shows it and as the state remembers it.
    private func released(by object: ObservedObject) -> Set<Token> {
        var tokens: Set<Token> = []
        for attribute in type.attributes {
            guard let value = object.attributes[attribute.name] else { continue }
            let kind = attribute.kind
            tokens.formUnion(kind.releases(of: value, situation).union(kind.unlinks(of: value, situation)))
        }
        let remembered = situation.recorded.resources[address]?.dependencies ?? []
        // What no answer shows, such as the keys that a server began with, holds up nothing that cannot wait.
        tokens.formUnion(remembered.compactMap(situation.currentObject).map { .dropped($0) })
        return tokens
    }

    private func freed(by object: ObservedObject) -> Set<Token> {
        var tokens: Set<Token> = []
        for attribute in type.attributes {
            let shown =
                attribute.name == .name ? object.name.map { Value.string($0) } : object.attributes[attribute.name]
            guard let value = shown.map(requests.perspective.observed) else { continue }
            tokens.formUnion(claims(of: attribute, value))
            if attribute.claim == .type { tokens.insert(.free(attribute.name, scope: typeScope, value: value)) }
        }
        tokens.formUnion(placeClaims { object.value(of: $0) })
        for rule in type.loneObjects { tokens.formUnion(rule.given(situation) { object.value(of: $0) }) }
        return tokens
    }
}
