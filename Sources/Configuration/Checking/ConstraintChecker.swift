import Diagnostics
import ResourceModel

/// Checks what must hold among the attributes of resources, as their types say it.
///
/// What could not be read is left out, and nothing is concluded from its absence.
struct ConstraintChecker {
    private let drafts: Drafts
    private let types: [ResourceType.Name: ResourceType]

    init(catalog: Catalog, drafts: Drafts) {
        self.drafts = drafts
        types = Dictionary(catalog.types.filter { !$0.constraints.isEmpty }.map { ($0.name, $0) }) { first, _ in first }
    }

    func check(_ problems: inout Problems) {
        for draft in drafts.all where !draft.isBroken {
            guard let type = types[draft.type] else { continue }
            for constraint in type.constraints {
                check(constraint, type, draft, &problems)
            }
        }
        for type in types.values.sorted(by: { $0.name < $1.name }) {
            for case .references(let attribute, let limit) in type.constraints {
                checkReferences(to: attribute, of: type, atMost: limit, &problems)
            }
        }
    }

    private func check(
        _ constraint: Constraint,
        _ type: ResourceType,
        _ draft: Draft,
        _ problems: inout Problems
    ) {
        let ranges = RangeChecker(drafts: drafts, draft: draft)
        switch constraint {
        case .exclusive(let names):
            checkExclusive(names, draft, &problems)
        case .anyOf(let names):
            checkAny(of: names, type, draft, &problems)
        case .elementsInside(let list, let key, let outer):
            ranges.checkElements(list, key: key, inside: outer, &problems)
        case .elementsDisjoint(let list, let key):
            ranges.checkDisjoint(list, key: key, noun: type.noun(of: list), &problems)
        case .addressInside(let list, let address, let target, let ranges, let key):
            AddressChecker(drafts: drafts, ranges: ranges, key: key)
                .check(draft, list, address: address, of: target, &problems)
        case .elementRule(let list, let name, let values, let required, let forbidden):
            let rule = ElementRule(condition: name, values: values, required: required, forbidden: forbidden)
            rule.check(draft, list, noun: type.noun(of: list), &problems)
        case .references:
            break
        }
    }

    private func checkExclusive(_ names: [AttributeName], _ draft: Draft, _ problems: inout Problems) {
        let written = names.compactMap { name in draft.written[name].map { (name: name, range: $0) } }
            .sorted { $0.range.start < $1.range.start }
        guard let first = written.first else { return }
        for other in written.dropFirst() {
            problems.report(.exclusive(other, with: first))
        }
    }

    private func checkAny(
        of names: [AttributeName],
        _ type: ResourceType,
        _ draft: Draft,
        _ problems: inout Problems
    ) {
        let hasOne = names.contains { name in
            draft.failed.contains(name) || draft.attributes[name].map { !$0.value.isNull } == true
        }
        guard !hasOne else { return }
        let setting = names.lazy.compactMap { type.attribute($0)?.presence.setting }.first
        problems.report(.missingAny(of: names, type, at: draft.keyRange, setting: setting))
    }

    /// One report for each resource that too many refer to, at the first one that is too many.
    private func checkReferences(
        to attribute: AttributeName,
        of type: ResourceType,
        atMost limit: Int,
        _ problems: inout Problems
    ) {
        var users: [ResourceAddress: Int] = [:]
        var surplus: [(address: ResourceAddress, range: SourceRange)] = []
        for draft in drafts.all where draft.type == type.name {
            for address in draft.attributes[attribute]?.value.addresses ?? [] {
                users[address, default: 0] += 1
                if users[address] == limit + 1 {
                    surplus.append((address, draft.range(of: attribute)))
                }
            }
        }
        for (address, range) in surplus {
            problems.report(.tooManyReferences(users[address] ?? 0, type, to: address, limit: limit, at: range))
        }
    }
}

extension ResourceType {
    /// What a message calls an element of one of the lists: `subnet`.
    fileprivate func noun(of list: AttributeName) -> String {
        guard case .elements(let set)? = attribute(list)?.kind else { return "element of '\(list)'" }
        return set.noun
    }
}

extension Diagnostic {
    fileprivate static func exclusive(
        _ other: (name: AttributeName, range: SourceRange),
        with first: (name: AttributeName, range: SourceRange)
    ) -> Diagnostic {
        .error(
            "exclusive-attributes",
            "'\(other.name)' cannot be written together with '\(first.name)'",
            at: other.range,
            notes: [.init("'\(first.name)' is written here", at: first.range)]
        )
    }

    fileprivate static func missingAny(
        of names: [AttributeName],
        _ type: ResourceType,
        at range: SourceRange,
        setting: AttributeName?
    ) -> Diagnostic {
        .error(
            "missing-attribute",
            "\(type.name.words) needs \(names.map(\.text).quoted(joinedBy: "or"))",
            at: range,
            hint: setting.map { "A '\($0)' under 'settings' is a default for all resources." }
        )
    }

    fileprivate static func tooManyReferences(
        _ count: Int,
        _ type: ResourceType,
        to address: ResourceAddress,
        limit: Int,
        at range: SourceRange
    ) -> Diagnostic {
        .error(
            "too-many-references",
            "\(count) \(type.section) refer to \(address), which takes at most \(limit)",
            at: range
        )
    }
}
