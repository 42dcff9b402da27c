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
        case .addressInside(let rule):
            "The `\(rule.address)` of each of the `\(rule.list)` lies in one of the `\(rule.ranges)` of its "
                + "`\(rule.target)`."
        case .rule(let rule):
            "Where \(rule.words)"
        case .elementRule(let list, let rule):
            "In `\(list)`, where \(rule.words)"
        case .equalParts(let object, let parts):
            "In `\(object)`, \(parts.quotedList) are the same."
        case .agreement(let name, let reference):
            "The `\(name)` is that of what `\(reference)` refers to."
        case .references(let name, let limit):
            "At most \(limit) refer to the same object with `\(name)`."
        case .combination(let list, _, let words):
            list.map { "In `\($0)`: \(words)." } ?? "\(words.prefix(1).uppercased())\(words.dropFirst())."
        case .reserved(let rule):
            "The `\(rule.address)` of each of the `\(rule.list)` is none that is in use already: the first host of the "
                + "`\(rule.range)`, the first and the last address of one of the `\(rule.parts)`, "
                + rule.others.keys.sorted().map { "`\($0)`" }.joined(separator: ", ") + "."
        case .elementsAlike(let list, let part):
            "All `\(list)` have the same `\(part)`."
        case .elementsApart(let rule):
            "No `\(rule.key)` of the `\(rule.list)` overlaps the `\(rule.otherKey)` of one of the `\(rule.other)`."
        case .aloneAmong(let rule):
            "In `\(rule.list)`, nothing else has the `\(rule.part)` of one whose `\(rule.condition)` is "
                + "\(rule.texts.quotedList("or"))."
        case .aloneBelow(let rule):
            "Nothing else in its `\(rule.reference)` has the `\(rule.part)` of one whose `\(rule.condition)` is "
                + "\(rule.texts.quotedList("or"))."
        case .alsoTakes(let rule):
            "In `\(rule.list)`, nothing else has the `\(rule.part)` \(rule.number) where `\(rule.flag.joined)` is `true`, "
                + "or that for itself."
        case .atMost(let list, let smaller, let larger):
            "In `\(list)`, `\(smaller.joined)` is at most `\(larger.joined)`."
        case .referencedFlag(let rule):
            "In `\(rule.list)`, a `\(rule.target)` with `\(rule.flag): false` needs `\(rule.exempt): true`."
        case .referencedValue(let reference, let name, let value):
            "What `\(reference)` refers to has the `\(name)` `\(value)`."
        case .referencedApart(let list, let target, let range):
            "The `\(range)` of each `\(target)` in `\(list)` overlaps no other one."
        case .sharedReference(let rule):
            "In `\(rule.list)`, where `\(rule.condition)` is `true`: the `\(rule.through)` is attached to the same "
                + "network as `\(rule.own.root)`."
        case .unlisted(let reference, let list, let key):
            "The `\(list)` of its `\(reference)` have nothing with the same \(key.quotedList)."
        case .elementsShared(let list, let references):
            "The `\(list)` of what \(references.map(\.description).quotedList("or")) refers to say nothing else of the same."
        case .reachesZone(let rule):
            "Each network in `\(rule.list)` has one of its `\(rule.ranges)` in the network zone of the `\(rule.location)`."
        }
    }
}

extension Constraint.Rule {
    fileprivate var words: String {
        let consequences = [
            required.isEmpty ? nil : "\(required.quotedList) \(required.count == 1 ? "is" : "are") needed",
            forbidden.isEmpty ? nil : "\(forbidden.quotedList) cannot be written",
        ]
        return "`\(condition)` is \(values.quotedList("or")): "
            + consequences.compactMap(\.self).joined(separator: ", ") + "."
    }
}

extension [AttributeName] {
    fileprivate var quotedList: String { map(\.text).quotedList("and") }
    fileprivate var joined: String { map(\.text).joined(separator: ".") }
}

extension [String] {
    fileprivate func quotedList(_ word: String) -> String {
        let quoted = map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}
