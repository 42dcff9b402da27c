import ResourceModel

/// A reference at the place of an attribute.
struct ReferenceUse {
    let kind: ReferenceKind
    let reference: Reference
}

extension ValueKind {
    /// The references in a value of this kind, with what they need of their targets.
    func uses(in value: Value) -> [ReferenceUse] {
        switch (self, value) {
        case (.reference(let kind), .reference(let reference)): [ReferenceUse(kind: kind, reference: reference)]
        case (.list(let kind, _, _), .list(let values)): values.flatMap(kind.uses)
        case (.elements(let set), .list(let elements)): elements.flatMap(ValueKind.object(set.attributes).uses)
        case (.elements(let set), .map): ValueKind.object(set.attributes).uses(in: value)
        case (.list(let kind, _, _), .reference): kind.uses(in: value)
        case (.object(let attributes), .map):
            attributes.flatMap { attribute in value[attribute.name].map(attribute.kind.uses) ?? [] }
        case _: []
        }
    }

    /// What a request with the value waits for.
    func requirements(of value: Value) -> Set<Token> {
        var tokens: Set<Token> = []
        for use in uses(in: value) {
            guard case .resource(let address) = use.reference else { continue }
            tokens.insert(.exists(address))
            tokens.formUnion(use.kind.needs.map { .attribute(address, $0) })
        }
        return tokens.union(value.readTokens)
    }

    /// What a request that drops the value provides.
    func releases(of value: Value, _ situation: Situation) -> Set<Token> {
        var tokens: Set<Token> = []
        for use in uses(in: value) {
            guard let object = situation.object(of: use.reference) else { continue }
            tokens.insert(.released(object))
            tokens.formUnion(use.kind.needs.map { .releasedPart(object, $0) })
        }
        return tokens
    }

    /// What it provides of objects that others stand in for.
    func unlinks(of value: Value, _ situation: Situation) -> Set<Token> {
        let links = uses(in: value).filter(\.kind.staggersWindows)
        return Set(links.compactMap { situation.object(of: $0.reference) }.map { .unlinked($0) })
    }

    /// What a request provides that puts another value in the place of one: nothing refers to what only the old one did.
    func releases(replacing old: Value?, by new: Value?, _ situation: Situation) -> Set<Token> {
        Set(objectsLeft(old, for: new, situation).map { .released($0) })
    }

    /// The objects that an old value refers to and a new one does not.
    func objectsLeft(_ old: Value?, for new: Value?, _ situation: Situation) -> Set<Reference> {
        guard let old else { return [] }
        let kept = Set(new.map(uses)?.map(\.reference) ?? [])
        let left = uses(in: old).map(\.reference).filter { !kept.contains($0) }
        return Set(left.compactMap(situation.object))
    }

    /// The targets that a request about the value occupies.
    func occupied(by value: Value, isCreation: Bool) -> Set<Reference> {
        let locking = uses(in: value).filter { use in
            switch use.kind.locksTarget {
            case .never: false
            case .changes: !isCreation
            case .changesAndCreation: true
            }
        }
        return Set(locking.map(\.reference))
    }
}

extension Value {
    /// What its expressions read.
    fileprivate var readTokens: Set<Token> {
        switch self {
        case .null, .boolean, .integer, .number, .string, .reference: []
        case .list(let values): values.reduce(into: []) { $0.formUnion($1.readTokens) }
        case .map(let entries): entries.values.reduce(into: []) { $0.formUnion($1.readTokens) }
        case .deferred(let deferred):
            deferred.reads.reduce(into: []) { tokens, read in
                tokens.insert(.exists(read.address))
                tokens.insert(.attribute(read.address, read.attribute))
            }
        }
    }
}
