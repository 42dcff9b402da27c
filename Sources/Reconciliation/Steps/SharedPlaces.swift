import ResourceModel

/// What only one, or nobody else, can have below an object: whoever takes it waits for who has it now.
extension ChangeBuilder {
    /// What an object of this type has that no other one with the same other attributes can have.
    func placeClaims(_ value: (AttributeName) -> Value?) -> Set<Token> {
        type.attributes.reduce(into: []) { tokens, attribute in
            guard case .among(let others)? = attribute.claim, let own = value(attribute.name) else { return }
            let places = others.compactMap(value).map { $0.mapLeaves(situation.withOwner) }
            tokens.insert(.free(attribute.name, scope: .list([typeScope] + places), value: own))
        }
    }

    /// The rules about what the elements of a list are alone among, with what an element says of them.
    func loneElements(of intent: Intent, _ element: Value) -> [(rule: LonePlace, value: (AttributeName) -> Value?)] {
        guard let listed = situation.catalog.type(listedBy: intent.root, of: type) else { return [] }
        return listed.loneObjects.map { place in
            (place, { $0 == place.rule.reference ? .reference(.resource(address)) : element[$0] })
        }
    }
}

/// A rule about what has to be alone, of a type.
struct LonePlace {
    let type: ResourceType.Name
    let rule: Constraint.LoneObject

    /// What is free once something with these values is gone.
    func given(_ situation: Situation, _ value: (AttributeName) -> Value?) -> Set<Token> {
        isLone(value) ? tokens(["all", "lone"], situation, value) : tokens(["all"], situation, value)
    }

    /// What has to be free for something with these values: what has to be alone waits for all others.
    func taken(_ situation: Situation, _ value: (AttributeName) -> Value?) -> Set<Token> {
        tokens([isLone(value) ? "all" : "lone"], situation, value)
    }

    private func isLone(_ value: (AttributeName) -> Value?) -> Bool {
        value(rule.condition)?.string.map(rule.texts.contains) ?? false
    }

    private func tokens(
        _ classes: [String],
        _ situation: Situation,
        _ value: (AttributeName) -> Value?
    ) -> Set<Token> {
        guard let holder = value(rule.reference), let part = value(rule.part) else { return [] }
        let place = holder.mapLeaves(situation.withOwner)
        return Set(
            classes.map { .free(rule.part, scope: .list([.string(type.text), place, .string($0)]), value: part) }
        )
    }
}

extension ResourceType {
    var loneObjects: [LonePlace] {
        constraints.compactMap { constraint in
            guard case .aloneBelow(let rule) = constraint else { return nil }
            return LonePlace(type: name, rule: rule)
        }
    }
}
