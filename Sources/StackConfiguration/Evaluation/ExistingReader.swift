import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads `existing`: what to look up in the project.
struct ExistingReader {
    private let scope: Scope
    private let scalars = ScalarReader()

    init(_ scope: Scope) { self.scope = scope }

    func read(_ node: Node?, _ problems: inout Problems) -> Existing {
        var existing = Existing()
        for entry in entries(of: node, for: "existing", expected: "a map from sections to names", &problems) {
            guard let kind = scope.catalog.lookupKind(entry.name) else {
                let known = scope.catalog.lookupKinds.map(\.section)
                problems.report(.unknownSection(entry, hint: Suggestion.question(for: entry.name, among: known)))
                continue
            }
            existing.add(section: kind.section)
            let expected = "a map from names to what to look for"
            for declared in entries(of: entry.value, for: entry.name, expected: expected, &problems) {
                guard isLogicalName(declared.name) else {
                    problems.report(.invalidLogicalName(declared.name, at: declared.key.range))
                    continue
                }
                let criteria = criteria(declared, kind, &problems)
                let lookup = ExistingLookup(kind.section, declared.name, criteria, range: declared.key.range)
                existing.add(lookup, found: scope.evaluation.found?[all: lookup])
            }
        }
        return existing
    }

    /// Where nothing is written, the logical name is the name in the cloud, as it is for what the file declares.
    private func criteria(
        _ declared: Node.Entry,
        _ kind: LookupKind,
        _ problems: inout Problems
    ) -> ExistingLookup.Criteria {
        var criteria = ExistingLookup.Criteria()
        var expressions = ExpressionReader(scope)
        let node = expressions.evaluatedNow(declared.value, for: declared.name, &problems)
        let names = ["id", "name"] + (kind.hasLabels ? ["label_selector"] : []) + kind.filters.map(\.name) + ["many"]
        let expected = "a map with \(names.quoted(joinedBy: "or"))"
        let before = problems.count
        let parts = entries(of: node, for: declared.name, expected: expected, &problems)
        for part in parts {
            guard names.contains(part.name) else {
                problems.reportUnknownAttribute(part, of: "a lookup of \(kind.section)", known: names)
                continue
            }
            read(part, kind, into: &criteria, &problems)
        }
        // One that is not described has the name; of many all are meant.
        if parts.isEmpty, problems.count == before { criteria.name = normalName(declared.name, kind) }
        return criteria
    }

    private func read(
        _ part: Node.Entry,
        _ kind: LookupKind,
        into criteria: inout ExistingLookup.Criteria,
        _ problems: inout Problems
    ) {
        if part.name == "id" {
            guard case .scalar(let scalar) = part.value.content, case .integer(let id) = scalars.value(of: scalar)
            else {
                problems.report(.wrongType(expected: "an integer", for: "id", part.value))
                return
            }
            criteria.id = ResourceID(id)
            return
        }
        if part.name == "many" {
            criteria.isMany = scalars.flag(of: part.value, for: part.name, &problems) ?? false
            return
        }
        guard let text = scalars.text(of: part.value, for: part.name, &problems) else { return }
        switch part.name {
        case "name": criteria.name = normalName(text, kind)
        case "label_selector":
            let format = kind.type.map { StringFormat.labelSelector(LabelSelection(of: $0)) } ?? .text(1...1_000)
            guard
                FormatChecker(format: format, name: part.name, hints: problems.hints).check(
                    text,
                    at: part.value,
                    &problems
                )
            else { return }
            criteria.labelSelector = text
        case let name:
            let values = kind.filters.first { $0.name == name }?.values ?? []
            guard values.isEmpty || values.contains(text) else {
                let hint = Suggestion.question(for: text, among: values)
                let expected = values.quoted(joinedBy: "or")
                problems.report(
                    .invalidValue(
                        expected: expected,
                        for: name,
                        not: part.value.found,
                        at: part.value.range,
                        hint: hint
                    )
                )
                return
            }
            criteria.filters[name] = text
        }
    }

    /// The name in the spelling that the API has it in.
    private func normalName(_ text: String, _ kind: LookupKind) -> String {
        let attribute = scope.catalog.type(section: kind.section)?.attribute(.name)
        return attribute?.kind.normalized(.string(text)).string ?? text
    }

    private func entries(
        of node: Node?,
        for name: String,
        expected: String,
        _ problems: inout Problems
    ) -> [Node.Entry] {
        guard let node, !node.isNull else { return [] }
        if case .mapping(let entries) = node.content { return entries.filter { !$0.name.hasPrefix("x-") } }
        if case .invalid = node.content { return [] }
        problems.report(.wrongType(expected: expected, for: name, node))
        return []
    }
}

extension Diagnostic {
    fileprivate static func unknownSection(_ entry: Node.Entry, hint: String?) -> Diagnostic {
        .error("unknown-key", "nothing called \(quoted(entry.name)) can be looked up", at: entry.key.range, hint: hint)
    }
}
