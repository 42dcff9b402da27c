import Diagnostics
import ResourceModel

/// Checks what must hold among the attributes of resources, as their types say it.
///
/// What could not be read is left out, and nothing is concluded from its absence.
struct ConstraintChecker {
    private let types: [ResourceType]
    private let limits: [ReferenceLimit]
    private let drafts: Drafts
    private let draftsByType: [ResourceType.Name: [Draft]]

    init(catalog: Catalog, drafts: Drafts) {
        types = catalog.types
        limits = catalog.referenceLimits
        self.drafts = drafts
        draftsByType = Dictionary(grouping: drafts.all.filter { !$0.isBroken }, by: \.type)
    }

    func check(_ problems: inout Problems) {
        for type in types {
            guard let drafts = draftsByType[type.name] else { continue }
            for constraint in type.constraints {
                check(constraint, type, drafts, &problems)
            }
        }
        for limit in limits { check(limit, &problems) }
    }

    private func check(
        _ constraint: Constraint,
        _ type: ResourceType,
        _ drafts: [Draft],
        _ problems: inout Problems
    ) {
        switch constraint {
        case .exclusive(let names):
            drafts.forEach { checkExclusive(names, $0, &problems) }
        case .anyOf(let names):
            drafts.forEach { checkAny(of: names, type, $0, &problems) }
        case .elementsInside(let list, let key, let outer):
            drafts.forEach { RangeChecker(draft: $0).checkElements(list, key: key, inside: outer, &problems) }
        case .elementsDisjoint(let list, let key):
            let noun = type.noun(of: list)
            drafts.forEach { RangeChecker(draft: $0).checkDisjoint(list, key: key, noun: noun, &problems) }
        case .addressInside(let rule):
            var checker = AddressChecker(drafts: self.drafts, rule, type)
            drafts.forEach { checker.check($0, &problems) }
        case .rule(let rule):
            drafts.forEach { RuleChecker(rule).check($0, owner: "a \(type.name.words)", &problems) }
        case .elementRule(let list, let rule):
            let element = type.element(of: list)
            drafts.forEach { RuleChecker(rule).check($0, list, element: element, &problems) }
        case .equalParts(let object, let parts):
            drafts.forEach { checkEqual(parts, of: object, $0, &problems) }
        case .agreement:
            // Lists are chosen from when the plan is made, and what is written on one side only agrees by itself.
            break
        case .references:
            // Counted over all types.
            break
        case .combination(let list, let terms, let words):
            let checker = CombinationChecker(list: list, terms: terms, words: words)
            drafts.forEach { checker.check($0, &problems) }
        case .reserved(let rule):
            let checker = ReservedAddressChecker(drafts: self.drafts, rule: rule)
            drafts.forEach { checker.check($0, &problems) }
        case .elementsAlike, .elementsApart, .aloneAmong, .alsoTakes, .atMost:
            drafts.forEach { ElementsChecker(draft: $0, type: type).check(constraint, &problems) }
        case .referencedValue, .referencedFlag, .referencedApart, .sharedReference, .unlisted, .elementsShared:
            for draft in drafts {
                ReferencedChecker(draft: draft, drafts: self.drafts, type: type).check(constraint, &problems)
            }
        case .aloneBelow(let rule):
            CompanyChecker(rule: rule, drafts: drafts, all: self.drafts).check(&problems)
        case .reachesZone:
            // Where the zones of locations are known: when the plan is made.
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

    private func checkEqual(
        _ parts: [AttributeName],
        of object: AttributeName,
        _ draft: Draft,
        _ problems: inout Problems
    ) {
        guard let desired = draft.attributes[object], let places = desired.places else { return }
        let written = parts.compactMap { name in
            desired.value[name].map { (name: name, value: $0, range: places.range(of: name.text)) }
        }
        guard let first = written.min(by: { $0.range.start < $1.range.start }),
            let other = written.first(where: { $0.value != first.value })
        else { return }
        problems.report(.unequal(other.name, first.name, of: object, at: other.range, first: first.range))
    }

    /// One report for each resource that too many refer to, at the first one that is too many.
    private func check(_ limit: ReferenceLimit, _ problems: inout Problems) {
        var users: [ResourceAddress: [Int]] = [:]
        var surplus: [(address: ResourceAddress, range: SourceRange)] = []
        for (number, referrer) in limit.referrers.enumerated() {
            let (type, attribute) = referrer
            for draft in draftsByType[type.name] ?? [] {
                for address in Set(draft.attributes[attribute]?.value.addresses ?? []) {
                    users[address, default: limit.referrers.map { _ in 0 }][number] += 1
                    if users[address]?.reduce(0, +) == limit.most + 1 {
                        surplus.append((address, draft.range(of: attribute)))
                    }
                }
            }
        }
        for (address, range) in surplus {
            let counts = zip(limit.referrers.map(\.type), users[address] ?? []).filter { $0.1 > 0 }
            problems.report(.tooManyReferences(counts, to: address, limit: limit.most, at: range))
        }
    }
}

extension ResourceType {
    /// What a message calls an element of one of the lists: `subnet`.
    func noun(of list: AttributeName) -> String {
        guard case .elements(let set)? = attribute(list)?.kind else { return "element of '\(list)'" }
        return set.noun
    }

    /// The same with its article.
    fileprivate func element(of list: AttributeName) -> String {
        guard case .elements(let set)? = attribute(list)?.kind else { return "an element of '\(list)'" }
        return "a \(set.noun)"
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

    fileprivate static func unequal(
        _ other: AttributeName,
        _ first: AttributeName,
        of object: AttributeName,
        at range: SourceRange,
        first firstRange: SourceRange
    ) -> Diagnostic {
        .error(
            "unequal-parts",
            "'\(other)' of '\(object)' has to be the same as '\(first)': the API changes them together",
            at: range,
            notes: [.init("'\(first)' is written here", at: firstRange)],
            hint: "Write one of them; the other follows it."
        )
    }

    fileprivate static func tooManyReferences(
        _ counts: [(type: ResourceType, count: Int)],
        to address: ResourceAddress,
        limit: Int,
        at range: SourceRange
    ) -> Diagnostic {
        let users = counts.map { type, count in
            "\(count) \(count == 1 ? type.name.words : type.section.replacing("_", with: " "))"
        }
        return .error(
            "too-many-references",
            "\(users.joined(separator: " and ")) refer to \(address), which takes at most \(limit)",
            at: range
        )
    }
}
