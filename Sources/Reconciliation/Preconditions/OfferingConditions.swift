import Diagnostics
import ResourceModel

/// What a change asks of the API's catalogue.
struct OfferingConditions {
    let situation: Situation
    let perspective: Perspective

    /// Names of the catalogue that do not exist, or not in that place.
    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        var chosen: [(attribute: Attribute, items: [Offerings.Item])] = []
        var found: [Diagnostic] = []
        for attribute in type.attributes {
            guard case .offering(let offering) = attribute.kind, let value = resource.value(attribute.name) else {
                continue
            }
            if let item = standIn(for: value, offering, attribute) {
                chosen.append((attribute, [item]))
                continue
            }
            guard let name = value.string, let items = situation.observed.offerings.items[offering] else { continue }
            let matching = items.filter { $0.name == name || $0.id.description == name }
            if matching.isEmpty {
                guard differing.contains(attribute.name) else { continue }
                let orderable = items.filter { $0.locations?.isEmpty != true }
                found.append(.unknownOffering(resource, attribute.name, name, offering, orderable))
            } else {
                chosen.append((attribute, matching))
            }
        }
        let counted = capacity(resource, chosen, differing)
        guard found.isEmpty, chosen.contains(where: { differing.contains($0.attribute.name) }) else {
            return found + counted
        }
        return counted + fit(resource, chosen, change) + availability(resource, chosen) + architecture(resource, chosen)
            + stayingArchitecture(resource, chosen, change) + room(resource, chosen, change)
            + deprecations(resource, chosen.filter { differing.contains($0.attribute.name) })
    }

    /// What a resource that is there is as an offering: a snapshot of the file is an image like any other.
    private func standIn(for value: Value, _ offering: Offering, _ attribute: Attribute) -> Offerings.Item? {
        guard value.isDeferred, let id = perspective.evaluated(value, attribute.kind).string.flatMap(Int64.init),
            let (type, object) = situation.object(ResourceID(id), standingFor: offering)
        else { return nil }
        let figure = attribute.fit.flatMap { rule in
            object.outputs[AttributeName(rule.figure)]?.integer.map { (rule.figure, $0) }
        }
        return Offerings.Item(
            id: object.id,
            name: situation.owner(of: type, object.id)?.description ?? object.id.description,
            architecture: object.outputs["architecture"]?.string,
            figures: Dictionary([figure].compactMap(\.self)) { first, _ in first }
        )
    }

    private func deprecations(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let places = resource.attributes.values.compactMap(\.value.string)
        return chosen.compactMap { choice in
            // What nobody can order any more is an error that has the date.
            guard let item = choice.items.first, item.locations?.isEmpty != true,
                let date = item.deprecation.date(in: places)
            else { return nil }
            return .deprecated(resource, choice.attribute.name, item.name, after: date)
        }
    }

    /// What the present object has must fit into what it changes to; a replacement begins anew.
    private func room(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])],
        _ change: ChangeDraft
    ) -> [Diagnostic] {
        guard change.kind == .update, let object = situation.bindings[resource.address] else { return [] }
        return chosen.compactMap { choice in
            guard let rule = choice.attribute.room, let item = choice.items.first, let size = item.figures[rule.figure],
                let held = object.outputs[rule.output]?.integer, held > size
            else { return nil }
            return .tooSmall(resource, choice.attribute.name, item.name, rule, size: size, held: held)
        }
    }

    private func availability(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let place = chosen.first { choice in
            guard case .offering(let offering) = choice.attribute.kind else { return false }
            return offering.isPlace
        }
        guard let location = place?.items.first?.name else { return [] }
        return chosen.compactMap { choice in
            guard let item = choice.items.first, let locations = item.locations, !locations.contains(location)
            else { return nil }
            return .unavailable(resource, choice.attribute.name, item, location)
        }
    }

    private func architecture(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let bound = chosen.filter { $0.items.contains { $0.architecture != nil } }
        guard let first = bound.first else { return [] }
        let wanted = Set(first.items.compactMap(\.architecture))
        return bound.dropFirst().compactMap { choice in
            let offered = Set(choice.items.compactMap(\.architecture))
            guard offered.isDisjoint(with: wanted) else { return nil }
            return .otherArchitecture(resource, choice.attribute.name, offered, first.attribute.name, wanted)
        }
    }

    /// An object that stays is for the processors that it is for.
    private func stayingArchitecture(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])],
        _ change: ChangeDraft
    ) -> [Diagnostic] {
        guard change.kind == .update, let object = situation.bindings[resource.address] else { return [] }
        return chosen.compactMap { choice in
            guard change.attributes.contains(where: { $0.path.root == choice.attribute.name && $0.effect.isInPlace }),
                case .offering(let offering) = choice.attribute.kind, let item = choice.items.first,
                let present = object.attributes[choice.attribute.name]?.string
            else { return nil }
            let all = situation.observed.offerings.items[offering] ?? []
            let held = Set(all.filter { $0.name == present || $0.id.description == present }.compactMap(\.architecture))
            let offered = Set(choice.items.compactMap(\.architecture))
            guard !held.isEmpty, !offered.isEmpty, held.isDisjoint(with: offered) else { return nil }
            return .architectureStays(resource, choice.attribute.name, item.name, offered, held)
        }
    }

    /// What an offering has room for.
    private func capacity(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])],
        _ differing: Set<AttributeName>
    ) -> [Diagnostic] {
        chosen.flatMap { choice in
            choice.attribute.capacities.compactMap { rule -> Diagnostic? in
                guard let root = rule.path.first, let item = choice.items.first, let most = item.figures[rule.figure],
                    !differing.isDisjoint(with: [choice.attribute.name, root])
                else { return nil }
                if rule.isNumber {
                    let wanted = rule.path.dropFirst().reduce(resource.value(root)) { $0?[$1] }
                    guard let number = wanted?.integer, number > most else { return nil }
                    return .overFigure(resource, choice.attribute.name, item.name, rule, most: most, number)
                }
                let list = situation.type(of: resource.address).attribute(root)
                // What comes by itself, as snapshots do, has a limit of its own.
                let isOpen = list?.undeclared == .kept
                let kept = isOpen ? [] : list.map { perspective.kept($0, in: resource) } ?? []
                let elements = (resource.value(root)?.list ?? []) + kept
                let count = Set(Value.list(elements).leaves(at: rule.path.dropFirst())).count
                guard count > most else { return nil }
                let others = kept.map { list?.kind.elementKey($0) ?? "" }
                return .overCapacity(resource, choice.attribute.name, item.name, rule, most: most, count, others)
            }
        }
    }

    /// What one offering needs of another: where an object begins anew with it.
    private func fit(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])],
        _ change: ChangeDraft
    ) -> [Diagnostic] {
        chosen.compactMap { choice in
            guard let rule = choice.attribute.fit, let item = choice.items.first,
                change.kind != .update || change.attributes.contains(where: { $0.path.root == choice.attribute.name }),
                let size = item.figures[rule.figure],
                let host = chosen.first(where: { $0.attribute.name == rule.host })?.items.first,
                let room = host.figures[rule.hostFigure], size > room
            else { return nil }
            return .unfit(resource, choice.attribute.name, item.name, size, rule, host.name, room)
        }
    }
}

extension Value {
    /// What lists and objects have at a path of names; lists on the way stand for each of their elements.
    fileprivate func leaves(at path: ArraySlice<AttributeName>) -> [Value] {
        if let values = list { return values.flatMap { $0.leaves(at: path) } }
        guard let name = path.first else { return isNull ? [] : [self] }
        return self[name]?.leaves(at: path.dropFirst()) ?? []
    }
}

extension AttributeChange.Effect {
    /// Whether the object stays, with what it has.
    fileprivate var isInPlace: Bool { self == .inPlace || self == .offline }
}
