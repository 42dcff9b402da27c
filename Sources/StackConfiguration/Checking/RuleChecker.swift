import Diagnostics
import ResourceModel

/// What an element has to have, and may not have, depending on one of its values.
struct RuleChecker {
    private let rule: Constraint.Rule

    init(_ rule: Constraint.Rule) { self.rule = rule }

    func check(_ draft: Draft, _ list: AttributeName, element owner: String, _ problems: inout Problems) {
        for element in draft.elements(of: list) {
            guard let value = element.value[rule.condition]?.string, rule.values.contains(value) else { continue }
            let owner = "\(owner) whose '\(rule.condition)' is '\(value)'"
            let isKnown = !draft.failed.contains(list)
            let missing = isKnown ? rule.required.filter { !has(element.value, $0) } : []
            let surplus = rule.forbidden.filter { has(element.value, $0) }
            let range = element.range ?? draft.keyRange
            if surplus.isEmpty, !missing.isEmpty {
                problems.report(.missingAttributes(missing, of: owner, at: range))
            }
            for name in surplus {
                let place = element.places?.range(of: name.text) ?? range
                problems.report(.forbidden(name, of: owner, insteadOf: missing, at: place))
            }
        }
    }

    /// The same for the resource itself.
    func check(_ draft: Draft, owner: String, _ problems: inout Problems) {
        guard let value = draft.attributes[rule.condition]?.value.string, rule.values.contains(value) else { return }
        let owner = "\(owner) whose '\(rule.condition)' is '\(value)'"
        let isWritten = { (name: AttributeName) in draft.attributes[name].map { !$0.value.isNull } ?? false }
        let missing = draft.missing(rule.required)
        let surplus = rule.forbidden.filter(isWritten)
        if surplus.isEmpty, !missing.isEmpty {
            problems.report(.missingAttributes(missing, of: owner, at: draft.keyRange))
        }
        for name in surplus {
            problems.report(.forbidden(name, of: owner, insteadOf: missing, at: draft.range(of: name)))
        }
    }

    /// An empty list, or a flag that is off, is what the normal form gives to those that have none.
    private func has(_ element: Value, _ name: AttributeName) -> Bool {
        guard let value = element[name] else { return false }
        return value != .list([]) && value != false
    }
}

extension Diagnostic {
    fileprivate static func forbidden(
        _ name: AttributeName,
        of owner: String,
        insteadOf missing: [AttributeName],
        at range: SourceRange
    ) -> Diagnostic {
        .error(
            "unwanted-attribute",
            missing.isEmpty
                ? "\(owner) cannot have '\(name)'"
                : "\(owner) has \(missing.map(\.text).quoted(joinedBy: "and")), not '\(name)'",
            at: range
        )
    }
}
