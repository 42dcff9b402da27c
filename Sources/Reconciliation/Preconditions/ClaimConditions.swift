import Diagnostics
import ResourceModel

/// What only one object can have, and another one has which the plan leaves as it is.
struct ClaimConditions {
    let situation: Situation
    let perspective: Perspective
    private let changes: [ResourceAddress: [ChangeDraft]]
    private let differences: [ResourceAddress: Difference]
    private let holders: [Held: Holder]
    /// Objects by what only one of their type can have.
    private let claims: [Claimed: [ObservedObject]]

    /// An address in a network.
    private struct Held: Hashable {
        let scope: Value
        let value: Value
    }

    private struct Claimed: Hashable {
        let type: ResourceType.Name
        let attribute: AttributeName
        let value: Value

        /// `nil` where not all is known that it is made of.
        init?(_ attribute: Attribute, _ type: ResourceType.Name, value: (AttributeName) -> Value?) {
            guard let own = value(attribute.name) else { return nil }
            self.type = type
            self.attribute = attribute.name
            guard case .among(let others)? = attribute.claim else {
                self.value = attribute.kind.compared(own)
                return
            }
            let values = others.compactMap(value)
            guard values.count == others.count else { return nil }
            self.value = .list([own] + values)
        }
    }

    private struct Holder {
        let type: ResourceType.Name
        let object: ObservedObject
        let attribute: AttributeName
        let part: AttributeName
        let sibling: AttributeName
    }

    init(situation: Situation, comparison: ProjectComparison, changes: [ChangeDraft]) {
        self.situation = situation
        perspective = comparison.perspective
        differences = comparison.differences
        self.changes = Dictionary(grouping: changes, by: \.address)
        // Without changes nobody asks, and an index of all objects is for nothing.
        holders = changes.isEmpty ? [:] : Self.holders(situation)
        claims = changes.isEmpty ? [:] : Self.claims(situation)
    }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        return type.attributes.flatMap { attribute in
            attribute.isClaimed
                ? [taken(attribute, resource, type, change)].compactMap(\.self)
                : attribute.claimingParts.flatMap { taken($0.part, $0.sibling, of: attribute, resource, change) }
        }
    }

    /// A name or key that an object has which the plan does not remove or give another one.
    private func taken(
        _ attribute: Attribute,
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ change: ChangeDraft
    ) -> Diagnostic? {
        let isSet = change.attributes.contains { $0.path.root == attribute.name } || change.kind == .create
        guard isSet, let wish = resource.value(attribute.name), !wish.isDeferred, !wish.isNull,
            let claimed = Claimed(attribute, type.name, value: { resource.value($0).flatMap(situation.present) }),
            let holder = claims[claimed, default: []].first(where: { $0.id != change.currentID }),
            !isGivenUp(attribute.name, by: holder.id, type.name, of: resource)
        else { return nil }
        return attribute.name == .name
            ? .nameTaken(resource, type, wish.keyText, holder)
            : .valueTaken(resource, type, attribute.name, holder)
    }

    private func isGivenUp(
        _ name: AttributeName,
        by id: ResourceID,
        _ type: ResourceType.Name,
        of resource: DesiredResource
    ) -> Bool {
        guard let owner = situation.owner(of: type, id) else {
            return situation.leftovers(at: resource.address).contains { $0.id == id && $0.origin != .labelled }
        }
        return isGivenUp(name, at: owner)
    }

    /// An address in a network that something has which the plan leaves there.
    private func taken(
        _ part: AttributeName,
        _ sibling: AttributeName,
        of attribute: Attribute,
        _ resource: DesiredResource,
        _ change: ChangeDraft
    ) -> [Diagnostic] {
        guard !holders.isEmpty, change.attributes.contains(where: { $0.path.root == attribute.name }),
            let wish = resource.attributes[attribute.name]
        else { return [] }
        let isList = wish.value.list != nil
        return (wish.value.list ?? [wish.value]).enumerated().flatMap { index, element -> [Diagnostic] in
            guard let scope = element[sibling].flatMap(situation.present), let held = element[part] else { return [] }
            let places = (isList ? wish.places?[index] : wish.places)?[part.text]
            return (held.list ?? [held]).enumerated().compactMap { number, value in
                let wanted = Held(scope: scope, value: value)
                guard let holder = holders[wanted], !isFree(wanted, holder, resource) else { return nil }
                let name = situation.name(of: holder.object, holder.type)
                let place = places?[number]?.range ?? places?.range ?? wish.range ?? resource.range
                let owner = situation.owner(of: holder.type, holder.object.id)
                    .flatMap { situation.desired.resources[$0]?.address }
                return .addressTaken(resource, value, name, pickedFor: owner, at: place)
            }
        }
    }

    private func isFree(_ held: Held, _ holder: Holder, _ resource: DesiredResource) -> Bool {
        guard let owner = situation.owner(of: holder.type, holder.object.id) else {
            return situation.isDeposed(holder.type, holder.object.id)
        }
        return owner == resource.address || isLetGo(held, by: holder, at: owner)
    }

    /// Whether the holder goes, or the very value goes from it: what else changes of the attribute frees nothing.
    private func isLetGo(_ held: Held, by holder: Holder, at address: ResourceAddress) -> Bool {
        changes[address, default: []].contains { change in
            switch change.kind {
            case .delete, .replace: return true
            case .create, .adopt, .forget, .move: return false
            case .update:
                let intents = (differences[address]?.intents ?? []).filter { $0.root == holder.attribute }
                return intents.contains { has($0.old, held, holder) }
                    && !intents.contains { has($0.new, held, holder) || keeps($0.new, held, holder) }
            }
        }
    }

    /// Whether the value, or one of its elements, has what is held.
    private func has(_ value: Value?, _ held: Held, _ holder: Holder) -> Bool {
        guard let value else { return false }
        return (value.list ?? [value]).contains { element in
            guard element[holder.sibling].flatMap(situation.present) == held.scope, let values = element[holder.part]
            else { return false }
            return (values.list ?? [values]).contains(held.value)
        }
    }

    /// Whether an element of it stays there and says nothing of the value, so that it has what it had.
    private func keeps(_ value: Value?, _ held: Held, _ holder: Holder) -> Bool {
        guard let value else { return false }
        return (value.list ?? [value]).contains { element in
            element[holder.sibling].flatMap(situation.present) == held.scope && element[holder.part]?.isNull ?? true
        }
    }

    private func isGivenUp(_ name: AttributeName, at address: ResourceAddress) -> Bool {
        changes[address, default: []].contains { $0.givesUp(name) }
    }

    private static func claims(_ situation: Situation) -> [Claimed: [ObservedObject]] {
        var claims: [Claimed: [ObservedObject]] = [:]
        for type in situation.catalog.types {
            let attributes = type.attributes.filter(\.isClaimed)
            for object in (situation.observed.objects[type.name] ?? [:]).values.sorted(by: { $0.id < $1.id }) {
                for attribute in attributes {
                    guard let claimed = Claimed(attribute, type.name, value: object.value) else { continue }
                    claims[claimed, default: []].append(object)
                }
            }
        }
        return claims
    }

    private static func holders(_ situation: Situation) -> [Held: Holder] {
        var holders: [Held: Holder] = [:]
        for type in situation.catalog.types {
            for attribute in type.attributes {
                for (part, sibling) in attribute.claimingParts {
                    for object in (situation.observed.objects[type.name] ?? [:]).values {
                        let value = object.attributes[attribute.name] ?? .null
                        for element in value.list ?? [value] {
                            guard let scope = element[sibling], let held = element[part] else { continue }
                            for one in held.list ?? [held] where !one.isNull {
                                holders[Held(scope: scope, value: one)] = Holder(
                                    type: type.name,
                                    object: object,
                                    attribute: attribute.name,
                                    part: part,
                                    sibling: sibling
                                )
                            }
                        }
                    }
                }
            }
        }
        return holders
    }
}

extension Situation {
    /// The object that a reference leads to now.
    func present(_ value: Value) -> Value? {
        guard case .reference(.resource(let address)) = value else { return value }
        return currentObject(at: address).map { .reference($0) }
    }

    /// The address of an object of ours, or the words for one of somebody else's.
    func name(of object: ObservedObject, _ type: ResourceType.Name) -> String {
        let isForeign = owner(of: type, object.id) == nil
        return title(of: object, type) + (isForeign ? ", which is not part of this stack" : "")
    }

    /// The same where it is known already that it is somebody else's.
    func title(of object: ObservedObject, _ type: ResourceType.Name) -> String {
        owner(of: type, object.id)?.description
            ?? "the \(type.words) \(object.name.map { "'\($0)' " } ?? "")(ID \(object.id))"
    }

    /// The same for what a reference leads to.
    func title(of reference: Reference) -> String {
        switch reference {
        case .resource(let address): address.description
        case .object(let type, let id):
            observed.object(type, id).map { title(of: $0, type) } ?? "the \(type.words) \(id)"
        }
    }
}

extension Attribute {
    /// Whether only one object of the type, or of some of them, can have its value.
    fileprivate var isClaimed: Bool {
        switch claim {
        case .type?, .among?: true
        case .within?, .target?, nil: false
        }
    }
}

extension ObservedObject {
    func value(of name: AttributeName) -> Value? {
        name == .name ? self.name.map { .string($0) } : attributes[name]
    }
}

extension ChangeDraft {
    /// Whether the object has another value for the attribute afterwards, or is gone.
    fileprivate func givesUp(_ name: AttributeName) -> Bool {
        switch kind {
        case .delete, .replace: true
        case .update: attributes.contains { $0.path.root == name && $0.effect != .ignored }
        case .create, .adopt, .forget, .move: false
        }
    }
}
