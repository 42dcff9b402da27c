// Sensitive parts of objects and of elements: the password of a subaccount, the key of a nameserver.
//
// What they are part of is compared, shown and recorded without them; the state keeps a fingerprint of each beside it.

extension ValueKind {
    /// Whether some part of such a value is sensitive.
    package var hasSecretParts: Bool {
        switch self {
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels: false
        case .list(let kind, _, _): kind.hasSecretParts
        case .elements(let set): ValueKind.object(set.attributes).hasSecretParts
        case .object(let attributes): attributes.contains { $0.isSensitive || $0.kind.hasSecretParts }
        }
    }

    /// The value without its sensitive parts; of a keyed set also a single element.
    package func withoutSecrets(_ value: Value) -> Value {
        hasSecretParts ? normalized(replacingSecrets(in: value, by: nil)) : value
    }

    /// The value as it may be shown.
    package func masked(_ value: Value) -> Value { replacingSecrets(in: value, by: "(sensitive)") }

    private func replacingSecrets(in value: Value, by mask: Value?) -> Value {
        switch (self, value) {
        case (.list(let kind, _, _), .list(let values)):
            .list(values.map { kind.replacingSecrets(in: $0, by: mask) })
        case (.elements(let set), .list(let elements)):
            .list(elements.map { ValueKind.elements(set).replacingSecrets(in: $0, by: mask) })
        case (.elements(let set), .map(var parts)):
            {
                // An element's own ID is for requests alone.
                if mask != nil, let identifier = set.identifier { parts[identifier.text] = nil }
                return ValueKind.object(set.attributes).replacingSecrets(in: .map(parts), by: mask)
            }()
        case (.object(let attributes), .map(var parts)):
            {
                for attribute in attributes {
                    guard let part = parts[attribute.name.text], !part.isNull else { continue }
                    parts[attribute.name.text] =
                        attribute.isSensitive ? mask : attribute.kind.replacingSecrets(in: part, by: mask)
                }
                return .map(parts)
            }()
        case _: value
        }
    }
}

extension Attribute {
    /// The sensitive parts of a value, by the names that their fingerprints have in the state.
    ///
    /// Each element of a keyed set has its own, `subaccounts["ci"].password`; of anything else, which changes as a whole,
    /// the whole is taken: `primary_nameservers[].tsig_key`.
    package func secrets(in value: Value) -> [AttributeName: Value] {
        switch kind {
        case .elements(let set):
            (value.list ?? []).reduce(into: [:]) { secrets, element in
                for part in set.attributes where part.isSensitive {
                    guard let value = element[part.name], !value.isNull else { continue }
                    secrets[secret(of: part.name, in: set.key(of: element))] = value
                }
            }
        case let kind where kind.hasSecretParts && kind.withoutSecrets(value) != value:
            [AttributeName("\(name)[].\(kind.firstSecretPart ?? "")"): value]
        default: [:]
        }
    }

    /// The name of the fingerprint of a part of an element.
    package func secret(of part: AttributeName, in key: String) -> AttributeName {
        AttributeName("\(name)[\"\(key)\"].\(part)")
    }

    /// Whether a fingerprint is of a part of this attribute.
    package func hasSecret(_ secret: AttributeName) -> Bool { secret.text.hasPrefix("\(name)[") }
}

extension ResourceType {
    /// The kind of an attribute, or of a sensitive part by the name that its fingerprint has.
    package func kind(of name: AttributeName) -> ValueKind? {
        if let attribute = attribute(name) { return attribute.kind }
        guard let attribute = attributes.first(where: { $0.hasSecret(name) }) else { return nil }
        guard case .elements(let set) = attribute.kind else { return attribute.kind }
        return set.attributes.first { $0.isSensitive && name.text.hasSuffix("].\($0.name)") }?.kind
    }
}

extension ValueKind {
    fileprivate var firstSecretPart: AttributeName? {
        switch self {
        case .list(let kind, _, _): kind.firstSecretPart
        case .object(let attributes): attributes.first(where: \.isSensitive)?.name
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .elements: nil
        }
    }
}

extension ResourceType {
    /// The names of everything in the type, however deep, that is never printed.
    package var sensitiveNames: Set<String> { Set(attributes.flatMap(\.sensitiveNames)) }
}

extension Attribute {
    fileprivate var sensitiveNames: [String] { (isSensitive ? [name.text] : []) + kind.sensitiveNames }
}

extension ValueKind {
    fileprivate var sensitiveNames: [String] {
        switch self {
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels: []
        case .list(let kind, _, _): kind.sensitiveNames
        case .elements(let set): set.attributes.flatMap(\.sensitiveNames)
        case .object(let attributes): attributes.flatMap(\.sensitiveNames)
        }
    }
}
