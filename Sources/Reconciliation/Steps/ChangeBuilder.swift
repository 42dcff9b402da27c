import ResourceModel

/// Collects the drafts of one resource's change.
struct ChangeBuilder {
    let requests: RequestBuilder
    let situation: Situation
    /// The change's number, by which its drafts are found again.
    let change: Int
    /// The wish's references, for the state file.
    let dependencies: [ResourceAddress]
    /// What every further draft waits for: what `depends_on` asks for, and what of this resource comes before.
    var waits: Set<Token> = []
    /// Drafts that every further one comes after: the creation.
    var base: Set<Int> = []

    var type: ResourceType { requests.type }
    var address: ResourceAddress { requests.address }

    /// Has every further draft come after these.
    mutating func advance(past indices: some Collection<Int>, in drafts: inout StepDrafts) {
        if indices.count > 1 { waits.insert(drafts.barrier(after: indices)) } else { base.formUnion(indices) }
    }

    /// A draft about the object itself.
    func draft(_ title: String, _ request: Step.Request) -> StepDraft {
        var draft = StepDraft(address: address, type: type.name, title: title, request: request, change: change)
        draft.after = base
        draft.requires = waits
        draft.timeoutSeconds = situation.desired.resources[address]?.lifecycle.timeoutSeconds
        if type.isSerialized { draft.occupies = [requests.this] }
        return draft
    }

    /// A draft of a call about an attribute's value.
    func draft(_ call: Call, _ intent: Intent, value: Value?, kind: ValueKind, subject: String? = nil) -> StepDraft {
        let name = title(of: call)
        var draft = draft(
            subject.map { "\(name) \($0)" } ?? name,
            requests.request(call, value: value, kind: kind)
        )
        draft.provides = [.attribute(address, intent.root), .settled(address)]
        draft.prefers = sources(of: intent.root)
        draft.startsObject = call.startsObject
        if let value { draft.occupies.formUnion(kind.occupied(by: value, isCreation: false)) }
        return draft
    }

    /// A draft that lets go of something, which may be what the resource depends on: then it cannot wait for that.
    func lettingGo(_ draft: StepDraft) -> StepDraft {
        var draft = draft
        let dependencies = draft.requires.filter(\.isOfSettling)
        draft.requires.subtract(dependencies)
        draft.prefers.formUnion(dependencies)
        return draft
    }

    func title(of call: Call) -> String { call.title ?? call.path.lastLiteral.replacing("_", with: " ") }

    /// What has to be there although nothing refers to it: the zones of domains.
    var prerequisites: Set<Token> {
        type.attributes.reduce(into: []) { tokens, attribute in
            guard let above = attribute.liesBelow, let value = requests.resource?.value(attribute.name) else { return }
            for text in (value.list ?? [value]).compactMap(\.string) {
                let domains = situation.relations.domains(of: above, above: text)
                tokens.formUnion(domains.map { .exists($0) })
            }
        }
    }

    /// What makes true what the attribute was read from, though the value is known already: the address that a record
    /// has is there once the server is attached.
    func sources(of name: AttributeName) -> Set<Token> {
        (requests.resource?.sources[name] ?? []).reduce(into: []) { tokens, source in
            let type = situation.type(of: source.address)
            let deciding = type.output(source.attribute).map(type.attributesDeciding) ?? [source.attribute]
            tokens.insert(.exists(source.address))
            tokens.formUnion(deciding.map { .attribute(source.address, $0) })
        }
    }

    /// What a request that brings the value about has to wait for.
    func requirements(_ value: Value, _ kind: ValueKind, scope: Value? = nil) -> Set<Token> {
        kind.requirements(of: value).union(claims(kind, value))
    }

    /// What only one can have of an attribute's value.
    func claims(of attribute: Attribute, _ value: Value) -> Set<Token> {
        claims(attribute.kind, value).union(attribute.claim == .target ? targetClaims(value) : [])
    }

    /// The claims that come with the parts of an element, or with every element of a list of them.
    func claims(_ kind: ValueKind, _ value: Value) -> Set<Token> {
        parts(kind, value).reduce(into: []) { $0.formUnion(claims($1.part, $1.whole)) }
    }

    /// The claim of a part of an object or element.
    private func claims(_ part: Attribute, _ whole: Value) -> Set<Token> {
        let held = (whole[part.name].map { $0.list ?? [$0] } ?? []).filter { !$0.isNull }
        switch part.claim {
        case nil, .type, .among: return []
        case .target: return held.reduce(into: []) { $0.formUnion(targetClaims($1)) }
        case .within(let sibling, _):
            guard let scope = whole[sibling] else { return [] }
            return Set(held.map { .free(sibling, scope: scope, value: $0) })
        }
    }

    /// Where the API picks a value for the parts of an element, or of every element of a list of them.
    func picks(_ kind: ValueKind, _ value: Value) -> Set<Value> {
        parts(kind, value).reduce(into: []) { scopes, one in
            guard case .within(let sibling, isPicked: true)? = one.part.claim,
                one.whole[one.part.name]?.isNull != false, let scope = one.whole[sibling]
            else { return }
            scopes.insert(scope)
        }
    }

    /// The parts of an object or element, or of every element of a list, each with what it is a part of.
    private func parts(_ kind: ValueKind, _ value: Value) -> [(part: Attribute, whole: Value)] {
        switch (kind, value) {
        case (.elements(let set), .list(let elements)): elements.flatMap { parts(.object(set.attributes), $0) }
        case (.elements(let set), .map): parts(.object(set.attributes), value)
        case (.object(let attributes), .map): attributes.map { ($0, value) }
        case _: []
        }
    }

    /// The claim on what a value refers to, if it exists already: nobody else can have a new one.
    func targetClaims(_ value: Value) -> Set<Token> {
        let objects = value.references.compactMap(situation.object)
        return Set(objects.map { .free("target", scope: .null, value: .reference($0)) })
    }

    /// What a step leaves in the state; of an element's sensitive parts, those that the step sets.
    func edits(
        _ intent: Intent,
        recording value: Value?,
        setting isSet: (AttributeName) -> Bool = { _ in true }
    ) -> [RecordedEdit] {
        guard !intent.isSuperseded else { return [.dependencies(dependencies)] }
        let open = value.map(intent.attribute.kind.withoutSecrets)
        let edit: RecordedEdit =
            switch intent.aim {
            case .value where intent.attribute.isSensitive: .secret(intent.root, value)
            case .value where intent.path.count > 1: .nested(intent.path[0], intent.path[1], open)
            case .value: .attribute(intent.root, open)
            case .removeElement(let key):
                .element(intent.root, key: intent.recordedKey ?? intent.ownedKey ?? key, open)
            case .addElement(let key), .changeElement(let key, _):
                .element(intent.root, key: intent.recordedKey ?? key, open)
            }
        let isDeclared = requests.resource?.value(intent.root) != nil
        let leftover: [RecordedEdit] = intent.isRemoval && !isDeclared ? [.forgetIfEmpty(intent.root)] : []
        return [edit] + secretEdits(intent, value, isSet) + leftover + [.dependencies(dependencies)]
    }

    private func secretEdits(
        _ intent: Intent,
        _ value: Value?,
        _ isSet: (AttributeName) -> Bool
    ) -> [RecordedEdit] {
        let attribute = intent.attribute
        guard attribute.kind.hasSecretParts, !attribute.isSensitive else { return [] }
        guard let set = attribute.kind.elementSet, case .map? = value ?? intent.old else {
            let present = situation.recorded.resources[address]?.fingerprints.keys.filter(attribute.hasSecret) ?? []
            let wanted = value.map(attribute.secrets) ?? [:]
            return Set(present).union(wanted.keys).sorted().map { .secret($0, wanted[$0]) }
        }
        return set.attributes.filter { $0.isSensitive && isSet($0.name) }.map { part in
            let name = attribute.secret(of: part.name, in: set.key(of: value ?? intent.old ?? .null))
            return .secret(name, value?[part.name].flatMap { $0.isNull ? nil : $0 })
        }
    }
}

extension Token {
    fileprivate var isOfSettling: Bool {
        guard case .settled = self else { return false }
        return true
    }
}

extension ResourceType {
    /// The attributes that an output follows from.
    fileprivate func attributesDeciding(_ output: Output) -> [AttributeName] {
        switch output.kind {
        case .text, .number: output.follows
        case .byReference(let map): [map.writtenIn]
        case .first(let name): self.output(name).map(attributesDeciding) ?? []
        }
    }
}

extension [Call.PathPart] {
    /// The last text in a path: what the call does.
    var lastLiteral: String {
        let texts = compactMap { part -> String? in
            guard case .literal(let text) = part else { return nil }
            return text
        }
        return texts.last ?? ""
    }
}
