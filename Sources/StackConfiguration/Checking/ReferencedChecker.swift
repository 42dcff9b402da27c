import Diagnostics
import NetworkText
import ResourceModel

/// Checks what a resource says against what it refers to.
struct ReferencedChecker {
    let draft: Draft
    let drafts: Drafts
    let type: ResourceType

    func check(_ constraint: Constraint, _ problems: inout Problems) {
        switch constraint {
        case .referencedValue(let path, let name, let value): checkValue(path, name, value, &problems)
        case .referencedFlag(let rule):
            checkFlag(rule.list, rule.target, rule.flag, unless: rule.exempt, &problems)
        case .referencedApart(let list, let target, let range): checkApart(list, target, range, &problems)
        case .sharedReference(let rule): checkShared(rule, &problems)
        case .unlisted(let reference, let list, let key): checkUnlisted(reference, list, key, &problems)
        case .elementsShared(let list, let references): checkOnce(list, references, &problems)
        case _: break
        }
    }

    /// Words for own addresses are the same words here; which addresses they are is known when the plan is made.
    private func checkOnce(_ list: AttributeName, _ references: [AttributePath], _ problems: inout Problems) {
        guard let set = type.attribute(list)?.kind.elementSet else { return }
        for path in references {
            guard case .reference(.resource(let address))? = draft.resource.value(at: path),
                let target = drafts[address], !target.isUncertain(list),
                ![draft, target].contains(where: { $0.lifecycle.ignoreChanges[list] != nil })
            else { continue }
            let theirs = Dictionary(grouping: target.elements(of: list)) { set.key(of: $0.value) }
            for element in draft.elements(of: list) where !element.value.isDeferred {
                let key = set.key(of: element.value)
                guard let other = theirs[key]?.first, other.value != element.value, !other.value.isDeferred else {
                    continue
                }
                let places = (element.range ?? draft.range(of: list), other.range ?? target.range(of: list))
                problems.report(.saidTwice(list, key, address, at: places.0, places.1))
            }
        }
    }

    private func checkUnlisted(
        _ reference: AttributeName,
        _ list: AttributeName,
        _ key: [AttributeName],
        _ problems: inout Problems
    ) {
        guard case .reference(.resource(let address))? = draft.attributes[reference]?.value,
            let holder = drafts[address]
        else { return }
        let own = key.map { draft.attributes[$0]?.value.string }
        guard !own.contains(nil) else { return }
        let elements = holder.elements(of: list)
        guard let same = elements.first(where: { element in key.map { element.value[$0]?.string } == own }) else {
            return
        }
        problems.report(
            .listed(own.compactMap(\.self), address, list, at: draft.keyRange, same.range ?? holder.range(of: list))
        )
    }

    private func checkValue(
        _ path: AttributePath,
        _ name: AttributeName,
        _ value: String,
        _ problems: inout Problems
    ) {
        guard let written = draft.attributes[path.root],
            case .reference(.resource(let address))? = draft.resource.value(at: path), let target = drafts[address],
            !target.isUncertain(name), let present = target.attributes[name]?.value.string, present != value
        else { return }
        let parts = path.components.dropFirst().map { component -> String in
            guard case .attribute(let name) = component else { return "" }
            return name.text
        }
        let place = parts.reduce(written.places) { $0?[$1] ?? $0 }?.range ?? draft.keyRange
        problems.report(.otherValue(path, address, name, present, value, at: place, target.range(of: name)))
    }

    private func checkFlag(
        _ list: AttributeName,
        _ part: AttributeName,
        _ flag: AttributePath,
        unless exempt: AttributeName,
        _ problems: inout Problems
    ) {
        for element in draft.elements(of: list) where element.value[exempt] != true {
            guard case .reference(.resource(let address))? = element.value[part], let target = drafts[address],
                !target.isUncertain(flag.root), target.resource.value(at: flag) == false
            else { continue }
            let place = element.places?.range(of: part.text) ?? element.range ?? draft.keyRange
            problems.report(.flagOff(address, flag, exempt, at: place, target.range(of: flag.root)))
        }
    }

    private func checkApart(
        _ list: AttributeName,
        _ target: AttributeName,
        _ range: AttributeName,
        _ problems: inout Problems
    ) {
        var earlier: [(address: ResourceAddress, range: CIDR)] = []
        for element in draft.elements(of: list) {
            guard case .reference(.resource(let address))? = element.value[target], let owner = drafts[address],
                !owner.isUncertain(range), let own = owner.attributes[range]?.value.string.flatMap({ CIDR($0) })
            else { continue }
            let place = element.places?.range(of: target.text) ?? element.range ?? draft.keyRange
            if let other = earlier.first(where: { $0.address != address && $0.range.overlaps(own) }) {
                problems.report(.crossing(address, own, other.address, other.range, at: place))
            }
            earlier.append((address, own))
        }
    }

    private func checkShared(_ rule: Constraint.SharedReference, _ problems: inout Problems) {
        guard case .reference(.resource(let shared))? = draft.resource.value(at: rule.own)
        else { return }
        for element in draft.elements(of: rule.list) where element.value[rule.condition] == true {
            guard case .reference(.resource(let address))? = element.value[rule.through], let other = drafts[address],
                !other.isUncertain(rule.theirs.list), other.attributes[rule.theirs.list]?.value.isDeferred != true
            else { continue }
            let theirs = other.elements(of: rule.theirs.list).map { $0.value[rule.theirs.part] }
            guard !theirs.contains(.reference(.resource(shared))) else { continue }
            let place = element.places?.range(of: rule.through.text) ?? element.range ?? draft.keyRange
            problems.report(.notShared(address, shared, rule, at: place))
        }
    }
}

extension Diagnostic {
    fileprivate static func saidTwice(
        _ list: AttributeName,
        _ key: String,
        _ address: ResourceAddress,
        at place: SourceRange,
        _ other: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "'\(key)' is \(address), whose '\(list)' says something else of it",
            at: place,
            notes: [.init("it is written here too", at: other)],
            hint: "Leave it out here: \(address) has it, whatever uses it."
        )
    }

    fileprivate static func listed(
        _ key: [String],
        _ address: ResourceAddress,
        _ list: AttributeName,
        at place: SourceRange,
        _ other: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "the '\(list)' of \(address) have \(key.joined(separator: "/")) too",
            at: place,
            notes: [.init("it is written here too", at: other)],
            hint: "Write it in one of the two places."
        )
    }

    fileprivate static func otherValue(
        _ path: AttributePath,
        _ address: ResourceAddress,
        _ name: AttributeName,
        _ present: String,
        _ wanted: String,
        at place: SourceRange,
        _ target: SourceRange
    ) -> Diagnostic {
        .error(
            "other-value",
            "'\(path)' needs something whose '\(name)' is '\(wanted)', and that of \(address) is '\(present)'",
            at: place,
            notes: [.init("it is written here", at: target)]
        )
    }

    fileprivate static func flagOff(
        _ address: ResourceAddress,
        _ flag: AttributePath,
        _ exempt: AttributeName,
        at place: SourceRange,
        _ target: SourceRange
    ) -> Diagnostic {
        .error(
            "other-value",
            "\(address) cannot be reached: its '\(flag)' is false",
            at: place,
            notes: [.init("it is written here", at: target)],
            hint: "Write '\(exempt): true' to reach it over a private network."
        )
    }

    fileprivate static func crossing(
        _ address: ResourceAddress,
        _ range: CIDR,
        _ other: ResourceAddress,
        _ otherRange: CIDR,
        at place: SourceRange
    ) -> Diagnostic {
        .error(
            "overlapping-ranges",
            "\(address) (\(range)) overlaps with \(other) (\(otherRange)), so that nothing can be in both",
            at: place
        )
    }

    fileprivate static func notShared(
        _ address: ResourceAddress,
        _ shared: ResourceAddress,
        _ rule: Constraint.SharedReference,
        at place: SourceRange
    ) -> Diagnostic {
        .error(
            "not-attached",
            "\(address) cannot be reached with '\(rule.condition)': it is not attached to \(shared)",
            at: place,
            hint: "Write at \(address): \(rule.theirs.list): [{ \(rule.theirs.part): … }]"
        )
    }
}
