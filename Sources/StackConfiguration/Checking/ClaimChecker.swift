import Diagnostics
import ResourceModel

/// Finds values that only one holder may have: names, keys, addresses in a network.
struct ClaimChecker {
    let catalog: Catalog
    let drafts: Drafts

    func check(_ problems: inout Problems) {
        var claims = Claims()
        let claiming = Dictionary(catalog.types.map { ($0.name, ClaimingAttributes($0)) }) { first, _ in first }
        for draft in drafts.all {
            guard let attributes = claiming[draft.type] else { continue }
            for (name, others) in attributes.ofType {
                claimForType(name, among: others, draft, &claims, &problems)
            }
            for part in attributes.ofElements {
                claimInElements(part, draft, &claims, &problems)
            }
            for path in attributes.ofTargets {
                claimTarget(at: path, draft, &claims, &problems)
            }
        }
    }

    /// `others` are the attributes in which those have the same values that cannot have the same one in this.
    private func claimForType(
        _ name: AttributeName,
        among others: [AttributeName],
        _ draft: Draft,
        _ claims: inout Claims,
        _ problems: inout Problems
    ) {
        let values = ([name] + others).compactMap { draft.known($0) }
        guard let value = values.first, values.count == others.count + 1 else { return }
        let range = draft.range(of: name)
        let own = catalog[draft.type].attribute(name)?.kind.compared(value) ?? value
        let claimed = others.isEmpty ? own : .list([own] + values.dropFirst())
        guard let first = claims.first(claimed, in: .type(draft.type, name), at: range) else { return }
        if !others.isEmpty {
            problems.report(.duplicateAmong(values.map(\.keyText), draft.type, at: range, first: first))
        } else if name == .name {
            problems.report(.duplicateName(value, draft.type, at: range, first: first))
        } else {
            problems.report(.duplicateValue(name, draft.type, at: range, first: first))
        }
    }

    private func claimTarget(
        at path: [AttributeName],
        _ draft: Draft,
        _ claims: inout Claims,
        _ problems: inout Problems
    ) {
        guard let written = draft.attributes[path[0]] else { return }
        let value = path.dropFirst().reduce(Optional(written.value)) { $0?[$1] }
        guard case .reference(.resource(let target))? = value else { return }
        let places = path.dropFirst().reduce(written.places) { $0?[$1.text] ?? $0 }
        let range = places?.range ?? draft.range(of: path[0])
        guard let first = claims.first(.reference(.resource(target)), in: .target, at: range) else { return }
        problems.report(.targetTaken(target, at: range, first: first))
    }

    private func claimInElements(
        _ part: ClaimingAttributes.Part,
        _ draft: Draft,
        _ claims: inout Claims,
        _ problems: inout Problems
    ) {
        for element in draft.elements(of: part.list) {
            guard case .reference(.resource(let owner))? = element.value[part.sibling],
                let value = element.value[part.name]
            else { continue }
            let places = element.places?[part.name.text]
            let values = value.list ?? [value]
            for (index, value) in values.enumerated() where !value.isNull && !value.isDeferred {
                let range = places?[index]?.range ?? places?.range ?? draft.keyRange
                guard let first = claims.first(value, in: .resource(owner), at: range) else { continue }
                problems.report(.taken(value, owner, at: range, first: first))
            }
        }
    }
}

/// What was claimed so far, with the place of the first claim.
private struct Claims {
    /// Where a value can be claimed once.
    enum Holder: Hashable {
        case type(ResourceType.Name, AttributeName)
        case resource(ResourceAddress)
        /// What a value refers to.
        case target
    }

    private var places: [Holder: [Value: SourceRange]] = [:]

    /// The place of an earlier claim; nil if this is the first.
    mutating func first(_ value: Value, in holder: Holder, at range: SourceRange) -> SourceRange? {
        if let place = places[holder]?[value] { return place }
        places[holder, default: [:]][value] = range
        return nil
    }
}

/// The attributes of a type that claim their values.
private struct ClaimingAttributes {
    struct Part {
        let list: AttributeName
        let name: AttributeName
        let sibling: AttributeName
    }

    let ofType: [(name: AttributeName, others: [AttributeName])]
    let ofElements: [Part]
    let ofTargets: [[AttributeName]]

    init(_ type: ResourceType) {
        ofTargets = type.attributes.flatMap { attribute -> [[AttributeName]] in
            if attribute.claim == .target { return [[attribute.name]] }
            guard case .object(let parts) = attribute.kind else { return [] }
            return parts.filter { $0.claim == .target }.map { [attribute.name, $0.name] }
        }
        ofType = type.attributes.compactMap { attribute in
            switch attribute.claim {
            case .type?: (attribute.name, [])
            case .among(let others)?: (attribute.name, others)
            case .within?, .target?, nil: nil
            }
        }
        ofElements = type.attributes.flatMap { list -> [Part] in
            let attributes: [Attribute]
            switch list.kind {
            case .elements(let set): attributes = set.attributes
            case .object(let parts): attributes = parts
            case _: return []
            }
            return attributes.compactMap { attribute in
                guard case .within(let sibling, _)? = attribute.claim else { return nil }
                return Part(list: list.name, name: attribute.name, sibling: sibling)
            }
        }
    }
}

extension Draft {
    /// The value, where it is known and nothing is wrong with it.
    fileprivate func known(_ name: AttributeName) -> Value? {
        guard let value = attributes[name]?.value, !value.isNull, !value.isDeferred, !failed.contains(name) else {
            return nil
        }
        return value
    }
}

extension Diagnostic {
    fileprivate static func duplicateAmong(
        _ values: [String],
        _ type: ResourceType.Name,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "another \(type.words) is \(values.joined(separator: ", ")) already",
            at: range,
            notes: [.init("the first one is here", at: first)]
        )
    }

    fileprivate static func duplicateName(
        _ name: Value,
        _ type: ResourceType.Name,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-name",
            "another \(type.words) is named '\(name.keyText)' already",
            at: range,
            notes: [.init("the first one is here", at: first)]
        )
    }

    fileprivate static func duplicateValue(
        _ name: AttributeName,
        _ type: ResourceType.Name,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "another \(type.words) has this '\(name)' already",
            at: range,
            notes: [.init("the first one is here", at: first)]
        )
    }

    fileprivate static func targetTaken(
        _ target: ResourceAddress,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "\(target) is in use already: only one can have it",
            at: range,
            notes: [.init("first used here", at: first)]
        )
    }

    fileprivate static func taken(
        _ value: Value,
        _ owner: ResourceAddress,
        at range: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "'\(value.keyText)' in \(owner) is taken already",
            at: range,
            notes: [.init("first taken here", at: first)]
        )
    }
}
