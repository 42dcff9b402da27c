import ResourceModel

extension DesiredResource {
    /// An attribute as the type describes it, sensitive where the value that this resource gives it is.
    func described(_ attribute: Attribute) -> Attribute {
        guard attributes[attribute.name]?.isSensitive == true else { return attribute }
        var attribute = attribute
        attribute.isSensitive = true
        return attribute
    }
}

extension Value {
    /// What stands for a value that must not be shown.
    static let hidden: Value = "a sensitive value"

    /// The value with everything in it that is known later taken for sensitive.
    var hiddenOnceKnown: Value {
        mapLeaves { leaf in
            guard case .deferred(var deferred) = leaf else { return leaf }
            deferred.isSensitive = true
            return .deferred(deferred)
        }
    }
}

extension Observation {
    /// Whether the API's answers have it.
    package var isShown: Bool {
        guard case .never = self else { return true }
        return false
    }
}

extension Sides {
    /// The sides with a wish as it is compared and recorded.
    func withoutSecrets(_ kind: ValueKind) -> Sides {
        Sides(desired: desired.map(kind.withoutSecrets), recorded: recorded, observed: observed)
    }
}

extension Differ {
    /// The sensitive parts of a wish that are not what an earlier apply set.
    ///
    /// Those of an object that is taken over are taken to be as wanted.
    func changedSecrets(of attribute: Attribute, _ wish: Value) -> Set<AttributeName> {
        guard !isAdopted else { return [] }
        let changed = attribute.secrets(in: wish).filter { name, value in
            value.isDeferred || record.fingerprints[name] != fingerprint(value, resource.address, name)
        }
        return Set(changed.keys)
    }

    /// What leaves the fingerprints of what the wish has, and no others of the attribute.
    func secretEdits(of attribute: Attribute, _ wish: Value) -> [RecordedEdit] {
        guard attribute.kind.hasSecretParts else { return [] }
        let wanted = attribute.secrets(in: wish)
        let stale = record.fingerprints.keys.filter { attribute.hasSecret($0) && wanted[$0] == nil }
        let edits = wanted.sorted { $0.key < $1.key }.compactMap { name, value -> RecordedEdit? in
            // One that is known later counts as changed until it is known.
            guard !value.isDeferred else { return nil }
            let print = fingerprint(value, resource.address, name)
            return record.fingerprints[name] == print ? nil : .fingerprint(name, print)
        }
        return isAdopted ? edits : edits + stale.sorted().map { .fingerprint($0, nil) }
    }
}
