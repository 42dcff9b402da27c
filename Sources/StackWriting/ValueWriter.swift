import LabelText
import NetworkText
import ResourceModel

/// Writes the values of one object as a person would: references by name, defaults left out.
struct ValueWriter {
    let type: ResourceType
    let object: ObservedObject
    var references: References
    private(set) var secrets: ElementSecrets
    /// Elements that cannot be written, and why, in the words after "of '<list>', ".
    private(set) var left: [(list: AttributeName, element: String, reason: String)] = []

    init(_ type: ResourceType, _ object: ObservedObject, _ references: References, _ secrets: ElementSecrets) {
        self.type = type
        self.object = object
        self.references = references
        self.secrets = secrets
    }

    /// The value of an attribute; nil where there is nothing to say.
    mutating func node(_ value: Value, of attribute: Attribute) -> TextNode? {
        let node = node(value, attribute.kind, attribute)
        switch node {
        case .list(let nodes)? where nodes.isEmpty: return nil
        case .map(let entries)? where entries.isEmpty: return nil
        case _: return node
        }
    }

    private mutating func node(_ value: Value, _ kind: ValueKind, _ attribute: Attribute) -> TextNode? {
        switch (kind, value) {
        case (.reference, .reference(let reference)):
            guard let key = reference.objectKey, !isJoined(key, attribute) else { return nil }
            return references.node(of: key)
        case (.offering(let offering), .string(let text)):
            return references.declaredOffering(offering, text).map(TextNode.reference) ?? .text(text)
        case (.string(.ownAddress), .string(let text)):
            return .text(word(for: text) ?? text)
        case (.string(.record), .string(let text)):
            return .text(bare(text, kind))
        case (.list(let kind, _, _), .list(let values)):
            return .list(values.compactMap { node($0, kind, attribute) })
        case (.elements(let set), .list(let elements)):
            return .list(elements.compactMap { element($0, set, attribute) })
        case (.object(let parts), .map(let values)):
            return object(values, parts, key: [], attribute)
        case (.labels, .map(let labels)):
            return .map(labels.sortedByKey().map { TextNode.Entry($0.key, .text($0.value.keyText)) })
        case (_, .string(let text)):
            return .text(text)
        case (_, .boolean), (_, .integer), (_, .number):
            return .scalar(value.keyText)
        case (_, .null), (_, .reference), (_, .deferred), (_, .list), (_, .map):
            return nil
        }
    }

    private mutating func element(_ element: Value, _ set: ElementSet, _ attribute: Attribute) -> TextNode? {
        guard let parts = element.map, !isProvided(element, set), !isAutomatic(element, set),
            !isWrittenElsewhere(element, set), !references.isApart(element, of: attribute.name, below: object, type)
        else { return nil }
        let isHidden = set.attributes.contains { $0.presence == .required && !$0.isShown && !$0.isSensitive }
        guard !isHidden else {
            left.append((attribute.name, set.key(of: element), "of which the API does not show everything"))
            return nil
        }
        // Somebody made it without what tells it apart here.
        if let nameless = set.attributes.first(where: { $0.isLacking(in: parts) && set.key.contains($0.name) }) {
            left.append((attribute.name, "a \(set.noun)", "because its '\(nameless.name)' is empty"))
            return nil
        }
        var node = object(parts, set.attributes, key: Set(set.key), attribute)
        for part in set.attributes where part.presence == .required && part.isSensitive {
            node = node?.adding(part.name.text, secrets.node(part, of: element, set, in: attribute))
        }
        // It has nothing to say, or what it is of came along with something else.
        guard let node else { return nil }
        let written = node.keys ?? [set.attributes.shorthand?.name.text].compactMap(\.self)
        let lacks = set.attributes.contains { $0.presence == .required && !written.contains($0.name.text) }
        return lacks ? nil : node
    }

    private mutating func object(
        _ values: [String: Value],
        _ parts: [Attribute],
        key: Set<AttributeName>,
        _ attribute: Attribute
    ) -> TextNode? {
        var written: [(part: Attribute, entry: TextNode.Entry)] = []
        for part in parts {
            guard let value = values[part.name.text], !part.isSensitive, !isPicked(value, part, beside: values) else {
                continue
            }
            let isNeeded = part.presence == .required || (key.contains(part.name) && !value.isNull)
            guard isNeeded || !part.isImplied(value, beside: values, written.map(\.part.name)) else { continue }
            let kind = part.kind { values[$0.text]?.string }
            guard let node = node(value, kind, part) else { continue }
            let isEmpty = node == .list([]) || node == .map([])
            if isEmpty, !isNeeded, part.presence == .optional { continue }
            written.append((part, TextNode.Entry(part.name.text, node)))
        }
        let names = Set(written.map(\.part.name))
        let entries = written.filter { part, _ in part.coveredBy.map { !names.contains($0) } ?? true }
        if entries.count == 1, entries[0].part.isShorthand { return entries[0].entry.value }
        return .map(entries.map(\.entry))
    }
}

extension ValueWriter {
    /// Whether the object is in the place that the reference says because of its labels.
    private func isJoined(_ key: ObjectKey, _ attribute: Attribute) -> Bool {
        guard references.isDeclared(key), let target = references.object(key) else { return false }
        return references.type(key).attributes.contains { other in
            target.attributes[other.name].map(other.kind.selectors)?.contains { selection, text in
                selection.joins == attribute.name && LabelSelector(text)?.matches(object.labels) == true
            } ?? false
        }
    }

    /// Whether the API chose the value, as it would again.
    private func isPicked(_ value: Value, _ part: Attribute, beside values: [String: Value]) -> Bool {
        guard case .within(let sibling, isPicked: true)? = part.claim, let text = value.string,
            let place = values[sibling.text]?.references.first?.objectKey
        else { return false }
        return references.picked.contains(text, in: place)
    }

    /// Whether every object has the element from the start, and nobody added anything to it.
    private func isProvided(_ element: Value, _ set: ElementSet) -> Bool {
        guard let provided = set.provided(set.key(of: element)) else { return false }
        guard let keeps = provided.keeps else { return true }
        let given = Set(object.outputs[keeps.output]?.list?.compactMap(\.string) ?? [])
        return element[keeps.part]?.list?.allSatisfy { entry in
            entry[keeps.entry]?.string.map { isAmong(given, $0) } ?? false
        } ?? true
    }

    private func isAmong(_ given: Set<String>, _ text: String) -> Bool {
        given.contains(text) || given.contains(text + ".") || given.contains { $0 + "." == text }
    }

    /// Whether the API gave the element by itself.
    private func isAutomatic(_ element: Value, _ set: ElementSet) -> Bool {
        set.automaticSuffixes.contains { element[$0.key]?.string?.hasSuffix($0.value) == true }
    }

    /// Whether the element tells of an address that is a declared object of its own.
    private func isWrittenElsewhere(_ element: Value, _ set: ElementSet) -> Bool {
        let addresses = set.attributes.compactMap { part -> IPAddress? in
            guard case .string(.ownAddress) = part.kind else { return nil }
            return element[part.name]?.string.flatMap { IPAddress($0) }
        }
        guard !addresses.isEmpty else { return false }
        let referred = object.attributes.all.values.flatMap(\.references).compactMap(\.objectKey)
        return referred.contains { key in
            guard references.isDeclared(key), let target = references.object(key) else { return false }
            return addresses.contains(where: OwnAddresses(of: target, references.type(key)).contains)
        }
    }

    /// A text of DNS without the quotes that go without saying.
    private func bare(_ text: String, _ kind: ValueKind) -> String {
        let inner = text.dropFirst().dropLast()
        guard text.hasPrefix("\""), text.hasSuffix("\""), !inner.isEmpty,
            kind.normalized(.string(String(inner))) == .string(text)
        else { return text }
        return String(inner)
    }

    /// The word for one of the object's own addresses: the name of the output that has it.
    private func word(for address: String) -> String? {
        object.outputs.all.filter { $0.value.string == address && ["ipv4", "ipv6"].contains($0.key.text) }
            .map { $0.key.text }
            .min { address.contains(":") == $0.hasSuffix("6") && $0 != $1 }
    }
}

extension TextNode {
    /// Of a map; nil for anything else.
    fileprivate var keys: [String]? {
        guard case .map(let entries) = self else { return nil }
        return entries.map(\.key)
    }

    fileprivate func adding(_ key: String, _ value: TextNode) -> TextNode {
        guard case .map(let entries) = self else { return self }
        return .map(entries + [Entry(key, value)])
    }
}

extension Attribute {
    /// Whether a text that it has to have is empty, as the file must not have it.
    fileprivate func isLacking(in parts: [String: Value]) -> Bool {
        guard parts[name.text] == "", presence == .required, case .string(let format) = kind else { return false }
        return format.lengths.map { $0.lowerBound > 0 } ?? true
    }

    /// Whether the value is what counts where nothing is written.
    func isImplied(_ value: Value, beside others: [String: Value], _ written: [AttributeName]) -> Bool {
        switch presence {
        case .defaulted(let usual): return kind.normalized(usual) == value
        case .sibling(let other) where written.contains(other): return others[other.text] == value
        case .required: return false
        case .optional, .sibling, .setting, .inherited: break
        }
        if value.isNull || value == .list([]) || value == .map([:]) || value == "" { return true }
        if let usual, value.says(no: kind.normalized(usual.value(beside: others))) { return true }
        return reset.map { value.says(no: $0) } ?? false
    }
}

extension Value {
    /// Whether it is the same as another one, or has less of it.
    fileprivate func says(no more: Value) -> Bool {
        guard case .map(let parts) = self, case .map(let usual) = more else { return self == more }
        return parts.allSatisfy { key, part in part.isNull || part == .map([:]) || usual[key] == part }
    }
}
