extension Catalog {
    /// What is wrong with the descriptions themselves; empty for a catalog that the engine can interpret.
    package func validate() -> [String] {
        var found = repeated(types.map(\.name.text)).map { "two types are named '\($0)'" }
        found += repeated(types.map(\.section)).map { "two types have the section '\($0)'" }
        found += divided.map { "some attributes with the setting '\($0)' take alternatives, and some do not" }
        return found + types.flatMap { problems(of: $0) }
    }

    /// Settings that go to attributes of which not all take a list.
    private var divided: [AttributeName] {
        let all = types.flatMap(\.attributes).compactMap { attribute in
            attribute.presence.setting.map { (name: $0, takesAlternatives: attribute.takesAlternatives) }
        }
        return Dictionary(grouping: all, by: \.name)
            .filter { Set($0.value.map(\.takesAlternatives)).count > 1 }.keys.sorted()
    }

    private func problems(of type: ResourceType) -> [String] {
        let found =
            problems(of: type.attributes, isTop: true)
            + repeated(type.outputs.map(\.name.text)).map { "two outputs are named '\($0)'" }
            + unknown(type.clearedBeforeDelete, in: type, "clears")
            + unknown(type.createdWithOneOf.flatMap { $0 }, in: type, "chooses among")
            + unknown(type.attributes.flatMap(\.after), in: type, "puts something after")
            + unknown(type.attributes.compactMap(\.yieldsTo), in: type, "prefers something to a setting, which is")
            + unknown(type.attributes.compactMap(\.sentWith), in: type, "sends something with")
            + unknown(type.attributes.flatMap(\.footing).compactMap(\.ownAttribute), in: type, "rests something on")
            + unknown(type.charges.flatMap(\.attributes), in: type, "is charged by")
            + unknown(type.constraints.flatMap(\.attributes), in: type, "constrains")
            + unknown(type.outputs.flatMap(\.isRuledOutBy).compactMap(\.path.first), in: type, "rules an output out by")
            + type.ailments.map(\.output).filter { type.output($0) == nil }.map { "it has no output '\($0)' to ail" }
            + (type.window.map {
                unknown([$0.attribute, $0.beforeDeletion].compactMap(\.self), in: type, "has a window on")
            } ?? [])
        let misplaced = type.attributes.filter { $0.takesAlternatives && !$0.kind.isOffering }
            .map { "'\($0.name)' takes alternatives, but it is no offering" }
        let undescribed = type.summary.isEmpty || type.example.isEmpty ? ["it has no summary or no example"] : []
        return (found + misplaced + undescribed).map { "\(type.name): \($0)" }
    }

    private func problems(of attributes: [Attribute], isTop: Bool) -> [String] {
        repeated(attributes.map(\.name.text)).map { "two attributes are named '\($0)'" }
            + attributes.flatMap { problems(of: $0, isTop: isTop) }
    }

    private func problems(of attribute: Attribute, isTop: Bool) -> [String] {
        var found: [String] = []
        if attribute.summary.isEmpty { found.append("'\(attribute.name)' is not documented") }
        if case .offering(let offering) = attribute.kind {
            if offering.takesRoom, attribute.charge == nil {
                found.append("'\(attribute.name)' is sold, but has no charge")
            }
            found += attribute.figures.filter { !offering.figures.contains($0) }
                .map { "'\(attribute.name)' rests on the figure '\($0)', which its offering has not" }
        }
        if case .whole = attribute.update, isTop { found.append("'\(attribute.name)' cannot change by itself") }
        if attribute.isSensitive, !attribute.observation.isNever {
            found.append("'\(attribute.name)' is sensitive, but it is read")
        }
        return found + problems(of: attribute.kind, in: attribute)
    }

    private func problems(of kind: ValueKind, in attribute: Attribute) -> [String] {
        switch kind {
        case .string, .integer, .boolean, .offering, .labels: []
        case .oneOf(let values): values.isEmpty ? ["'\(attribute.name)' allows nothing"] : []
        case .reference(let reference): problems(of: reference, in: attribute)
        case .list(let kind, _, _): problems(of: kind, in: attribute)
        case .object(let parts): problems(of: parts, isTop: false)
        case .elements(let set):
            problems(of: set.attributes, isTop: false)
                + set.key.filter { set.attribute($0) == nil }.map { "'\(attribute.name)' has no key part '\($0)'" }
        }
    }

    private func problems(of reference: ReferenceKind, in attribute: Attribute) -> [String] {
        guard let target = find(reference.type) else {
            return ["'\(attribute.name)' refers to '\(reference.type)', which is no type"]
        }
        return reference.needs.filter { target.attribute($0) == nil }
            .map { "'\(attribute.name)' needs '\($0)' of \(target.name), which has none" }
    }

    private func unknown(_ names: [AttributeName], in type: ResourceType, _ verb: String) -> [String] {
        names.filter { type.attribute($0) == nil }.map { "it \(verb) '\($0)', which it has not" }
    }

    private func repeated(_ names: [String]) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted { $0.precedes($1) }
    }
}

extension Constraint {
    /// The attributes of the type itself that it speaks of.
    fileprivate var attributes: [AttributeName] {
        switch self {
        case .exclusive(let names), .anyOf(let names): names
        case .rule(let rule): [rule.condition] + rule.required + rule.forbidden
        case .elementsInside(let name, _, let range): [name, range]
        case .elementsDisjoint(let name, _), .references(let name, _), .equalParts(let name, _): [name]
        case .agreement(let name, let reference): [name, reference.root]
        case .addressInside(let rule): [rule.list]
        case .elementRule(let name, _): [name]
        case .combination(let list, let terms, _):
            [list].compactMap(\.self) + terms.filter { !$0.isInElement }.compactMap(\.path.first)
        case .reserved(let rule): [rule.list] + (rule.target == nil ? [rule.range, rule.parts] : [])
        case .elementsAlike(let name, _), .referencedApart(let name, _, _), .atMost(let name, _, _): [name]
        case .aloneAmong(let rule): [rule.list]
        case .aloneBelow(let rule): [rule.reference, rule.condition, rule.part]
        case .alsoTakes(let rule): [rule.list]
        case .elementsApart(let rule): [rule.list, rule.other]
        case .referencedValue(let reference, _, _): [reference.root]
        case .referencedFlag(let rule): [rule.list]
        case .sharedReference(let rule): [rule.list, rule.own.root]
        case .reachesZone(let rule): [rule.list, rule.location]
        case .unlisted(let reference, _, let key): [reference] + key
        case .elementsShared(let list, let references): [list] + references.map(\.root)
        }
    }
}

extension Attribute {
    /// The figures of its own offering that rules speak of.
    fileprivate var figures: [String] {
        [room?.figure, fit?.figure].compactMap(\.self) + capacities.map(\.figure)
    }
}

extension Observation {
    fileprivate var isNever: Bool {
        guard case .never = self else { return false }
        return true
    }
}

extension ValueKind {
    fileprivate var isOffering: Bool {
        guard case .offering = self else { return false }
        return true
    }
}

extension Footing {
    fileprivate var ownAttribute: AttributeName? {
        guard case .own(let name, _) = self else { return nil }
        return name
    }
}
