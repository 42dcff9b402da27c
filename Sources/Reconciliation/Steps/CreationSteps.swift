import ResourceModel

/// What a creation can carry, and what has to be set afterwards.
struct CreationBody {
    var body: [String: Value] = [:]
    var requires: Set<Token> = []
    var picks: Set<Value> = []
    var occupies: Set<Reference> = []
    /// Attributes that are as wanted once the object is there.
    var carried: Set<AttributeName> = []
    var recorded: [AttributeName: Value] = [:]
    var secrets: [AttributeName: Value] = [:]
    var later: [Intent] = []
}

extension ChangeBuilder {
    /// The creation, and whatever can only be set afterwards; the index of the creation.
    mutating func addCreation(
        of resource: DesiredResource,
        temporaryName: String?,
        after: Set<Int>,
        to drafts: inout StepDrafts
    ) -> Int {
        var creation = creationBody(of: resource)
        if let temporaryName {
            creation.body[AttributeName.name.text] = .string(temporaryName)
            creation.recorded[.name] = .string(temporaryName)
        }
        if type.hasLabels, situation.desired.usesOwnershipLabels {
            let own = Ownership(stack: situation.desired.stack, address: address).labels.mapValues { Value.string($0) }
            let labels = creation.body[AttributeName.labels.text]?.map ?? [:]
            creation.body[AttributeName.labels.text] = .map(labels.merging(own) { own, _ in own })
        }
        let start = delayStart(&creation, resource)
        let record = record(creation, of: resource, isUnfinished: start != nil)
        var draft = draft(type.create.title ?? "create", request(creation.body))
        draft.occupies = creation.occupies
        draft.requires.formUnion(creation.requires)
        draft.picks = creation.picks
        draft.requires.formUnion(pathRequirements(of: resource))
        draft.requires.formUnion(claims(of: resource, isTemporary: temporaryName != nil))
        draft.prefers = prerequisites
        for name in creation.carried { draft.prefers.formUnion(sources(of: name)) }
        draft.after = after
        draft.provides = [.exists(address), .settled(address)]
        draft.provides.formUnion(creation.carried.map { .attribute(address, $0) })
        draft.outcome = .created(objectKey: type.collection.objectKey, record)
        draft.alternatives = (situation.choices.fallbacks[address] ?? []).map {
            alternative($0, to: creation, record)
        }
        let index = drafts.add(draft)
        base = [index]
        addUpdates(creation.later, isUnfinished: false, to: &drafts)
        if var start {
            start.after = base
            start.requires = waits
            base.insert(drafts.add(start))
        }
        return index
    }

    /// The same creation with something else of what the file lists.
    private func alternative(
        _ combination: Choices.Combination,
        to creation: CreationBody,
        _ record: NewRecord
    ) -> Step.Alternative {
        var body = creation.body
        var record = record
        for (name, listed) in combination {
            if body[name.text] != nil { body[name.text] = .string(listed.name) }
            if record.attributes[name] != nil { record.attributes[name] = .string(listed.name) }
        }
        return Step.Alternative(title: Choices.text(combination), request: request(body), record: record)
    }

    /// The type's call with what the attributes add to its body.
    private func request(_ body: [String: Value]) -> Step.Request {
        let call = requests.request(type.create)
        let whole = (call.body?.map ?? [:]).merging(body) { _, new in new }
        return Step.Request(call.method, call.path, body: .map(whole))
    }

    private func record(
        _ creation: CreationBody,
        of resource: DesiredResource,
        isUnfinished: Bool
    ) -> NewRecord {
        NewRecord(
            type: type.name,
            attributes: creation.recorded,
            secrets: creation.secrets,
            dependencies: dependencies,
            isOutOfService: isUnfinished,
            preventDestroy: resource.lifecycle.preventDestroy,
            keepsOnRemoval: resource.lifecycle.onRemoval == .keep
        )
    }

    /// What the creation's path refers to.
    private func pathRequirements(of resource: DesiredResource) -> Set<Token> {
        type.create.path.reduce(into: []) { tokens, part in
            guard case .attribute(let name) = part, let value = resource.value(name),
                let kind = type.attribute(name)?.kind
            else { return }
            tokens.formUnion(kind.requirements(of: value))
        }
    }

    private func creationBody(of resource: DesiredResource) -> CreationBody {
        var creation = CreationBody()
        let omitted = attributesToOmit(from: resource)
        for attribute in type.attributes.map(resource.described) {
            guard let written = resource.value(attribute.name), !written.isNull else { continue }
            let value = requests.perspective.desired(written, attribute.kind, of: address)
            if omitted.contains(attribute.name) {
                postpone(attribute, value, &creation)
            } else if let sibling = attribute.sentWith, omitted.contains(sibling) || resource.value(sibling) == nil {
                note(attribute, value, &creation)
            } else {
                add(attribute, value, &creation)
            }
        }
        return creation
    }

    /// Of each group of which a creation carries one, the others.
    private func attributesToOmit(from resource: DesiredResource) -> Set<AttributeName> {
        type.createdWithOneOf.reduce(into: []) { omitted, group in
            let written = group.filter { resource.value($0).map { !$0.isNull } == true }
            let known = written.first { requests.perspective.isKnownNow(resource.value($0) ?? .null) }
            guard let chosen = known ?? written.first else { return }
            omitted.formUnion(written.filter { $0 != chosen })
        }
    }

    private func add(_ attribute: Attribute, _ value: Value, _ creation: inout CreationBody) {
        switch attribute.creation {
        case .body(let template): carry(attribute, value, template, &creation)
        case .bodyWhenKnown(let template):
            let isChosen = type.createdWithOneOf.contains { $0.contains(attribute.name) }
            if isChosen || requests.perspective.isKnownNow(value) {
                carry(attribute, value, template, &creation)
            } else {
                postpone(attribute, value, &creation)
            }
        case .bodyForElements(let condition, let template):
            let elements = value.list ?? []
            let carried = elements.filter { holds(condition, for: $0, attribute.kind) }
            let others = elements.filter { !holds(condition, for: $0, attribute.kind) }
            if !carried.isEmpty { carry(attribute, .list(carried), template, &creation) }
            complete(carried, attribute, &creation)
            if !others.isEmpty { postpone(attribute, .list(others), &creation) }
            if elements.isEmpty { note(attribute, value, &creation) }
        case .afterwards: postpone(attribute, value, &creation)
        case .unsent: note(attribute, value, &creation)
        }
    }

    private func holds(_ condition: Attribute.ElementCondition, for element: Value, _ kind: ValueKind) -> Bool {
        switch condition {
        case .keyAlone: kind.isKeyAlone(element)
        case .known:
            requests.perspective.isKnownNow(element) && kind.elementSet?.provided(kind.elementKey(element)) == nil
        }
    }

    /// Sets afterwards what the creation has no place for in the elements that it carries.
    private func complete(_ elements: [Value], _ attribute: Attribute, _ creation: inout CreationBody) {
        guard case .elements(_, _, let calls, _) = attribute.update.innermost else { return }
        for element in elements {
            let parts = attribute.kind.partsAfterCreation(of: element, calls)
            guard !parts.isEmpty else { continue }
            let key = attribute.kind.elementKey(element)
            creation.later.append(intent(attribute, .changeElement(key: key, parts: parts), element))
        }
    }

    private func carry(
        _ attribute: Attribute,
        _ value: Value,
        _ template: BodyTemplate,
        _ creation: inout CreationBody
    ) {
        let content = requests.body(template, value: value, kind: attribute.kind)
        if case .spread = template {
            creation.body.merge(content?.map ?? [:]) { _, new in new }
        } else {
            creation.body[attribute.name.text] = content
        }
        creation.carried.insert(attribute.name)
        creation.requires.formUnion(requirements(value, attribute.kind).union(claims(of: attribute, value)))
        creation.picks.formUnion(picks(attribute.kind, value))
        creation.occupies.formUnion(attribute.kind.occupied(by: value, isCreation: true))
        note(attribute, value, &creation)
    }

    /// Keeps what was set.
    private func note(_ attribute: Attribute, _ value: Value, _ creation: inout CreationBody) {
        if attribute.isSensitive {
            creation.secrets[attribute.name] = value
        } else {
            creation.recorded[attribute.name] = attribute.kind.withoutSecrets(value)
            creation.secrets.merge(attribute.secrets(in: value)) { $1 }
        }
    }

    /// Set by its own update, unless the object begins that way or nothing could set it.
    private func postpone(_ attribute: Attribute, _ value: Value, _ creation: inout CreationBody) {
        guard attribute.reset != value, attribute.update.innermost.isSettable else {
            note(attribute, value, &creation)
            return
        }
        if case .elements = attribute.update.innermost {
            for element in value.list ?? [] {
                creation.later.append(intent(attribute, .addElement(key: attribute.kind.elementKey(element)), element))
            }
        } else {
            creation.later.append(intent(attribute, .value, value))
        }
    }

    /// A new object begins with what taking the attribute out of the file goes back to.
    private func intent(_ attribute: Attribute, _ aim: Intent.Aim, _ value: Value) -> Intent {
        var old: Value?
        if case .value = aim { old = attribute.reset }
        return Intent(
            path: [attribute.name],
            attribute: attribute,
            update: attribute.update.innermost,
            aim: aim,
            old: old,
            new: value,
            recorded: value,
            isOffline: attribute.update.isOffline
        )
    }

    /// The value that only one object of the type can have.
    private func claims(of resource: DesiredResource, isTemporary: Bool) -> Set<Token> {
        let claiming = type.attributes.filter { $0.claim == .type && !(isTemporary && $0.name == .name) }
        let tokens: Set<Token> = claiming.reduce(into: placeClaims(resource.value)) { tokens, attribute in
            guard let value = resource.value(attribute.name) else { return }
            tokens.insert(.free(attribute.name, scope: typeScope, value: value))
        }
        return type.loneObjects.reduce(into: tokens) { $0.formUnion($1.taken(situation, resource.value)) }
    }

    /// Where nothing connects the object until it is attached, or it begins with what is only put in then, it is started
    /// after that.
    private func delayStart(_ creation: inout CreationBody, _ resource: DesiredResource) -> StepDraft? {
        guard let window = type.window, let start = window.start else { return nil }
        let later = Set(creation.later.map(\.root))
        let isUnconnected =
            later.contains(start.until) && !creation.carried.contains(start.until)
            && start.unlessAny.allSatisfy { resource.value(at: $0) == false }
        guard isUnconnected || !later.isDisjoint(with: start.startsWith) else { return nil }
        creation.body[start.bodyKey] = false
        guard resource.value(window.attribute) != window.outOfService else { return nil }
        var draft = draft(window.powerOn.title ?? "start", requests.request(window.powerOn))
        draft.outcome = .putIntoService([])
        draft.provides = [.settled(address)]
        return draft
    }
}

extension ValueKind {
    /// Whether nothing but its key is written in an element of such a list.
    fileprivate func isKeyAlone(_ element: Value) -> Bool {
        guard case .elements(let set) = self, case .map(let parts) = element else { return false }
        return parts.allSatisfy { name, value in set.key.contains(AttributeName(name)) || value.isNothing }
    }
}

extension Update {
    /// Whether an existing object can get the value.
    fileprivate var isSettable: Bool {
        switch self {
        case .put, .action, .pair, .elements, .service: true
        case .conditional(_, let first, let second): first.isSettable || second.isSettable
        case .offline(let inner): inner.isSettable
        case .nested, .whole, .replace, .refuse, .choice, .input: false
        }
    }
}
