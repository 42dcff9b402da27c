import ResourceModel

extension RecordedResource {
    /// This record after a step's success.
    package func applying(_ edits: [RecordedEdit], set: (AttributeName) -> ElementSet?) -> RecordedResource {
        var record = self
        var ordered: Set<AttributeName> = []
        record.apply(edits, ordered: &ordered, set)
        return record
    }

    /// Makes this the record after a step's success.
    ///
    /// - Parameter ordered: the lists that are in the order of their keys already, as those are from then on that have
    ///   been edited.
    package mutating func apply(
        _ edits: [RecordedEdit],
        ordered: inout Set<AttributeName>,
        _ set: (AttributeName) -> ElementSet?
    ) {
        var rest = edits[...]
        while let edit = rest.popFirst() { apply(edit, &rest, &ordered, set) }
    }

    /// Applies an edit, with those behind it that are of the same list: thousands of them go through it once.
    private mutating func apply(
        _ edit: RecordedEdit,
        _ rest: inout ArraySlice<RecordedEdit>,
        _ ordered: inout Set<AttributeName>,
        _ set: (AttributeName) -> ElementSet?
    ) {
        switch edit {
        case .attribute(let name, let value):
            ordered.remove(name)
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
            apply(elements, to: name, isOrdered: ordered.contains(name), set(name))
            ordered.insert(name)
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
        isOrdered: Bool,
        _ set: ElementSet?
    ) {
        var elements = OrderedElements(attributes[name]?.list ?? [], isOrdered: isOrdered) {
            set?.key(of: $0) ?? $0.keyText
        }
        // Nobody else has the list then, so that it is changed where it is.
        attributes[name] = .null
        elements.replace(edits)
        attributes[name] = .list(elements.values)
    }
}
