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
            "At most \(limit) refer to the same object with `\(name)`."
        case .combination(let list, _, let words):
            list.map { "In `\($0)`: \(words)." } ?? "\(words.prefix(1).uppercased())\(words.dropFirst())."
        case .reserved(let rule):
            "The `\(rule.address)` of each of the `\(rule.list)` is none that is in use already: the first host of the "
                + "`\(rule.range)`, the first and the last address of one of the `\(rule.parts)`, "
                + rule.others.map { "`\($0)`" }.joined(separator: ", ") + "."
        case .elementsAlike(let list, let part):
            "All `\(list)` have the same `\(part)`."
        case .elementsApart(let list, let key, let other, let otherKey):
            "No `\(key)` of the `\(list)` overlaps the `\(otherKey)` of one of the `\(other)`."
        case .aloneAmong(let list, let condition, let texts, let part):
            "In `\(list)`, nothing else has the `\(part)` of one whose `\(condition)` is \(texts.quotedList("or"))."
        case .alsoTakes(let list, let part, let number, let flag):
            "In `\(list)`, nothing else has the `\(part)` \(number) where `\(flag.joined)` is `true`, or that for itself."
        case .atMost(let list, let smaller, let larger):
            "In `\(list)`, `\(smaller.joined)` is at most `\(larger.joined)`."
        case .referencedFlag(let list, let part, let flag, let exempt):
            "In `\(list)`, a `\(part)` with `\(flag): false` needs `\(exempt): true`."
        case .referencedValue(let reference, let name, let value):
            "What `\(reference)` refers to has the `\(name)` `\(value)`."
        case .referencedApart(let list, let target, let range):
            "The `\(range)` of each `\(target)` in `\(list)` overlaps no other one."
        case .sharedReference(let rule):
            "In `\(rule.list)`, where `\(rule.condition)` is `true`: the `\(rule.through)` is attached to the same "
                + "network as `\(rule.own.root)`."
        case .reachesZone(let rule):
            "Each network in `\(rule.list)` has one of its `\(rule.ranges)` in the network zone of the `\(rule.location)`."
        }
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
