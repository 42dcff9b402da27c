import ResourceModel

/// The hashes of secrets that stay what they are, as they are at the place that the file moves them to.
///
/// A hash depends on the address, so that two resources with one secret do not show it.
struct MovedSecrets {
    let catalog: Catalog
    let desired: DesiredState
    let fingerprint: SecretFingerprint

    /// The hashes of a record; `evaluate` gives what is known of a value of the file.
    func fingerprints(
        of record: RecordedResource,
        movedTo place: ResourceAddress,
        from origin: ResourceAddress,
        _ evaluate: (Value, ValueKind) -> Value
    ) -> [AttributeName: String] {
        guard !record.fingerprints.isEmpty, let type = catalog.find(record.type),
            let resource = desired.resources[place]
        else { return record.fingerprints }
        var secrets: [AttributeName: Value] = [:]
        for attribute in type.attributes {
            guard let written = resource.value(attribute.name) else { continue }
            let value = evaluate(written, attribute.kind)
            secrets[attribute.name] = value
            secrets.merge(attribute.secrets(in: value)) { _, part in part }
        }
        return record.fingerprints.reduce(into: [:]) { prints, entry in
            let (name, print) = entry
            let stays = secrets[name].flatMap { value in
                value.isDeferred || fingerprint(value, origin, name) != print ? nil : fingerprint(value, place, name)
            }
            prints[name] = stays ?? print
        }
    }
}
