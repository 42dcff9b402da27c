import Diagnostics
import ResourceModel

/// What an element has to have, and may not have, depending on one of its values.
struct ElementRule {
    let condition: AttributeName
    let values: [String]
    let required: [AttributeName]
    let forbidden: [AttributeName]

    func check(_ draft: Draft, _ list: AttributeName, noun: String, _ problems: inout Problems) {
        for element in draft.elements(of: list) {
            guard let value = element.value[condition]?.string, values.contains(value) else { continue }
            let range = element.range ?? draft.keyRange
            let owner = "\(noun) whose '\(condition)' is '\(value)'"
            let missing = required.filter { element.value[$0] == nil }
            if !missing.isEmpty, !draft.failed.contains(list) {
                problems.report(.missingAttributes(missing, of: "a \(owner)", at: range))
            }
            for name in forbidden where element.value[name] != nil {
                let place = element.places?.range(of: name.text) ?? range
                problems.report(.forbidden(name, owner, at: place))
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func forbidden(_ name: AttributeName, _ owner: String, at range: SourceRange) -> Diagnostic {
        .error("unwanted-attribute", "a \(owner) cannot have '\(name)'", at: range)
    }
}
