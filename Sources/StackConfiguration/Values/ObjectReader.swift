import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads an object nested in an attribute, or an element of a list.
struct ObjectReader {
    let values: ValueReader
    let attributes: [Attribute]
    /// What a message calls the object: `subnet`, `'protection'`.
    let owner: String

    func read(_ entries: [Node.Entry], in node: Node, _ problems: inout Problems) -> ReadValue {
        var parts: [String: Value] = [:]
        var places: [(key: String, places: Places)] = []
        var meant: Set<String> = []
        places.reserveCapacity(entries.count)
        for entry in entries {
            guard let index = attributes.firstIndex(where: { $0.name.text == entry.name }) else {
                meant.formUnion(misspelled(entry, in: entries, &problems))
                continue
            }
            guard !entry.value.isNull else { continue }
            func sibling(_ name: AttributeName) -> String? {
                entries.first { $0.name == name.text }?.value.scalarText
            }
            let kind = attributes[index].kind(beside: sibling)
            guard !isSwitch(entry, kind, &problems) else { continue }
            let isSecret = attributes[index].isSensitive
            let place = values.place?.appending(attributes[index], beside: sibling, called: entry.name)
            let reader = ObjectPartReader(values: values.at(place), isSecret: isSecret)
            guard let part = reader.read(entry.value, as: kind, for: entry.name, &problems) else { continue }
            parts[entry.name] = part.value
            places.append((entry.name, part.places))
        }
        let missing = attributes.indices.filter { index in
            attributes[index].presence == .required && parts[attributes[index].name.text] == nil
                && !meant.contains(attributes[index].name.text)
                && !entries.contains { $0.name == attributes[index].name.text && isEnough($0, attributes[index]) }
        }
        if !missing.isEmpty {
            let names = missing.map { attributes[$0].name }
            problems.report(.missingAttributes(names, of: owner, at: node.range))
        }
        return ReadValue(
            value: .map(ValueKind.normalizedParts(parts, attributes)),
            places: Places(node.range, parts: places)
        )
    }

    /// Whether what is written of a part that has to be there will do.
    ///
    /// Nobody can look up a secret of what is taken over: it may say that there is one, and leave open which.
    private func isEnough(_ entry: Node.Entry, _ attribute: Attribute) -> Bool {
        !entry.value.isNull || (values.takesOver && attribute.isSensitive)
    }

    /// Reports true or false where a name belongs, and names the sibling that takes it.
    private func isSwitch(_ entry: Node.Entry, _ kind: ValueKind, _ problems: inout Problems) -> Bool {
        guard case .reference = kind, case .scalar(let scalar) = entry.value.content,
            case .boolean(let flag) = scalar.value
        else { return false }
        let sibling = attributes.first { attribute in
            guard case .boolean = attribute.kind else { return false }
            return attribute.name.text.hasSuffix("_\(entry.name)")
        }
        let hint = sibling.map { "Write '\($0.name): \(flag)' instead." }
        problems.report(.wrongType(expected: kind.expectation, for: entry.name, entry.value, hint: hint))
        return true
    }

    /// Reports an unknown key, and says which attribute it seems to be, so that this is not said to be missing too.
    private func misspelled(_ entry: Node.Entry, in entries: [Node.Entry], _ problems: inout Problems) -> [String] {
        let absent = attributes.map(\.name.text).filter { name in !entries.contains { $0.name == name } }
        problems.reportUnknownAttribute(entry, of: owner, known: absent)
        return problems.hints.attribute(entry.name, among: absent).meant.map { [$0] } ?? []
    }
}

/// Reads a part of an object; of a sensitive one no message shows what it is.
private struct ObjectPartReader {
    let values: ValueReader
    let isSecret: Bool

    func read(_ node: Node, as kind: ValueKind, for name: String, _ problems: inout Problems) -> ReadValue? {
        guard isSecret else { return values.readPart(node, as: kind, for: name, &problems) }
        var hidden = Problems(hints: problems.hints)
        let read = values.readPart(node, as: kind, for: name, &hidden)
        if !hidden.diagnostics.isEmpty {
            problems.report(.unfitSecret(AttributeName(name), kind, at: node.range))
        }
        return read
    }
}

extension Node {
    /// What a scalar says.
    fileprivate var scalarText: String? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar.text
    }
}
