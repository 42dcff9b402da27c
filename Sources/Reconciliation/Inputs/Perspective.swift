import ResourceModel

/// Brings the values of the three states into one form, in which a reference that is to stay is the address.
///
/// A reference to a resource that is about to be replaced is its present object, so that it differs from the wish.
struct Perspective {
    let situation: Situation
    let replaced: Set<ResourceAddress>

    /// The wish, with everything evaluated that is known already.
    func desired(_ value: Value, _ kind: ValueKind, of address: ResourceAddress) -> Value {
        let evaluated = value.isDeferred ? kind.normalized(value.mapLeaves(evaluate)) : value
        return replacingOwnAddresses(in: evaluated, kind, of: address)
    }

    func recorded(_ value: Value, _ kind: ValueKind, of address: ResourceAddress) -> Value {
        let mapped = value.mapLeaves { leaf in
            guard case .reference(.resource(let target)) = leaf, replaced.contains(target),
                let object = situation.currentObject(at: target)
            else { return leaf }
            return .reference(object)
        }
        return replacingOwnAddresses(in: mapped, kind, of: address)
    }

    func observed(_ value: Value) -> Value {
        value.mapLeaves { leaf in
            guard case .reference(.object(let type, let id)) = leaf, let owner = situation.owner(of: type, id),
                !replaced.contains(owner)
            else { return leaf }
            return .reference(.resource(owner))
        }
    }

    /// Whether everything that the value refers to exists, and stays.
    func isKnownNow(_ value: Value) -> Bool {
        !value.isDeferred && value.addresses.allSatisfy(stays)
    }

    private func stays(_ address: ResourceAddress) -> Bool {
        situation.bindings[address] != nil && !replaced.contains(address)
    }

    private func evaluate(_ leaf: Value) -> Value {
        guard case .deferred(let deferred) = leaf else { return leaf }
        let value = try? deferred.evaluate { address, name in lookup(address, name) }
        return value ?? leaf
    }

    private func lookup(_ address: ResourceAddress, _ name: AttributeName) -> Value? {
        guard stays(address), let object = situation.bindings[address] else { return nil }
        if name == .id { return .integer(object.id.number) }
        if let wish = situation.desired.resources[address]?.value(name), !wish.isDeferred { return wish }
        return object.outputs[name] ?? object.attributes[name]
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
