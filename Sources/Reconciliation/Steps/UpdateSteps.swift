import ResourceModel

extension ChangeBuilder {
    /// The steps of an update, each of which also lets go of what the resource does not refer to any more.
    mutating func addUpdate(_ difference: Difference, isUnfinished: Bool, to drafts: inout StepDrafts) {
        let before = drafts.all.count
        addUpdates(difference.intents, difference.revivals, isUnfinished: isUnfinished, to: &drafts)
        let dropped = droppedObjects
        for index in before..<drafts.all.count { drafts[index].provides.formUnion(dropped) }
    }

    /// What the resource referred to or read before and does not any more, or not that object.
    private var droppedObjects: [Token] {
        let present = Set(dependencies).subtracting(requests.perspective.replaced)
        let earlier = situation.recorded.resources[address]?.dependencies ?? []
        return earlier.filter { !present.contains($0) }.compactMap(situation.currentObject).map { .dropped($0) }
    }

    /// The steps that bring intents about in an object that exists by then.
    mutating func addUpdates(
        _ intents: [Intent],
        _ revivals: [Revival] = [],
        isUnfinished: Bool,
        to drafts: inout StepDrafts
    ) {
        let protects = intents.filter { $0.attribute.guardsDeletion && $0.new.hasTruePart }
        let unprotects = intents.filter { $0.attribute.guardsDeletion && !$0.new.hasTruePart }
        let others = intents.filter { !$0.attribute.guardsDeletion }

        var lifted = add(unprotects, to: &drafts)
        let guarding = lifted.isEmpty && isGuarded(against: others) ? protectionAgainstChanges : nil
        let opening = guarding.map { drafts.add($0.lifting) }
        if let opening { lifted.append(opening) }
        advance(past: lifted, in: &drafts)
        var added = addPut(others.filter(\.isPut), to: &drafts).map { [$0] } ?? []
        let rebuild = Rebuild(others)
        let calls = rebuild.intents.filter { !$0.isPut && !$0.isService }
        let inWindow = calls.filter { belongsInWindow($0, among: others) }
        let direct = calls.filter { !belongsInWindow($0, among: others) }
        added += add(direct, to: &drafts)
        added += revivals.map { drafts.add(revive($0)) }
        // What rests on something that the window takes away goes before it.
        let offline = Set(others.filter(\.isOffline).map(\.root))
        advance(past: added.filter { drafts[$0].clears == .value && rests(drafts[$0], on: offline) }, in: &drafts)
        // What an interrupted creation left off may need its attachments before it can start.
        if isUnfinished { advance(past: added, in: &drafts) }
        added += addWindow(
            inWindow,
            service: others.first(where: \.isService),
            isUnfinished: isUnfinished,
            to: &drafts
        )
        for index in added { complete(&drafts[index], rebuild) }
        advance(past: added, in: &drafts)
        advance(past: add(protects, to: &drafts), in: &drafts)
        if let guarding, protects.isEmpty {
            var closing = restoring(guarding.attribute, guarding.present)
            closing.restores = opening
            _ = drafts.add(closing)
        }
    }

    /// Whether the object is off meanwhile: because the intent needs that, because it rests on what is only set then, or
    /// because a rebuild, which takes it off by itself, meets others.
    private func belongsInWindow(_ intent: Intent, among all: [Intent]) -> Bool {
        guard let window = type.window, !intent.isOffline else { return intent.isOffline }
        let offline = all.filter(\.isOffline).map(\.root)
        let object = situation.bindings[address]
        guard intent.isRebuild else {
            // What is about an address that only comes then.
            let isOfAddress = intent.addedKey != nil && intent.attribute.kind.mentionsOwnAddress
            if isOfAddress, intent.attribute.after.contains(where: offline.contains) { return true }
            let isNew = object?.attributes[intent.root]?.isNothing ?? true
            return isNew && intent.attribute.after.contains(where: offline.contains)
        }
        return !offline.isEmpty || all.contains(where: \.isService)
            || object?.attributes[window.attribute] == window.outOfService
    }

    /// Whether what guards the object guards it against some of these too.
    func isGuarded(against intents: [Intent]) -> Bool {
        let guardsAll = type.attributes.contains(where: \.guardsChanges)
        return intents.contains { $0.isRebuild || (guardsAll && !$0.attribute.guardsDeletion) }
            && !intents.contains { $0.attribute.guardsDeletion && !$0.new.hasTruePart }
    }

    private func rests(_ draft: StepDraft, on names: Set<AttributeName>) -> Bool {
        type.attributes.contains { attribute in
            !names.isDisjoint(with: attribute.after) && draft.provides.contains(.attribute(address, attribute.name))
        }
    }

    /// Makes an object useful again.
    private func revive(_ revival: Revival) -> StepDraft {
        var draft = draft(title(of: revival.call), requests.request(revival.call))
        draft.provides = [.attribute(address, revival.output), .settled(address), .exists(address)]
        draft.prefers = prerequisites
        draft.outcome = .changed([.dependencies(dependencies)])
        return draft
    }

    /// What a person should know before agreeing to the changes.
    func notes(on difference: Difference) -> [String] {
        let lifts = isGuarded(against: difference.intents) && protectionAgainstChanges != nil
        return difference.intents.flatMap { $0.notes { situation.fate(ofCompanionIn: $0, at: address) } }
            + difference.revivals.compactMap(\.call.note)
            + (lifts ? ["it is protected; the protection is lifted first and put back"] : [])
            + (impactsOfLifting(for: difference).isEmpty
                ? [] : ["somebody else protected it: neither the file nor the state says so"])
    }

    private func addPut(_ intents: [Intent], to drafts: inout StepDrafts) -> Int? {
        guard !intents.isEmpty else { return nil }
        var body: [String: Value] = [:]
        for intent in intents { body[intent.root.text] = intent.putValue(ownership: ownershipLabels) }
        let names = intents.map(\.root.text).joined(separator: ", ")
        var draft = draft("update \(names)", requests.put(body))
        draft.provides = [.settled(address)]
        for intent in intents {
            draft.provides.insert(.attribute(address, intent.root))
            draft.requires.formUnion(requirements(intent.new ?? .null, intent.attribute.kind))
            draft.prefers.formUnion(sources(of: intent.root))
            guard intent.attribute.claim == .type else { continue }
            if let old = intent.old { draft.provides.insert(.free(intent.root, scope: typeScope, value: old)) }
            if let new = intent.new { draft.requires.insert(.free(intent.root, scope: typeScope, value: new)) }
        }
        draft.outcome = .changed(intents.flatMap { edits($0, recording: $0.recorded) })
        return drafts.add(draft)
    }

    var typeScope: Value { .string(type.name.text) }

    /// The labels by which the object is found again; a `PUT` of labels would drop them.
    var ownershipLabels: [String: String] {
        guard situation.desired.usesOwnershipLabels else {
            return situation.bindings[address]?.ownership?.labels ?? [:]
        }
        return Ownership(stack: situation.desired.stack, address: address).labels
    }

    /// The requests of one intent, each waiting for the one before.
    func steps(for intent: Intent) -> [StepDraft] {
        switch intent.aim {
        case .value: valueSteps(intent)
        case .addElement(let key): additions(intent, key)
        case .removeElement(let key): removals(intent, key)
        case .changeElement(let key, let parts): changes(intent, key, parts)
        }
    }

    private func valueSteps(_ intent: Intent) -> [StepDraft] {
        let kind = intent.attribute.kind
        switch intent.update {
        case .action(let call):
            var draft = draft(call, intent, value: intent.new, kind: kind, subject: intent.subject)
            draft.requires.formUnion(requirements(intent.new ?? .null, kind))
            draft.provides.formUnion(kind.releases(replacing: intent.old, by: intent.new, situation))
            draft.prefers.formUnion(prerequisites)
            draft.interrupts = intent.isRebuild
            draft.outcome = .changed(edits(intent, recording: intent.recorded))
            return [draft]
        case .pair(let set, let clear, let clearsFirst):
            let wanted = intent.new.flatMap { $0.isNothing || $0 == false ? nil : $0 }
            let present = intent.old.flatMap { $0.isNothing || $0 == false ? nil : $0 }
            let cleared = present == nil || (wanted != nil && !clearsFirst) ? [] : clear.filter(isDue)
            guard let wanted else { return cleared.map { self.clear(intent, $0, present, leaving: intent.recorded) } }
            // What came along goes once what takes its place is there.
            let first = cleared.filter { !$0.endsCompanion }.map { self.clear(intent, $0, present, leaving: nil) }
            let last = cleared.filter(\.endsCompanion).map { self.clear(intent, $0, present, leaving: intent.recorded) }
            return first + set.map { self.set(intent, $0, wanted, takesOver: !clearsFirst) } + last
        case .put, .elements, .service, .nested, .whole, .replace, .refuse, .choice, .input, .conditional, .offline:
            preconditionFailure("an intent for '\(intent.root)' has no request of its own")
        }
    }

    /// Whether a call has something to do: one that ends companions needs one.
    private func isDue(_ call: Call) -> Bool {
        !call.endsCompanion || situation.fate(ofCompanionIn: call, at: address) == .ends
    }

    /// A request that takes over leaves what it referred to before; that may go first where both wait for each other.
    private func set(_ intent: Intent, _ call: Call, _ value: Value, takesOver: Bool) -> StepDraft {
        let kind = intent.attribute.kind
        var draft = draft(call, intent, value: value, kind: kind, subject: intent.subject)
        draft.requires.formUnion(requirements(value, kind))
        draft.picks = picks(kind, value)
        if takesOver {
            draft.provides.formUnion(kind.objectsLeft(intent.old, for: intent.new, situation).map { .dropped($0) })
        }
        if intent.attribute.claim == .target { draft.requires.formUnion(targetClaims(value)) }
        draft.outcome = .changed(edits(intent, recording: intent.recorded))
        return draft
    }

    private func clear(_ intent: Intent, _ call: Call, _ present: Value?, leaving recorded: Value?) -> StepDraft {
        let kind = intent.attribute.kind
        let old = present ?? .null
        var draft = draft(call, intent, value: old, kind: kind)
        draft.clears = old == true ? .flag : .value
        draft.provides.formUnion(kind.releases(of: old, situation))
        if let object = situation.currentObject(at: address) {
            draft.requires.insert(.releasedPart(object, intent.root))
        }
        if intent.attribute.claim == .target { draft.provides.formUnion(targetClaims(old)) }
        draft.outcome = .changed(edits(intent, recording: recorded))
        return lettingGo(draft)
    }
}

extension Intent {
    var isPut: Bool {
        guard case .put = update else { return false }
        return true
    }

    var isService: Bool {
        guard case .service = update else { return false }
        return true
    }

    var addedKey: String? {
        guard case .addElement(let key) = aim else { return nil }
        return key
    }

    var removedKey: String? {
        guard case .removeElement(let key) = aim else { return nil }
        return key
    }

    var isRemoval: Bool {
        guard case .removeElement = aim else { return false }
        return true
    }

    /// What the title of its step says after the verb.
    fileprivate var subject: String? {
        guard !attribute.isSensitive, let new else { return nil }
        switch new {
        case .integer, .number, .string, .reference: return "to \(new.keyText)"
        case .null, .boolean, .list, .map, .deferred: return nil
        }
    }

    fileprivate func putValue(ownership: [String: String]) -> Value {
        guard case .labels = attribute.kind, case .map(let labels)? = new else { return new ?? .null }
        return .map(labels.merging(ownership.mapValues { .string($0) }) { own, _ in own })
    }
}

extension Value? {
    /// Whether some part of an object, as protection is one, is true.
    var hasTruePart: Bool {
        switch self {
        case .map(let parts): parts.values.contains(true)
        case let value: value == true
        }
    }
}
