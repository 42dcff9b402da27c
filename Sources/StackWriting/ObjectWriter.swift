import ResourceModel

/// What the file says of one object, whatever it calls it.
struct Description {
    let object: ObservedObject
    /// What stands under its logical name, without its name.
    let entries: [TextNode.Entry]
    /// What only a creation needs, and the API does not show.
    let hidden: [AttributeName]
    /// What parts of it need, and the API does not show.
    let secrets: [ElementSecrets.Written]
    /// What the file cannot say of it.
    let comments: [String]
}

/// Says of one object what the file says.
struct ObjectWriter {
    let type: ResourceType
    let object: ObservedObject
    let settings: CommonSettings
    let secrets: ElementSecrets

    func description(_ references: inout References) -> Description {
        var values = ValueWriter(type, object, references, secrets)
        var entries: [TextNode.Entry] = []
        var missing: [AttributeName] = []
        let unlinked = unlinked(references)
        for attribute in type.attributes where attribute.name != .name && !unlinked.contains(attribute.name) {
            let value = object.attributes[attribute.name]
            let isNeeded = isNeeded(attribute)
            guard let value, !value.isNull, attribute.isShown, !needsUnseen(attribute, value) else {
                if isNeeded { missing.append(attribute.name) }
                continue
            }
            guard isNeeded || !isImplied(attribute, value, unlinked) else { continue }
            let written = attribute.name == .labels ? .map(ownLabels.mapValues(Value.string)) : value
            guard let node = values.node(written, of: attribute) else { continue }
            let remarks = [attribute.remark].compactMap(\.self)
            entries.append(TextNode.Entry(attribute.name.text, node, comments: remarks))
        }
        let left = values.left
        references = values.references
        let comments = left.map { list, element, reason in
            "Not written, and left as it is: \(element) of '\(list)', \(reason)."
        }
        return Description(
            object: object,
            entries: entries,
            hidden: missing,
            secrets: values.secrets.written,
            comments: comments
        )
    }

    private var ownLabels: [String: String] {
        object.writableLabels.filter { settings.labels[$0.key] != $0.value }
    }

    /// Whether the file has to say it.
    private func isNeeded(_ attribute: Attribute) -> Bool {
        if attribute.presence == .required { return true }
        return type.constraints.contains { constraint in
            guard case .rule(let rule) = constraint, rule.required.contains(attribute.name),
                let value = object.attributes[rule.condition]?.string
            else { return false }
            return rule.values.contains(value)
        }
    }

    /// Whether the file could say it only together with a secret that is part of it.
    private func needsUnseen(_ attribute: Attribute, _ value: Value) -> Bool {
        guard case .list(.object(let parts), _, _) = attribute.kind, let entries = value.list else { return false }
        let secrets = Set(parts.filter { !$0.isShown }.map(\.name))
        return type.constraints.contains { constraint in
            guard case .combination(in: attribute.name, let terms, _) = constraint else { return false }
            let isUnseen = terms.contains { $0.test.isAbsence && $0.path.first.map(secrets.contains) == true }
            let present = terms.filter { $0.test.isPresence }.compactMap(\.path.first)
            return isUnseen && entries.contains { entry in present.contains { entry[$0] != nil } }
        }
    }

    /// References that would have the file take a value from something that it does not declare, and that has another.
    private func unlinked(_ references: References) -> Set<AttributeName> {
        let links = type.attributes.compactMap { attribute -> AttributeName? in
            guard case .inherited(let through, let setting) = attribute.presence,
                let target = object.attributes[through]?.reference?.objectKey, !references.isDeclared(target),
                object.attributes[attribute.name] != settings.defaults[setting]
            else { return nil }
            return through
        }
        return Set(links)
    }

    /// Whether another attribute says it more precisely: the location says the network zone.
    private func isSaidByOther(_ attribute: Attribute) -> Bool {
        type.attributes.contains { other in
            other.yieldsTo == attribute.name && object.attributes[other.name].map { !$0.isNull } == true
        }
    }

    private func isImplied(_ attribute: Attribute, _ value: Value, _ unlinked: Set<AttributeName>) -> Bool {
        if attribute.name == .labels { return ownLabels.isEmpty }
        if attribute.isForbidden(in: type, object) || isSaidByOther(attribute) { return true }
        switch attribute.presence {
        case .setting(let name): return settings.defaults[name] == value
        case .inherited(let through, let name):
            let isLinked = object.attributes[through]?.reference != nil && !unlinked.contains(through)
            return isLinked || settings.defaults[name] == value
        case .required, .optional, .sibling, .defaulted: break
        }
        // It ends by itself, as the rescue system does.
        if !attribute.repairsDrift, attribute.reset == .null { return true }
        // A file that wants it running would have it started whenever somebody stops it.
        if let window = type.window, window.attribute == attribute.name, value == window.inService { return true }
        return attribute.isImplied(value, beside: [:], [])
    }
}

extension Constraint.Term.Test {
    fileprivate var isPresence: Bool {
        guard case .isPresent = self else { return false }
        return true
    }

    fileprivate var isAbsence: Bool {
        guard case .isAbsent = self else { return false }
        return true
    }
}

extension Attribute {
    var isShown: Bool {
        guard case .never = observation else { return true }
        return false
    }

    /// Whether a rule of the type says that the object cannot have it written.
    fileprivate func isForbidden(in type: ResourceType, _ object: ObservedObject) -> Bool {
        type.constraints.contains { constraint in
            guard case .rule(let rule) = constraint, rule.forbidden.contains(name),
                let value = object.attributes[rule.condition]?.string
            else { return false }
            return rule.values.contains(value)
        }
    }
}

extension [AttributeName] {
    var quoted: String {
        let names = map { "'\($0)'" }
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
