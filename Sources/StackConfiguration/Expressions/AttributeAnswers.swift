import CELExpressions
import ResourceModel
import YAMLDocuments

/// What one declaration says of its attributes, before anything is applied.
struct AttributeAnswers {
    private let scope: Scope
    private let type: ResourceType
    private let declaration: Declaration

    init(_ scope: Scope, _ type: ResourceType, _ declaration: Declaration) {
        self.scope = scope
        self.type = type
        self.declaration = declaration
    }

    func answer(_ name: AttributeName) -> Answer {
        switch declaration.body.content {
        case .mapping: break
        case .scalar where declaration.body.isNull: break
        case .scalar, .sequence, .invalid, .placeholder: return .failed
        }
        if name == .id { return unknown(name) }
        if let output = type.output(name) { return answer(output) }
        guard let attribute = type.attribute(name) else {
            return name == .name ? .value(.string(declaration.usualName), isSensitive: false) : unknown(name)
        }
        return written(attribute) ?? implied(attribute)
    }

    private func unknown(_ name: AttributeName, isSensitive: Bool = false, follows: [AttributeName] = []) -> Answer {
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
    private func written(_ attribute: Attribute) -> Answer? {
        guard let node = declaration.body[attribute.name.text], !node.isNull else { return nil }
        if attribute.takesAlternatives, case .sequence = node.content { return unknown(attribute.name) }
        guard let read = read(node, as: attribute.kind, for: attribute.name) else { return .failed }
        let isSensitive = read.isSensitive || attribute.isSensitive || attribute.kind.hasSecretParts
        guard let own = CELValue(read.value) else { return unknown(attribute.name, isSensitive: isSensitive) }
        if attribute.name == .labels, case .map(let labels) = own, let common = scope.settings.labels,
            case .map(let defaults)? = CELValue(common.value)
        {
            let entries = labels.entries + defaults.entries.filter { labels[$0.key] == nil }
            let pairs = entries.map { (name: $0.key.plainText ?? "", value: $0.value) }
            return .value(.map(CELMap(pairs)), isSensitive: isSensitive)
        }
        return .value(own, isSensitive: isSensitive)
    }

    /// The value at a node in normal form, references as they are written; nil where something is wrong with it.
    private func read(
        _ node: YAMLNode,
        as kind: ValueKind,
        for name: AttributeName
    ) -> (value: Value, isSensitive: Bool)? {
        var hidden = Problems()
        var expressions = ExpressionReader(scope)
        expressions.bind(declaration.repetition)
        let (evaluated, isSensitive) = expressions.evaluated(node, &hidden)
        guard hidden.count == 0 else { return nil }
        let values = ValueReader(references: .asWritten)
        guard let read = values.read(evaluated, as: kind, for: name.text, &hidden), hidden.count == 0 else {
            return nil
        }
        return (read.value, isSensitive)
    }

    /// What an attribute has that is not written.
    private func implied(_ attribute: Attribute) -> Answer {
        if attribute.name == .name { return .value(.string(declaration.usualName), isSensitive: false) }
        if attribute.name == .labels, let common = scope.settings.labels, let labels = CELValue(common.value) {
            return .value(labels, isSensitive: false)
        }
        switch attribute.presence {
        case .setting(let setting):
            return usual(setting) ?? unwritten(attribute)
        case .inherited(let through, let setting):
            return inherited(attribute, through: through) ?? usual(setting) ?? unwritten(attribute)
        case .sibling(let name):
            return type.attribute(name).flatMap { written($0) } ?? unwritten(attribute)
        case .defaulted(let value):
            return CELValue(attribute.kind.normalized(value)).map { .value($0, isSensitive: false) }
                ?? unwritten(attribute)
        case .required, .optional:
            return unwritten(attribute)
        }
    }

    /// What the file leaves to the API, which shows it or not.
    private func unwritten(_ attribute: Attribute) -> Answer {
        if case .never = attribute.observation { return .value(.null, isSensitive: attribute.isSensitive) }
        return unknown(attribute.name)
    }

    private func usual(_ setting: AttributeName) -> Answer? {
        if scope.settings.isBroken(setting) { return .failed }
        guard let value = scope.settings.defaults[setting] ?? nil else { return nil }
        if value.value.list != nil { return nil }
        return CELValue(value.value).map { .value($0, isSensitive: false) }
    }

    private func inherited(_ attribute: Attribute, through name: AttributeName) -> Answer? {
        guard let link = type.attribute(name), case .reference(let kind) = link.kind,
            case .value(.string(let key), _)? = written(link), let section = scope.catalog.find(kind.type)?.section,
            let address = scope.address("\(section).\(key)"), scope.declaration(at: address) != nil
        else { return nil }
        return scope.answer(address, attribute.name)
    }
}

// Outputs.
extension AttributeAnswers {
    private func answer(_ output: Output) -> Answer {
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

    private func entries(of output: Output, _ map: Output.ReferenceMap) -> Answer {
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

    private func first(of output: Output, _ map: Output.ReferenceMap) -> Answer {
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
    ) -> Answer {
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
        guard let attribute = type.attribute(map.writtenIn), let node = declaration.body[map.writtenIn.text],
            !node.isNull
        else { return .unknown }
        var hidden = Problems()
        var expressions = ExpressionReader(scope)
        expressions.bind(declaration.repetition)
        let evaluated = expressions.evaluated(node, &hidden).node
        guard hidden.count == 0 else { return .failed }
        let values = ValueReader(references: .asWritten)
        guard values.read(evaluated, as: attribute.kind, for: attribute.name.text, &hidden) != nil, hidden.count == 0
        else { return .failed }
        let nodes: [YAMLNode] =
            switch evaluated.content {
            case .sequence(let nodes): nodes
            case .mapping: [evaluated]
            case .scalar, .invalid, .placeholder: []
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
