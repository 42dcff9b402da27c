import Fingerprinting
import ResourceModel

extension DesiredResource {
    /// An attribute as the type describes it, sensitive where the value that this resource gives it is.
    func described(_ attribute: Attribute) -> Attribute {
        var attribute = attribute.beside { value($0)?.string }
        if attributes[attribute.name]?.isSensitive == true { attribute.isSensitive = true }
        return attribute
    }
}

extension Value {
    /// What stands for a value that must not be shown.
    static let hidden: Value = "a sensitive value"
}

extension Sides {
    /// The sides with a wish as it is compared and recorded.
    func withoutSecrets(_ kind: ValueKind) -> Sides {
        Sides(desired: desired.map(kind.withoutSecrets), recorded: recorded, observed: observed)
    }
}

extension Differ {
    private var fingerprinter: Fingerprinter { perspective.situation.fingerprinter }

    /// Whether a secret is the one that an earlier apply set; one that is known later never is.
    func isRecorded(_ secret: Value, _ name: AttributeName) -> Bool {
        guard !secret.isDeferred, let print = record.fingerprints[name] else { return false }
        let origin = perspective.situation.origins[resource.address] ?? resource.address
        return fingerprinter.matches(print, secret, at: origin, name)
    }

    /// Has the record say what the secret is, in the form and for the place that it has now; nothing where it does.
    ///
    /// One that is known later is recorded by the step that sets it.
    func edit(recording secret: Value?, _ name: AttributeName, insteadOf open: Value? = nil) -> [RecordedEdit] {
        guard secret?.isDeferred != true else { return [] }
        let print = secret.map { fingerprinter.fingerprint(of: $0, at: resource.address, name) }
        return print == record.fingerprints[name] && open == nil ? [] : [.fingerprint(name, print)]
    }

    /// The sensitive parts of a wish that are not what an earlier apply set.
    ///
    /// Those of an object that is taken over are taken to be as wanted.
    func changedSecrets(of attribute: Attribute, _ wish: Value) -> Set<AttributeName> {
        guard !isAdopted else { return [] }
        return Set(attribute.secrets(in: wish).filter { !isRecorded($1, $0) }.keys)
    }

    /// What leaves the fingerprints of what the wish has, and no others of the attribute.
    func secretEdits(of attribute: Attribute, _ wish: Value) -> [RecordedEdit] {
        guard attribute.kind.hasSecretParts else { return [] }
        let wanted = attribute.secrets(in: wish)
        let stale = record.fingerprints.keys.filter { attribute.hasSecret($0) && wanted[$0] == nil }
        let edits = wanted.sorted { $0.key < $1.key }.flatMap { edit(recording: $1, $0) }
        return isAdopted ? edits : edits + stale.sorted().map { .fingerprint($0, nil) }
    }
}

extension DesiredState {
    /// The secrets that a plan holds against the state, as far as the file alone says them.
    ///
    /// - Parameter found: what is in the project by its labels, of which the state may know nothing yet.
    package func secretComparisons(
        with recorded: RecordedState,
        found: Set<Ownership> = [],
        _ catalog: Catalog
    ) -> [Fingerprinter.Comparison] {
        let sources = MoveIndex(moves).reversed
        let secret = catalog.types.reduce(into: [:]) { $0[$1.name] = $1.attributes.filter(\.mayHaveSecrets) }
        return resources.values.flatMap { resource -> [Fingerprinter.Comparison] in
            guard let attributes = secret[resource.type] else { return [] }
            let secrets = resource.secrets(in: attributes)
            guard !secrets.isEmpty else { return [] }
            let places = [resource.address] + sources.path(from: resource.address).map(\.place)
            let record = places.lazy.compactMap { recorded.resources[$0] }.first
            let isKnown = record != nil || places.contains { found.contains(Ownership(stack: stack, address: $0)) }
            guard isKnown else { return [] }
            return secrets.flatMap { name, secret in
                let prints = [record?.fingerprints[name], record?.successor?.fingerprints[name]]
                let known = prints.compactMap(\.self).map { Fingerprinter.Comparison(secret, $0) }
                return known.isEmpty ? [Fingerprinter.Comparison(secret, nil)] : known
            }
        }
    }
}

extension DesiredResource {
    /// All that is sensitive and known, by the names of the fingerprints.
    ///
    /// - Parameter attributes: those of the type that may have secrets by themselves.
    fileprivate func secrets(in attributes: [Attribute]) -> [AttributeName: Value] {
        var secrets = self.attributes.filter(\.value.isSensitive).mapValues(\.value)
        for attribute in attributes where secrets[attribute.name] == nil {
            guard let value = value(attribute.name), !value.isNull else { continue }
            let described = described(attribute)
            if described.isSensitive {
                secrets[attribute.name] = value
            } else {
                secrets.merge(described.secrets(in: value)) { $1 }
            }
        }
        return secrets.filter { !$0.value.isDeferred && !$0.value.isNull }
    }
}

extension Attribute {
    /// Whether it is sensitive, or some part of it, whatever its siblings say.
    fileprivate var mayHaveSecrets: Bool {
        isSensitive || kind.hasSecretParts || variants?.kinds.values.contains(where: \.hasSecretParts) == true
    }
}
