import ResourceModel

extension RecordedResource {
    /// This record after a step's success.
    package func applying(_ edits: [RecordedEdit], set: (AttributeName) -> ElementSet?) -> RecordedResource {
        var record = self
        for edit in edits { record.apply(edit, set: set) }
        return record
    }

    private mutating func apply(_ edit: RecordedEdit, set: (AttributeName) -> ElementSet?) {
        switch edit {
        case .attribute(let name, let value):
            attributes[name] = value
            fingerprints[name] = nil
        case .nested(let name, let part, let value):
            var parts = attributes[name]?.map ?? [:]
            parts[part.text] = value
            attributes[name] = parts.isEmpty ? nil : .map(parts)
        case .element(let name, let key, let value):
            let keyOf = set(name).map { set in { set.key(of: $0) } } ?? { $0.keyText }
            var elements = (attributes[name]?.list ?? []).filter { keyOf($0) != key }
            if let value { elements.append(value) }
            elements.sort { keyOf($0).precedes(keyOf($1)) }
            attributes[name] = .list(elements)
        case .forgetIfEmpty(let name):
            if attributes[name] == .list([]) { attributes[name] = nil }
        case .fingerprint(let name, let print):
            fingerprints[name] = print
            attributes[name] = nil
        case .dependencies(let addresses): dependencies = addresses
        }
    }
}
