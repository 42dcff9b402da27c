import ResourceModel

extension ChangeBuilder {
    /// Adds an element, and sets what the call cannot carry; an element that is there from the start is changed.
    func additions(_ intent: Intent, _ key: String) -> [StepDraft] {
        guard case .elements(let add, _, let calls, _) = intent.update, let element = intent.new else {
            preconditionFailure("an element to add belongs to a keyed set")
        }
        let kind = intent.attribute.kind
        let set = kind.elementSet
        if let provided = set?.provided(key) {
            let parts = set?.attributes.map(\.name).filter { calls.call(for: $0) != nil && element[$0] != nil } ?? []
            var arriving = intent
            arriving.new = provided.keeps.map { keeping($0, in: element, intent.attribute) } ?? element
            return changes(arriving, key, parts)
        }
        let later = kind.partsAfterCreation(of: element, calls)
        var draft = draft(add, intent, value: element, kind: kind, subject: key)
        draft.requires.formUnion(requirements(element, kind))
        draft.picks = picks(kind, element)
        for (rule, value) in loneElements(of: intent, element) {
            draft.requires.formUnion(rule.taken(situation, value))
        }
        draft.outcome = .changed(edits(intent, recording: intent.recorded?.without(later)))
        return [draft] + changes(intent, key, later)
    }

    func removals(_ intent: Intent, _ key: String) -> [StepDraft] {
        guard case .elements(_, let remove, _, _) = intent.update, let element = intent.old else {
            preconditionFailure("an element to remove belongs to a keyed set")
        }
        let kind = intent.attribute.kind
        var draft = draft(remove, intent, value: element, kind: kind, subject: intent.ownedKey ?? key)
        draft.clears = .value
        draft.provides.formUnion(kind.releases(of: element, situation).union(kind.unlinks(of: element, situation)))
        draft.provides.formUnion(claims(kind, element))
        for (rule, value) in loneElements(of: intent, element) {
            draft.provides.formUnion(rule.given(situation, value))
        }
        if let object = situation.currentObject(at: address) {
            draft.requires.insert(.releasedPart(object, intent.root))
        }
        draft.outcome = .changed(edits(intent, recording: nil))
        var lifting = lift(intent, key)
        lifting?.clears = .value
        return [lifting, draft].compactMap(\.self).map(lettingGo)
    }

    /// Changes parts of an element, with what guards it lifted before and put back after.
    func changes(_ intent: Intent, _ key: String, _ parts: [AttributeName]) -> [StepDraft] {
        let guarding = intent.attribute.kind.elementSet?.guardedBy
        let others = parts.filter { $0 != guarding }
        let lifted = others.isEmpty ? nil : lift(intent, key)
        var steps = ([lifted] + others.map { change(intent, key, $0) }).compactMap(\.self)
        guard let guarding else { return steps }
        let isWanted = intent.new?[guarding].hasTruePart == true
        if isWanted ? lifted != nil || parts.contains(guarding) : lifted == nil && parts.contains(guarding) {
            steps.append(change(intent, key, guarding))
        }
        return steps
    }

    private func change(_ intent: Intent, _ key: String, _ part: AttributeName) -> StepDraft {
        guard case .elements(_, _, let calls, _) = intent.update, let call = calls.call(for: part),
            let element = intent.new
        else { preconditionFailure("a part that changes in place has a call") }
        let kind = intent.attribute.kind
        let ofEntries = call.ofEntries.lazy.compactMap { update in
            update.changed(from: intent.old?[part], to: element[part]).map {
                (update.call, element.setting(part, to: $0))
            }
        }.first
        let (chosen, sent) = ofEntries ?? (call, element)
        var draft = draft(chosen, intent, value: sent, kind: kind, subject: key)
        let before = claims(kind, intent.old ?? .null)
        let after = claims(kind, element)
        draft.requires.formUnion(requirements(element, kind).subtracting(before))
        draft.provides.formUnion(before.subtracting(after))
        draft.provides.formUnion(kind.releases(replacing: intent.old, by: element, situation))
        draft.outcome = .changed(edits(intent, recording: intent.recorded) { $0 == part })
        return draft
    }

    /// Makes the API accept changes of an element that is guarded; `nil` for one that is not.
    func lift(_ intent: Intent, _ key: String) -> StepDraft? {
        let kind = intent.attribute.kind
        guard let guarding = kind.elementSet?.guardedBy, let element = intent.old, element[guarding].hasTruePart,
            case .elements(_, _, let calls, _) = intent.update, let call = calls.call(for: guarding),
            let open = kind.elementSet?.attribute(guarding)?.reset
        else { return nil }
        let lifting = draft(call, intent, value: element.setting(guarding, to: open), kind: kind, subject: nil)
        // Should the change not come, the next plan sees drift and puts the guard back.
        var draft = draft("lift protection of \(key)", lifting.request)
        draft.occupies = lifting.occupies
        return draft
    }

    /// The element with the entries that its object lists, which are known once there is an object.
    private func keeping(_ rule: ProvidedElement.KeptEntries, in element: Value, _ attribute: Attribute) -> Value {
        guard let wish = element[rule.part], let part = attribute.kind.elementSet?.attribute(rule.part) else {
            return element
        }
        let place = KindPlace(type.name, attribute.name).appending(.element)
        let merged = MergedEntries(
            wish,
            listed: AttributeReference(address, rule.output),
            by: rule.entry,
            as: place.appending(part) { element[$0]?.string }
        )
        return element.setting(rule.part, to: .deferred(.merged(merged)))
    }
}

extension ValueKind {
    /// The parts of a new element that are set after it was added, because the call that adds it has no place for them.
    func partsAfterCreation(of element: Value, _ calls: ElementChange) -> [AttributeName] {
        let later = (elementSet?.attributes ?? []).filter { attribute in
            guard case .afterwards = attribute.creation, let value = element[attribute.name] else { return false }
            return calls.call(for: attribute.name) != nil && attribute.reset?.isSatisfied(by: value) != true
        }
        return later.map(\.name)
    }
}

extension EntryUpdate {
    /// The entries in which nothing but the part differs; `nil` where more does, or where one loses it.
    fileprivate func changed(from old: Value?, to new: Value?) -> Value? {
        guard let before = old?.list, let after = new?.list, !after.contains(where: \.isDeferred),
            Set(before.map { $0.without([part]) }) == Set(after.map { $0.without([part]) })
        else { return nil }
        let changed = after.filter { !before.contains($0) }
        return changed.allSatisfy { $0[part]?.isNull == false } ? .list(changed) : nil
    }
}

extension Value {
    /// The map without some of its keys.
    func without(_ names: [AttributeName]) -> Value {
        guard case .map(let parts) = self, !names.isEmpty else { return self }
        return .map(parts.filter { key, _ in !names.contains(AttributeName(key)) })
    }
}
