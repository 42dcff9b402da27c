import ResourceModel

/// Brings the values of the three states into one form, in which a reference that is to stay is the address.
///
/// A reference to a resource that is about to be replaced is its present object, so that it differs from the wish; so is
/// one to a resource that is about to be forgotten, since nobody finds that by its address any more.
struct Perspective {
    let situation: Situation
    var replaced: Set<ResourceAddress>
    /// Those that have to be replaced, which the plan leaves to the next one.
    var postponed: Set<ResourceAddress> = []

    /// The wish, with everything evaluated that is known already.
    func desired(_ value: Value, _ kind: ValueKind, of address: ResourceAddress) -> Value {
        let known = evaluated(value, kind)
        guard kind.mentionsOwnAddress, !replaced.contains(address) else { return known }
        // One that it does not have, or that is about to change, stays a word.
        return kind.mapOwnAddresses(known) { word in
            lookup(address, AttributeName(word)).flatMap { $0.isNull ? nil : $0 }
        }
    }

    /// A value of the file with everything evaluated that is known already.
    func evaluated(_ value: Value, _ kind: ValueKind) -> Value {
        value.isDeferred ? kind.normalized(value.mapLeaves { evaluate($0) }) : value
    }

    func recorded(_ value: Value, _ kind: ValueKind, of address: ResourceAddress) -> Value {
        let mapped = kind.mapReferences(in: value) { leaf in
            guard case .reference(.resource(let target)) = leaf, !keepsAddress(target),
                let object = situation.currentObject(at: target)
            else { return leaf }
            return .reference(object)
        }
        return replacingOwnAddresses(in: mapped, kind, of: address)
    }

    func observed(_ value: Value, _ kind: ValueKind) -> Value { kind.mapReferences(in: value) { withAddress($0) } }

    /// The same for what has no kind, or of which nothing but its parts is looked at.
    func observed(_ value: Value) -> Value { value.mapLeaves { withAddress($0) } }

    private func withAddress(_ leaf: Value) -> Value {
        guard case .reference(.object(let type, let id)) = leaf, let owner = situation.owner(of: type, id),
            keepsAddress(owner)
        else { return leaf }
        return .reference(.resource(owner))
    }

    /// Whether the object that is at the address now stays there.
    private func keepsAddress(_ address: ResourceAddress) -> Bool {
        !replaced.contains(address) && !situation.forgotten.contains(address)
    }

    /// Whether everything that the value refers to exists, and stays.
    func isKnownNow(_ value: Value) -> Bool {
        !value.isDeferred && value.addresses.allSatisfy(stays)
    }

    private func stays(_ address: ResourceAddress) -> Bool {
        situation.bindings[address] != nil && !replaced.contains(address)
    }

    func evaluate(_ leaf: Value) -> Value {
        guard case .deferred(let deferred) = leaf else { return leaf }
        return (try? situation.value(of: deferred, lookup)) ?? leaf
    }

    /// What is wrong with the expressions in a value that read nothing unknown.
    func failures(in value: Value) -> [String] {
        var failures: [String] = []
        _ = value.mapLeaves { leaf in
            guard case .deferred(let deferred) = leaf else { return leaf }
            do {
                _ = try situation.value(of: deferred, lookup)
            } catch {
                failures.append("\(error)")
            }
            return leaf
        }
        return failures
    }

    /// The leaf as it is now, whatever the plan is; nil where something that it reads is not there.
    func present(_ leaf: Value) -> Value? {
        guard case .deferred(let deferred) = leaf else { return leaf }
        return try? situation.value(of: deferred, present)
    }

    /// What an object has now under a name; null for what it has not.
    func present(_ address: ResourceAddress, _ name: AttributeName) -> Value? {
        guard let object = situation.bindings[address] else { return nil }
        if name == .id { return object.id.value }
        let value = object.outputs[name] ?? object.attributes[name]
        return value.map(observed) ?? situation.recorded.resources[address]?.attributes[name] ?? .null
    }

    /// What an object will have under a name, where that is known already.
    private func lookup(_ address: ResourceAddress, _ name: AttributeName) -> Value? {
        guard stays(address), let object = situation.bindings[address] else { return nil }
        if name == .id { return object.id.value }
        let type = situation.type(of: address)
        if let output = type.output(name) {
            guard output.follows.allSatisfy({ isSettled($0, output.followedParts, address, type, object) }) else {
                return nil
            }
            return object.outputs[name].map(observed) ?? .null
        }
        if let wish = situation.desired.resources[address]?.value(name), !wish.isNull {
            let value = type.attribute(name).map { evaluated(wish, $0.kind) } ?? wish
            return value.isDeferred ? nil : value
        }
        return object.attributes[name].map(observed) ?? .null
    }

    /// Whether an attribute is as wanted already, so that what follows from it stays.
    private func isSettled(
        _ name: AttributeName,
        _ followed: Set<AttributeName>,
        _ address: ResourceAddress,
        _ type: ResourceType,
        _ object: ObservedObject
    ) -> Bool {
        guard let attribute = type.attribute(name) else { return true }
        func isFollowed(_ part: AttributeName) -> Bool { followed.isEmpty || followed.contains(part) }
        let recordedBefore = situation.recorded.resources[address]?.attributes[name]
        if case .object(let parts) = attribute.kind {
            // What an earlier apply set and the file does not say any more is about to go back to its default.
            let wish = situation.desired.resources[address]?.value(name)
            let present = object.attributes[name].map(observed)
            let isLeft = parts.filter { isFollowed($0.name) }.allSatisfy { part in
                guard let reset = part.reset, wish?[part.name] == nil, let before = recordedBefore?[part.name] else {
                    return true
                }
                return before.isNull || reset.isSatisfied(by: present?[part.name])
            }
            guard isLeft else { return false }
        }
        guard let written = situation.desired.resources[address]?.value(name) else { return true }
        var wish = evaluated(written, attribute.kind)
        if case .object = attribute.kind, case .map(let parts) = wish {
            wish = .map(parts.filter { isFollowed(AttributeName($0.key)) })
        }
        let present = object.attributes[name].map { observed($0, attribute.kind) }
        guard case .elements = attribute.update.innermost else { return wish.isSatisfied(by: present) }
        let undeclared = attribute.undeclared(situation.desired.resources[address]?.lifecycle.extra ?? Extra())
        let recorded = situation.recorded.resources[address]?.attributes[name]
        let sides = Sides(desired: wish, recorded: recorded, observed: present)
        let elements = ElementIndex(sides, key: attribute.kind.elementKey)
        return ElementDifference(elements, attribute.kind, undeclared: undeclared, in: object).isEmpty
    }

    /// The words for the object's own addresses, as the addresses that it has.
    private func replacingOwnAddresses(in value: Value, _ kind: ValueKind, of address: ResourceAddress) -> Value {
        guard kind.mentionsOwnAddress, !replaced.contains(address), let outputs = situation.bindings[address]?.outputs
        else { return value }
        return kind.mapOwnAddresses(value) { outputs[AttributeName($0)] }
    }
}

extension ValueKind {
    /// Whether some part of such a value may be a word for the object's own address.
    var mentionsOwnAddress: Bool {
        switch self {
        case .string(let format): format == .ownAddress
        case .integer, .boolean, .oneOf, .reference, .offering, .labels: false
        case .list(let kind, _, _): kind.mentionsOwnAddress
        case .elements(let set): set.attributes.contains { $0.kind.mentionsOwnAddress }
        case .object(let attributes): attributes.contains { $0.kind.mentionsOwnAddress }
        }
    }

    /// The value with the words for own addresses replaced; a word is the name of the output that has the address.
    func mapOwnAddresses(_ value: Value, _ address: (String) -> Value?) -> Value {
        switch (self, value) {
        case (.string(.ownAddress), .string(let word)): address(word) ?? value
        case (.list(let kind, _, _), .list(let values)): .list(values.map { kind.mapOwnAddresses($0, address) })
        case (.elements(let set), .list(let elements)):
            .list(elements.map { ValueKind.object(set.attributes).mapOwnAddresses($0, address) })
        case (.elements(let set), .map): ValueKind.object(set.attributes).mapOwnAddresses(value, address)
        case (.object(let attributes), .map(let entries)):
            .map(
                entries.reduce(into: [:]) { result, entry in
                    let kind = attributes.first { $0.name.text == entry.key }?.kind
                    result[entry.key] = kind?.mapOwnAddresses(entry.value, address) ?? entry.value
                }
            )
        case _: value
        }
    }
}
