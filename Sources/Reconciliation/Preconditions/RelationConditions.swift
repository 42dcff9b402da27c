import Diagnostics
import NetworkText
import ResourceModel

/// What has to fit between a resource and those that it refers to, as they are or will be.
struct RelationConditions {
    let situation: Situation
    let perspective: Perspective
    private let footing: FootingConditions

    init(situation: Situation, perspective: Perspective) {
        self.situation = situation
        self.perspective = perspective
        footing = FootingConditions(situation)
    }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        let found = type.constraints.flatMap { constraint -> [Diagnostic] in
            switch constraint {
            case .reachesZone(let rule) where !differing.isDisjoint(with: [rule.list, rule.location]):
                zones(rule, resource)
            case .agreement(let name, let path) where !differing.isDisjoint(with: [name, path.root]):
                agreement(name, path, resource)
            case .aloneAmong(let rule) where differing.contains(rule.list):
                company(rule, resource, type)
            case _: []
            }
        }
        return found + foreignAddresses(resource, type, differing) + footing.diagnostics(resource, change)
    }

    /// Networks that the location does not reach.
    private func zones(_ rule: Constraint.ZoneRule, _ resource: DesiredResource) -> [Diagnostic] {
        guard let wish = resource.attributes[rule.list], let location = resource.value(rule.location)?.string,
            let zone = zone(of: location, rule.location, resource)
        else { return [] }
        let isList = wish.value.list != nil
        return (wish.value.list ?? [wish.value]).enumerated().compactMap { index, element in
            guard let target = element[rule.target],
                let ranges = ranges(of: target, rule.ranges, rule.zone), !ranges.contains(zone)
            else { return nil }
            let places = isList ? wish.places?[index] : wish.places
            let place = places?[rule.target.text]?.range ?? places?.range ?? wish.range ?? resource.range
            return .outOfZone(resource, situation.words(for: target), Set(ranges).sorted(), location, zone, at: place)
        }
    }

    /// The network zone of a location; `nil` where the API was not asked.
    private func zone(of location: String, _ attribute: AttributeName, _ resource: DesiredResource) -> String? {
        guard case .offering(let offering)? = situation.type(of: resource.address).attribute(attribute)?.kind else {
            return nil
        }
        return situation.observed.offerings.items[offering]?.first { $0.name == location }?.zone
    }

    /// The zones of a network's ranges, as they are wanted or else as they are; `nil` where neither is known.
    private func ranges(of target: Value, _ list: AttributeName, _ zone: AttributeName) -> [String]? {
        var elements: Value?
        switch target {
        case .reference(.resource(let address)):
            elements =
                situation.desired.resources[address]?.value(list) ?? situation.bindings[address]?.attributes[list]
            if elements == nil, situation.desired.resources[address] != nil { elements = .list([]) }
        case .reference(.object(let type, let id)):
            elements = situation.observed.object(type, id)?.attributes[list]
        case _: return nil
        }
        guard let values = elements?.list, !values.contains(where: \.isDeferred) else { return nil }
        return values.compactMap { $0[zone]?.string }
    }

    /// What has to have the same value and has another one.
    private func agreement(
        _ name: AttributeName,
        _ path: AttributePath,
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        guard !situation.choices.undecided.contains(resource.address), let own = resource.value(name)?.string,
            let target = resource.value(at: path),
            let other = value(name, of: target), other != own
        else { return [] }
        return [.disagreement(resource, name, own, path, situation.words(for: target), other)]
    }

    private func value(_ name: AttributeName, of target: Value) -> String? {
        switch target {
        case .reference(.resource(let address)):
            let written = situation.desired.resources[address]?.value(name)
            return (written ?? situation.bindings[address]?.attributes[name])?.string
        case .reference(.object(let type, let id)):
            return situation.observed.object(type, id)?.attributes[name]?.string
        case _: return nil
        }
    }

    /// Elements beside one that has to be alone which are there, and stay.
    private func company(
        _ rule: Constraint.LoneElement,
        _ resource: DesiredResource,
        _ type: ResourceType
    ) -> [Diagnostic] {
        guard let attribute = type.attribute(rule.list), let wishes = resource.value(rule.list)?.list else { return [] }
        let kept = perspective.kept(attribute, in: resource).filter { element in
            situation.bindings[resource.address].flatMap { situation.owner(of: element, in: attribute, of: $0, type) }
                == nil
        }
        let others = Dictionary(grouping: kept) { $0[rule.part] }
        return wishes.enumerated().compactMap { index, wish in
            guard let text = wish[rule.condition]?.string,
                let other = others[wish[rule.part], default: []].first(where: { other in
                    rule.texts.contains(text) || rule.texts.contains(other[rule.condition]?.string ?? "")
                })
            else { return nil }
            let place = resource.attributes[rule.list]?.places?[index]?.range ?? resource.range
            let held = wish[rule.part]?.keyText ?? ""
            return .company(resource, text, held, other[rule.condition]?.string ?? "", at: place)
        }
    }

    /// Addresses that have to be the object's own and are not.
    private func foreignAddresses(
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ differing: Set<AttributeName>
    ) -> [Diagnostic] {
        guard let object = situation.bindings[resource.address], !perspective.replaced.contains(resource.address),
            type.outputs.allSatisfy({ $0.ownAddress == nil || differing.isDisjoint(with: $0.follows) })
        else { return [] }
        let own = OwnAddresses(of: object, type)
        guard !own.texts.isEmpty else { return [] }
        return type.attributes.flatMap { attribute -> [Diagnostic] in
            guard differing.contains(attribute.name), let set = attribute.kind.elementSet,
                let part = set.attributes.first(where: { $0.kind.mentionsOwnAddress }),
                let wishes = resource.value(attribute.name)?.list
            else { return [] }
            return wishes.enumerated().compactMap { index, wish in
                guard let text = wish[part.name]?.string, let address = IPAddress(text), !own.contains(address)
                else { return nil }
                let places = resource.attributes[attribute.name]?.places?[index]
                return .foreignAddress(resource, text, own.texts, at: places?[part.name.text]?.range ?? resource.range)
            }
        }
    }
}

extension Situation {
    /// What a message calls the target of a reference.
    func words(for target: Value) -> String {
        switch target {
        case .reference(.resource(let address)): address.description
        case .reference(.object(let type, let id)):
            observed.object(type, id).map { name(of: $0, type) } ?? "\(type.words) \(id)"
        case _: target.keyText
        }
    }
}
