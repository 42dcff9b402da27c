import DomainText
import NetworkText

extension ValueKind {
    /// The one spelling of all that mean the same; what cannot be read stays as it is, for validation to complain about.
    package func normalized(_ value: Value) -> Value {
        switch self {
        case .string(let format): format.normalized(value)
        case .integer, .boolean, .oneOf, .reference, .offering, .labels: value
        case .list(let kind, let order, _): Self.normalizedList(value, of: kind, order: order)
        case .elements(let set): set.normalized(value)
        case .object(let attributes): Self.normalizedObject(value, attributes)
        }
    }

    private static func normalizedList(_ value: Value, of kind: ValueKind, order: Order) -> Value {
        guard case .list(let values) = value else { return value }
        let normal = values.map(kind.normalized)
        switch order {
        case .significant: return .list(normal)
        case .irrelevant: return .list(normal.sortedByKeyText())
        }
    }

    fileprivate static func normalizedObject(_ value: Value, _ attributes: [Attribute]) -> Value {
        switch value {
        case .map(let parts): return .map(normalizedParts(parts, attributes))
        case .string, .integer, .number, .boolean:
            guard let shorthand = attributes.shorthand else { return value }
            return .map(normalizedParts([shorthand.name.text: value], attributes))
        case .null, .list, .reference, .deferred: return value
        }
    }

    /// Fills in what is part of the wish without being written, and leaves out nulls.
    package static func normalizedParts(_ parts: [String: Value], _ attributes: [Attribute]) -> [String: Value] {
        var parts = parts
        for index in attributes.indices {
            let key = attributes[index].name.text
            if let part = parts[key], !part.isNull {
                let kind = attributes[index].kind { parts[$0.text]?.string }
                parts[key] = kind.normalized(part)
            } else {
                parts[key] = attributes[index].implied(in: parts)
            }
        }
        return parts
    }
}

extension Attribute {
    fileprivate func implied(in entries: [String: Value]) -> Value? {
        switch presence {
        case .defaulted(let value): kind.normalized(value)
        case .sibling(let name): entries[name.text]
        case .required, .optional, .setting, .inherited: nil
        }
    }
}

extension ElementSet {
    /// Elements in the order of their keys.
    fileprivate func normalized(_ value: Value) -> Value {
        guard case .list(let elements) = value else { return value }
        let normal = elements.map { ValueKind.normalizedObject($0, attributes) }
        let keyed = normal.map { (key: key(of: $0), element: $0) }
        return .list(keyed.sorted { $0.key.precedes($1.key) }.map(\.element))
    }
}

extension ValueKind {
    /// What two values have to have in common to be the same thing: of a public key not the comment.
    package func compared(_ value: Value) -> Value {
        switch (self, value) {
        case (.string(.sshPublicKey), .string(let text)):
            return .string(text.split(separator: " ").prefix(2).joined(separator: " "))
        case (.list(let kind, .irrelevant, _), .list(let values)):
            return .list(Set(values.map(kind.compared)).map(\.self).sortedByKeyText())
        case (.list(let kind, .significant, _), .list(let values)):
            return .list(values.map(kind.compared))
        case _:
            return value
        }
    }
}

extension StringFormat {
    fileprivate func normalized(_ value: Value) -> Value {
        guard case .string(let text) = value else { return value }
        switch self {
        case .text, .data, .ruled, .password, .base64, .hostname, .portRange, .labelSelector, .labelValue: return value
        case .host: return .string(text.lowercased())
        case .zoneName, .domainName, .certifiedName: return .string(DomainName.normalizedZone(text))
        case .recordName: return .string(DomainName.normalized(text))
        case .record(let form): return form.normalized(text).map(Value.string) ?? value
        case .cidr, .privateRange: return CIDR.parse(text).map { .string($0.range.description) } ?? value
        case .ip, .ownAddress: return IPAddress(text).map { .string($0.description) } ?? value
        case .pem: return .string(text.split(whereSeparator: \.isNewline).map(String.init).joined(separator: "\n"))
        case .sshPublicKey: return .string(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }
}

extension [Value] {
    /// In an order that does not depend on how they were written.
    fileprivate func sortedByKeyText() -> [Value] {
        map { (key: $0.keyText, value: $0) }.sorted { $0.key.precedes($1.key) }.map(\.value)
    }
}
