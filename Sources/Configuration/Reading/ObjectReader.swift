import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads an object nested in an attribute, or an element of a list.
struct ObjectReader {
    let values: ValueReader
    let attributes: [Attribute]
    /// What a message calls the object: `subnet`, `'protection'`.
    let owner: String

    func read(_ entries: [YAMLEntry], in node: YAMLNode, _ problems: inout Problems) -> ReadValue {
        var parts: [String: Value] = [:]
        var places: [String: Places] = [:]
        for entry in entries {
            guard let attribute = attributes.first(where: { $0.name.text == entry.name }) else {
                problems.report(.unknownAttribute(entry, of: owner, known: attributes.map(\.name.text)))
                continue
            }
            guard !entry.value.isNull else { continue }
            guard let part = values.read(entry.value, as: attribute.kind, for: entry.name, &problems) else { continue }
            parts[entry.name] = part.value
            places[entry.name] = part.places
        }
        let missing = attributes.filter { attribute in
            attribute.presence == .required
                && !entries.contains { $0.name == attribute.name.text && !$0.value.isNull }
        }
        if !missing.isEmpty {
            problems.report(.missingAttributes(missing.map(\.name), of: owner, at: node.range))
        }
        return ReadValue(
            value: ValueKind.object(attributes).normalized(.map(parts)),
            places: Places(node.range, children: places)
        )
    }
}

extension Diagnostic {
    static func unknownAttribute(_ entry: YAMLEntry, of owner: String, known: [String]) -> Diagnostic {
        .error(
            "unknown-attribute",
            "\(owner) has no attribute \(quoted(entry.name))",
            at: entry.key.range,
            hint: Suggestion.question(for: entry.name, among: known)
        )
    }

    /// One report for all that is missing in one place.
    static func missingAttributes(_ names: [AttributeName], of owner: String, at range: SourceRange) -> Diagnostic {
        .error("missing-attribute", "\(owner) needs \(names.map(\.text).quoted(joinedBy: "and"))", at: range)
    }
}
