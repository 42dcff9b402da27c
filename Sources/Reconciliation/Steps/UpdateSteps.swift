import ResourceModel

extension ChangeBuilder {
    /// The steps that bring intents about in an object that exists by then.
    mutating func addUpdates(_ intents: [Intent], isUnfinished: Bool, to drafts: inout StepDrafts) {
        let protects = intents.filter { $0.attribute.guardsDeletion && $0.new.hasTruePart }
        let unprotects = intents.filter { $0.attribute.guardsDeletion && !$0.new.hasTruePart }
        let others = intents.filter { !$0.attribute.guardsDeletion }

        var lifted = add(unprotects, to: &drafts)
        let guarding = lifted.isEmpty && others.contains(where: \.isRebuild) ? protectionAgainstRebuilding : nil
        if let guarding { lifted.append(drafts.add(guarding.lifting)) }
        base.formUnion(lifted)
        var added = addPut(others.filter(\.isPut), to: &drafts).map { [$0] } ?? []
        let direct = others.filter { !$0.isPut && !$0.isOffline && !$0.isService }
        added += add(direct, to: &drafts)
        // What an interrupted creation left off may need its attachments before it can start.
        if isUnfinished { base.formUnion(added) }
        added += addWindow(
            others.filter { $0.isOffline && !$0.isPut },
            service: others.first(where: \.isService),
            isUnfinished: isUnfinished,
            to: &drafts
        )
        base.formUnion(added)
        base.formUnion(add(protects, to: &drafts))
        if let guarding, protects.isEmpty { _ = drafts.add(restoring(guarding.attribute, guarding.present)) }
    }

    /// What a person should know before agreeing to the changes.
    func notesOnUpdates(_ intents: [Intent]) -> [String] {
        let lifts = intents.contains(where: \.isRebuild) && protectionAgainstRebuilding != nil
        return intents.flatMap(\.notes)
            + (lifts ? ["it is protected; the protection is lifted first and put back"] : [])
    }

    /// The protection that the object has, which the API heeds when it rebuilds, and how it is lifted.
    private var protectionAgainstRebuilding: (attribute: Attribute, present: Value, lifting: StepDraft)? {
        guard let object = situation.bindings[address],
            let attribute = type.attributes.first(where: \.guardsDeletion),
            let present = object.attributes[attribute.name], let lifting = lift(attribute, object)
        else { return nil }
        return (attribute, present, lifting)
    }

    /// Should it not come to this, the next plan sees drift where the file declares the protection.
    private func restoring(_ attribute: Attribute, _ present: Value) -> StepDraft {
        guard case .action(let call) = attribute.update else {
            preconditionFailure("protection is changed by an action")
        }
        return draft("put protection back", requests.request(call, value: present, kind: attribute.kind))
    }

    /// Intents that need nothing around them, with the order that attributes ask for.
    ///
    /// An attribute that comes after another is set once the other is as wanted, and cleared before the other is.
    private func add(_ intents: [Intent], to drafts: inout StepDrafts) -> [Int] {
        var removals: [AttributeName: [Int]] = [:]
        var additions: [AttributeName: [Int]] = [:]
        var all: [Int] = []
        for intent in intents {
            let indices = steps(for: intent).reduce(into: [Int]()) { chain, draft in
                var draft = draft
                if let previous = chain.last { draft.after.insert(previous) }
                chain.append(drafts.add(draft))
            }
            all += indices
            for index in indices {
                if drafts[index].clears == .value {
                    removals[intent.root, default: []].append(index)
                } else {
                    additions[intent.root, default: []].append(index)
                }
            }
        }
        for (name, indices) in additions {
            let before = removals[name, default: []]
            let earlier = (type.attribute(name)?.after ?? []).flatMap { other in
                additions[other, default: []] + removals[other, default: []]
            }
            for index in indices { drafts[index].after.formUnion(before + earlier) }
        }
        // What was set last is cleared first: routes go before the subnets.
        let clearing = removals.merging(
            additions.mapValues { indices in indices.filter { drafts[$0].clears == .flag } },
            uniquingKeysWith: +
        )
        for (name, indices) in clearing {
            let later = type.attributes.filter { $0.after.contains(name) }.flatMap { removals[$0.name, default: []] }
            for index in indices { drafts[index].after.formUnion(later) }
        }
        return all
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
        let present = situation.bindings[address]?.ownership
        let own = Ownership(stack: situation.desired.stack, address: address)
        let isOurs = present == nil || present?.stack == own.stack
        return situation.desired.usesOwnershipLabels && isOurs ? own.labels : present?.labels ?? [:]
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
            draft.outcome = .changed(edits(intent, recording: intent.recorded))
            return [draft]
        case .pair(let set, let clear, let clearsFirst):
            let wanted = intent.new.flatMap { $0.isNothing || $0 == false ? nil : $0 }
            let present = intent.old.flatMap { $0.isNothing || $0 == false ? nil : $0 }
            var drafts: [StepDraft] = []
            if let present, wanted == nil || clearsFirst {
                drafts += clear.map { self.clear(intent, $0, present, leaving: wanted == nil ? intent.recorded : nil) }
            }
            if let wanted { drafts += set.map { self.set(intent, $0, wanted) } }
            return drafts
        case .put, .elements, .service, .nested, .whole, .replace, .refuse, .choice, .input, .conditional, .offline:
            preconditionFailure("an intent for '\(intent.root)' has no request of its own")
        }
    }

    private func set(_ intent: Intent, _ call: Call, _ value: Value) -> StepDraft {
        let kind = intent.attribute.kind
        var draft = draft(call, intent, value: value, kind: kind, subject: intent.subject)
        draft.requires.formUnion(requirements(value, kind))
        if intent.attribute.claim == .target { draft.requires.formUnion(targetClaims(value)) }
        draft.outcome = .changed(edits(intent, recording: intent.recorded))
        return draft
    }

    private func clear(_ intent: Intent, _ call: Call, _ old: Value, leaving recorded: Value?) -> StepDraft {
        let kind = intent.attribute.kind
        var draft = draft(call, intent, value: old, kind: kind)
        draft.clears = old == true ? .flag : .value
        draft.provides.formUnion(kind.releases(of: old, situation))
        if let object = situation.currentObject(at: address) {
            draft.requires.insert(.releasedPart(object, intent.root))
        }
        if intent.attribute.claim == .target { draft.provides.formUnion(targetClaims(old)) }
        draft.outcome = .changed(edits(intent, recording: recorded))
        return draft
    }
}

extension Intent {
    var isPut: Bool {
        guard case .put = update else { return false }
        return true
    }

    /// Whether the object gets a new content in place.
    var isRebuild: Bool {
        guard case .action = update, case .choice = attribute.update.innermost else { return false }
        return true
    }

    var isService: Bool {
        guard case .service = update else { return false }
        return true
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
