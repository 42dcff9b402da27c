import Diagnostics
import ResourceModel

/// Checks the elements of a resource's lists against each other.
struct ElementsChecker {
    let draft: Draft
    let type: ResourceType

    func check(_ constraint: Constraint, _ problems: inout Problems) {
        switch constraint {
        case .elementsAlike(let list, let part):
            checkAlike(list, part, &problems)
        case .elementsApart(let list, let key, let other, let otherKey):
            checkApart(list, key, from: other, otherKey, &problems)
        case .aloneAmong(let list, let condition, let texts, let part):
            checkAlone(list, when: condition, texts, of: part, &problems)
        case _: break
        }
    }

    private func checkAlike(_ list: AttributeName, _ part: AttributeName, _ problems: inout Problems) {
        let elements = placed(list, part).sorted { $0.place.start < $1.place.start }
        guard let first = elements.first, let other = elements.first(where: { $0.value != first.value }) else { return }
        problems.report(
            .unalike(part, other.value, type.noun(of: list), first.value, at: other.place, first: first.place)
        )
    }

    private func checkApart(
        _ list: AttributeName,
        _ key: AttributeName,
        from other: AttributeName,
        _ otherKey: AttributeName,
        _ problems: inout Problems
    ) {
        let others = placed(other, otherKey).compactMap { placed in
            CIDR(placed.value).map { PlacedRange(range: $0, place: placed.place) }
        }
        for element in placed(list, key) {
            // What goes anywhere else goes by the range of everything, which is in nobody's way.
            guard let range = CIDR(element.value), range.prefix > 0,
                let crossed = others.first(where: { $0.range.overlaps(range) })
            else { continue }
            problems.report(.crossing(range, key, type.noun(of: other), crossed, at: element.place))
        }
    }

    private func checkAlone(
        _ list: AttributeName,
        when condition: AttributeName,
        _ texts: [String],
        of part: AttributeName,
        _ problems: inout Problems
    ) {
        let elements = draft.elements(of: list).filter { $0.value[part]?.string != nil }
        let groups = Dictionary(grouping: elements) { $0.value[part]?.string ?? "" }
        for (text, group) in groups.sortedByKey() where group.count > 1 {
            guard let sole = group.first(where: { texts.contains($0.value[condition]?.string ?? "") }),
                let kind = sole.value[condition]?.string
            else { continue }
            let others = group.filter { $0.value != sole.value }.compactMap { $0.value[condition]?.string }
            guard let other = others.first else { continue }
            let place = sole.places?.range(of: condition.text) ?? sole.range ?? draft.keyRange
            problems.report(.notAlone(kind, text, other, at: place))
        }
    }

    private func placed(_ list: AttributeName, _ part: AttributeName) -> [(value: String, place: SourceRange)] {
        draft.elements(of: list).compactMap { element in
            guard let value = element.value[part]?.string else { return nil }
            return (value, element.places?.range(of: part.text) ?? element.range ?? draft.keyRange)
        }
    }
}

extension Diagnostic {
    fileprivate static func unalike(
        _ part: AttributeName,
        _ value: String,
        _ noun: String,
        _ other: String,
        at place: SourceRange,
        first: SourceRange
    ) -> Diagnostic {
        .error(
            "unalike-elements",
            "every \(noun) has the same '\(part)', and one has '\(other)', not '\(value)'",
            at: place,
            notes: [.init("that one is here", at: first)]
        )
    }

    fileprivate static func crossing(
        _ range: CIDR,
        _ key: AttributeName,
        _ noun: String,
        _ other: PlacedRange,
        at place: SourceRange
    ) -> Diagnostic {
        .error(
            "overlapping-ranges",
            "the \(key) \(range) overlaps with the \(noun) \(other.range)",
            at: place,
            notes: [.init("the \(noun) is here", at: other.place)]
        )
    }

    fileprivate static func notAlone(
        _ kind: String,
        _ name: String,
        _ other: String,
        at place: SourceRange
    ) -> Diagnostic {
        .error("not-alone", "a \(kind) cannot be beside the \(other) of the same name '\(name)'", at: place)
    }
}
