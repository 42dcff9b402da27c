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
