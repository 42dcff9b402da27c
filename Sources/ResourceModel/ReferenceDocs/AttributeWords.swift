extension Attribute {
    /// What holds where nothing is written, for a cell of a table.
    var defaultWords: String {
        switch presence {
        case .required: "**required**"
        case .optional: ""
        case .setting(let name): "`settings.\(name)`"
        case .inherited(let through, let setting): "that of the `\(through)`, else `settings.\(setting)`"
        case .sibling(let name): "the same as `\(name)`"
        case .defaulted(let value): "`\(value.defaultText)`"
        }
    }

    /// What values it takes, for a cell of a table.
    func valueWords(in catalog: Catalog) -> String {
        let words = kind.words(in: catalog)
        return takesAlternatives ? "\(words), or a list of them, best first" : words
    }

    /// Whether it changes with what it belongs to.
    var changesAsPart: Bool {
        guard case .whole = update else { return false }
        return true
    }

    /// What a change does to the object, and who notices.
    var changeWords: String {
        let impacts = impacts.map(\.words).joined(separator: ", ")
        return impacts.isEmpty ? update.words : "\(update.words); \(impacts)"
    }
}

extension Value {
    /// A default as a file would say it.
    fileprivate var defaultText: String {
        switch self {
        case .list(let values): "[\(values.map(\.defaultText).joined(separator: ", "))]"
        case .map(let values):
            "{\(values.sortedByKey().map { "\($0.key): \($0.value.defaultText)" }.joined(separator: ", "))}"
        case .null: "null"
        case .boolean, .integer, .number, .string, .reference, .deferred: keyText
        }
    }
}

extension Update {
    fileprivate var words: String {
        switch self {
        case .put, .action, .pair, .elements, .service: "in place"
        case .nested: "each part by itself"
        case .whole: "with what it belongs to"
        case .replace: "replaces"
        case .refuse: "refused, unless `lifecycle.replace_on` names it"
        case .choice(let usual, let rebuild):
            "by `on_change`: `\(usual.rawValue)` by default"
                + (rebuild == nil ? "" : ", `rebuild` is possible")
        case .input: "does nothing by itself"
        case .conditional(let condition, let update, let other):
            "\(update.words) if it \(condition.words), else \(other.words)"
        case .offline: "while it is off"
        }
    }
}

extension ChangeCondition {
    fileprivate var words: String {
        switch self {
        case .grows: "grows"
        case .extends: "contains the old range"
        }
    }
}

extension ImpactRule {
    fileprivate var words: String {
        let impact = "`\(impact.rawValue)`"
        return switch occasion {
        case .always: impact
        case .cleared: "\(impact) when it is cleared"
        case .to(let value): "\(impact) to `\(value.keyText)`"
        case .with(let name): "\(impact) with `\(name)`"
        case .elementRemoved: "\(impact) when an element goes"
        }
    }
}

extension Constraint {
    /// The rule as a sentence.
    var words: String {
        switch self {
        case .exclusive(let names):
            "At most one of \(names.quotedList) can be written."
        case .anyOf(let names):
            "One of \(names.quotedList) is needed."
        case .elementsInside(let list, let key, let range):
            "The `\(key)` of each of the `\(list)` lies inside `\(range)`."
        case .elementsDisjoint(let list, let key):
            "No two `\(key)` of the `\(list)` overlap."
        case .addressInside(let list, let address, let target, let ranges, _):
            "The `\(address)` of each of the `\(list)` lies in one of the `\(ranges)` of its `\(target)`."
        case .rule(let condition, let values, let required, let forbidden):
            "Where `\(condition)` is \(values.quotedList("or")): "
                + [
                    required.isEmpty ? nil : "\(required.quotedList) is needed",
                    forbidden.isEmpty ? nil : "\(forbidden.quotedList) cannot be written",
                ].compactMap { $0 }.joined(separator: ", ") + "."
        case .elementRule(let list, let condition, let values, let required, let forbidden):
            "In `\(list)`, where `\(condition)` is \(values.quotedList("or")): "
                + [
                    required.isEmpty ? nil : "\(required.quotedList) is needed",
                    forbidden.isEmpty ? nil : "\(forbidden.quotedList) cannot be written",
                ].compactMap { $0 }.joined(separator: ", ") + "."
        case .equalParts(let object, let parts):
            "In `\(object)`, \(parts.quotedList) are the same."
        case .agreement(let name, let reference):
            "The `\(name)` is that of what `\(reference)` refers to."
        case .references(let name, let limit):
            "At most \(limit) have the same `\(name)`."
        }
    }
}

extension [AttributeName] {
    fileprivate var quotedList: String { map(\.text).quotedList("and") }
}

extension [String] {
    fileprivate func quotedList(_ word: String) -> String {
        let quoted = map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}
