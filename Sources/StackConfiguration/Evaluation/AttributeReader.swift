import CELExpressions
import ResourceModel
import YAMLDocuments

/// What one declaration says of its attributes, before anything is applied.
struct AttributeReader {
    private let scope: Scope
    private let type: ResourceType
    private let declaration: Declaration

    init(_ scope: Scope, _ type: ResourceType, _ declaration: Declaration) {
        self.scope = scope
        self.type = type
        self.declaration = declaration
    }

    func meaning(of name: AttributeName) -> Meaning {
        switch declaration.body.content {
        case .mapping: break
        case .scalar where declaration.body.isNull: break
        case .scalar, .sequence, .invalid, .pending, .link: return .failed
        }
        if name == .id { return unknown(name) }
        if let output = type.output(name) { return meaning(of: output) }
        guard let attribute = type.attribute(name) else {
            return name == .name ? .value(.string(declaration.usualName), isSensitive: false) : unknown(name)
        }
        return written(attribute) ?? unwritten(attribute)
    }

    private func unknown(_ name: AttributeName, isSensitive: Bool = false, follows: [AttributeName] = []) -> Meaning {
        let words = "\(declaration.address).\(name)"
        return .unknown(
            UnknownRead(
                AttributeReference(declaration.address, name),
                follows: follows,
                isSensitive: isSensitive,
                words: words
            )
        )
    }

    /// Nil where the attribute is not written, or is null.
    private func written(_ attribute: Attribute) -> Meaning? {
        guard let node = declaration.body[attribute.name.text], !node.isNull else { return nil }
        if attribute.takesAlternatives, case .sequence = node.content { return unknown(attribute.name) }
        guard let read = read(attribute) else { return .failed }
        let isSensitive = read.isSensitive || attribute.isSensitive || attribute.kind.hasSecretParts
        guard let own = CELValue(read.value) else { return unknown(attribute.name, isSensitive: isSensitive) }
        guard attribute.name == .labels, case .map(let labels) = own, let written = read.value.map,
            case .map(let common)? = CELValue(.map(scope.settings.labels(besides: written)))
        else { return .value(own, isSensitive: isSensitive) }
        let entries = (labels.entries + common.entries).map { (name: $0.key.plainText ?? "", value: $0.value) }
        return .value(.map(CELMap(entries)), isSensitive: isSensitive)
    }

    /// What is written for an attribute in normal form, references as they are written; nil where something is wrong with it.
    private func read(_ attribute: Attribute) -> (value: Value, isSensitive: Bool)? {
        guard let part = scope.part(attribute, of: declaration), part.isWhole else { return nil }
        let values = ValueReader(references: .asWritten)
        let read = scope.evaluation.aside { problems in
            values.read(part.value.node, as: attribute.kind, for: attribute.name.text, &problems)
        }
        guard read.isWhole, let value = read.value?.value else { return nil }
        return (value, part.value.isSensitive)
    }

    /// What an attribute has that is not written.
    private func unwritten(_ attribute: Attribute) -> Meaning {
        if let other = attribute.yieldsTo, declaration.body[other.text]?.isNull == false { return open(attribute) }
        let unwritten = UnwrittenValues(type, scope.settings)
        return meaning(unwritten.source(of: attribute, at: declaration.address), of: attribute)
    }

    private func meaning(_ source: UnwrittenValues.Source, of attribute: Attribute) -> Meaning {
        switch source {
        case .failed:
            return .failed
        case .value(let value):
            // Which of several values is used is decided when the plan is made.
            guard value.value.list == nil, let value = CELValue(value.value) else { return unknown(attribute.name) }
            return .value(value, isSensitive: false)
        case .sibling(let name):
            return type.attribute(name).flatMap { written($0) } ?? open(attribute)
        case .inherited(let through, let other):
            return inherited(attribute, through: through) ?? meaning(other, of: attribute)
        case .open:
            return open(attribute)
        }
    }

    /// What the file leaves to the API, which shows it or not.
    private func open(_ attribute: Attribute) -> Meaning {
        if case .never = attribute.observation { return .value(.null, isSensitive: attribute.isSensitive) }
        return unknown(attribute.name)
    }

    private func inherited(_ attribute: Attribute, through name: AttributeName) -> Meaning? {
        guard let link = type.attribute(name), case .reference(let kind) = link.kind,
            case .value(.string(let key), _)? = written(link), let section = scope.catalog.find(kind.type)?.section,
            let address = scope.address("\(section).\(key)"), scope.declaration(at: address) != nil
        else { return nil }
        return scope.meaning(of: attribute.name, at: address)
    }
}

// Outputs.
extension AttributeReader {
    private func meaning(of output: Output) -> Meaning {
        if let reason = absence(of: output) {
            return .absent("\(declaration.address) has no '\(output.name)', because \(reason)")
        }
        switch output.kind {
        case .text, .number:
            return unknown(output.name, follows: output.follows)
        case .byReference(let map):
            return entries(of: output, map)
        case .first(let name):
            guard let all = type.output(name), case .byReference(let map) = all.kind else {
                return unknown(output.name)
            }
            return first(of: all, map)
        }
    }

    /// What is written for which an object has no such output; nil where it has, or nobody knows.
    private func absence(of output: Output) -> String? {
        guard let reason = output.isRuledOutBy.first, output.isRuledOutBy.allSatisfy(holds) else { return nil }
        let name = reason.path.last?.text ?? ""
        return switch reason.test {
        case .equals(let value): "of '\(name): \(value.keyText)'"
        case .isAbsent: "it has no '\(name)'"
        case .differs(let value): "'\(name)' is not '\(value.keyText)'"
        case .isPresent: "it has '\(name)'"
        }
    }

    private func holds(_ term: Constraint.Term) -> Bool {
        guard let attribute = term.path.first.flatMap(type.attribute) else { return false }
        var value: Value?
        if let node = declaration.body[attribute.name.text], !node.isNull {
            guard let read = read(attribute) else { return false }
            value = read.value
        } else if case .defaulted(let usual) = attribute.presence {
            value = usual
        }
        value = term.path.dropFirst().reduce(value) { $0?[$1] }
        guard value?.isDeferred != true else { return false }
        switch term.test {
        case .equals(let wanted): return value == wanted
        case .differs(let other): return value != other
        case .isPresent: return value != nil && value != .null && value != .list([])
        case .isAbsent: return value == nil || value == .null || value == .list([])
        }
    }

    private func entries(of output: Output, _ map: Output.ReferenceMap) -> Meaning {
        switch writtenEntries(map) {
        case .failed: return .failed
        case .known(let entries):
            let all = entries.compactMap { entry in entry.value.map { (name: entry.key, value: $0) } }
            if all.count == entries.count, !entries.isEmpty { return .value(.map(CELMap(all)), isSensitive: false) }
        case .unknown: break
        }
        let lookedUp = scope.existing.names(in: scope.catalog.find(map.type)?.section)
        return unknown(output, .byReference(map, lookedUp: lookedUp), declaration.address, output.name)
    }

    private func first(of output: Output, _ map: Output.ReferenceMap) -> Meaning {
        switch writtenEntries(map) {
        case .failed: return .failed
        case .known(let entries):
            guard let first = entries.first else { break }
            if let value = first.value { return .value(value, isSensitive: false) }
            return unknown(output, .entry(map, of: target(first.key, map)), declaration.address, output.name)
        case .unknown: break
        }
        return unknown(output, .entry(map, of: nil), declaration.address, output.name)
    }

    private func unknown(
        _ output: Output,
        _ shape: UnknownRead.Shape,
        _ address: ResourceAddress,
        _ name: AttributeName
    ) -> Meaning {
        .unknown(
            UnknownRead(
                AttributeReference(address, name),
                shape: shape,
                follows: output.follows,
                words: "\(address).\(name)"
            )
        )
    }

    private enum Entries {
        case known([(key: String, value: CELValue?)])
        case unknown
        case failed
    }

    /// What the file says in the attribute that such an output is about, in the order of the file.
    private func writtenEntries(_ map: Output.ReferenceMap) -> Entries {
        guard let attribute = type.attribute(map.writtenIn), let written = declaration.body[map.writtenIn.text],
            !written.isNull
        else { return .unknown }
        guard read(attribute) != nil, let evaluated = scope.part(attribute, of: declaration)?.value.node else {
            return .failed
        }
        let nodes: [Node] =
            switch evaluated.content {
            case .sequence(let nodes): nodes
            case .mapping: [evaluated]
            case .scalar, .invalid, .pending, .link: []
            }
        return .known(
            nodes.compactMap { node in
                guard case .string(let key)? = node[map.key.text].flatMap({ CELValue($0) }) else { return nil }
                let value = node[map.value.text].flatMap { CELValue($0) }
                return (key, value.flatMap { if case .null = $0 { nil } else { $0 } })
            }
        )
    }

    private func target(_ key: String, _ map: Output.ReferenceMap) -> Reference? {
        guard let section = scope.catalog.find(map.type)?.section else { return nil }
        if let address = scope.address("\(section).\(key)"), scope.declaration(at: address) != nil {
            return .resource(address)
        }
        return scope.existing[section, key]?.found.map { .object(map.type, $0.id) }
    }
}

extension ResourceType {
    /// Whether expressions can read something of this name.
    func offers(_ name: AttributeName) -> Bool {
        [.id, .name, .labels].contains(name) || attribute(name) != nil || output(name) != nil
    }

    /// All that expressions can read.
    var offered: [AttributeName] {
        let own = attributes.map(\.name) + outputs.map(\.name)
        return own + [.id, .name, .labels].filter { !own.contains($0) }
    }
}
