import ResourceModel

extension RecordedResource {
    /// This record after a step's success.
    package func applying(_ edits: [RecordedEdit], set: (AttributeName) -> ElementSet?) -> RecordedResource {
        var record = self
        var rest = edits[...]
        while let edit = rest.popFirst() { record.apply(edit, &rest, set) }
        return record
    }

    /// Applies an edit, with those behind it that are of the same list: thousands of them go through it once.
    private mutating func apply(
        _ edit: RecordedEdit,
        _ rest: inout ArraySlice<RecordedEdit>,
        _ set: (AttributeName) -> ElementSet?
    ) {
        switch edit {
        case .attribute(let name, let value):
            attributes[name] = value
            fingerprints[name] = nil
        case .nested(let name, let part, let value):
            var parts = attributes[name]?.map ?? [:]
            parts[part.text] = value
            attributes[name] = parts.isEmpty ? nil : .map(parts)
        case .element(let name, let key, let value):
            var elements = [(key: key, value: value)]
            while case .element(name, let key, let value)? = rest.first {
                elements.append((key, value))
                rest.removeFirst()
            }
            apply(elements, to: name, set(name))
        case .forgetIfEmpty(let name):
            if attributes[name] == .list([]) { attributes[name] = nil }
        case .secret(let name, nil):
            fingerprints[name] = nil
            attributes[name] = nil
        case .secret(let name, .some):
            preconditionFailure("'\(name)' is recorded before there is a fingerprint of it")
        case .fingerprint(let name, let print):
            fingerprints[name] = print
            attributes[name] = nil
        case .dependencies(let addresses): dependencies = addresses
        }
    }

    /// The last one of a key counts.
    private mutating func apply(
        _ edits: [(key: String, value: Value?)],
        to name: AttributeName,
        _ set: ElementSet?
    ) {
        let changed = Dictionary(edits) { _, last in last }
        let old = (attributes[name]?.list ?? []).map { (key: set?.key(of: $0) ?? $0.keyText, value: $0) }
        let new = changed.compactMap { _, value in value.map { (key: set?.key(of: $0) ?? $0.keyText, value: $0) } }
        let all = old.filter { changed[$0.key] == nil } + new
        attributes[name] = .list(all.sorted { $0.key.precedes($1.key) }.map(\.value))
    }
}
