import Diagnostics
import NetworkText
import ResourceModel

/// Checks the elements of a resource's lists against each other.
struct ElementsChecker {
    let draft: Draft
    let type: ResourceType

    func check(_ constraint: Constraint, _ problems: inout Problems) {
        switch constraint {
        case .elementsAlike(let list, let part):
            checkAlike(list, part, &problems)
        case .elementsApart(let rule):
            checkApart(rule.list, rule.key, from: rule.other, rule.otherKey, &problems)
        case .aloneAmong(let rule):
            checkAlone(rule.list, when: rule.condition, rule.texts, of: rule.part, &problems)
        case .alsoTakes(let rule):
            checkTaken(rule.list, rule.part, rule.number, by: rule.flag, &problems)
        case .atMost(let list, let smaller, let larger):
            checkOrder(list, smaller, larger, &problems)
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
            // What cannot be there at all is not said to be there with others.
            guard !problems.diagnostics.contains(where: { $0.range == place }) else { continue }
            problems.report(.notAlone(kind, text, other, at: place))
        }
    }

    private func checkTaken(
        _ list: AttributeName,
        _ part: AttributeName,
        _ number: Int64,
        by flag: [AttributeName],
        _ problems: inout Problems
    ) {
        let elements = draft.elements(of: list).sorted { place(of: $0, []).start < place(of: $1, []).start }
        guard let taker = elements.first(where: { $0.value.part(flag) == .boolean(true) }) else { return }
        let noun = type.noun(of: list)
        for other in elements where other.value != taker.value {
            let isSecond = other.value.part(flag) == .boolean(true)
            guard isSecond || other.value[part] == .integer(number) else { continue }
            let place = place(of: other, isSecond ? flag : [part])
            problems.report(.taken(part, number, flag, noun, at: place, by: self.place(of: taker, flag)))
        }
    }

    private func checkOrder(
        _ list: AttributeName,
        _ smaller: [AttributeName],
        _ larger: [AttributeName],
        _ problems: inout Problems
    ) {
        guard case .elements(let set)? = type.attribute(list)?.kind else { return }
        for element in draft.elements(of: list) {
            let values = [smaller, larger].map { element.value.part($0) }
            guard values.contains(where: { $0 != nil }),
                case .integer(let number)? = values[0] ?? set.initialValue(at: smaller),
                case .integer(let most)? = values[1] ?? set.initialValue(at: larger), number > most
            else { continue }
            problems.report(.tooLarge(smaller, number, larger, most, at: place(of: element, smaller)))
        }
    }

    /// The closest place around a part that is written.
    private func place(of element: DesiredValue, _ path: [AttributeName]) -> SourceRange {
        element.places?.range(of: path.map(\.text)) ?? element.range ?? draft.keyRange
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

    fileprivate static func taken(
        _ part: AttributeName,
        _ number: Int64,
        _ flag: [AttributeName],
        _ noun: String,
        at place: SourceRange,
        by taker: SourceRange
    ) -> Diagnostic {
        let flag = flag.last?.text ?? ""
        return .error(
            "value-taken",
            "the \(part) \(number) is taken: another \(noun) has '\(flag)'",
            at: place,
            notes: [.init("'\(flag)' is written here", at: taker)]
        )
    }

    fileprivate static func tooLarge(
        _ smaller: [AttributeName],
        _ number: Int64,
        _ larger: [AttributeName],
        _ most: Int64,
        at place: SourceRange
    ) -> Diagnostic {
        let path = smaller.map(\.text).joined(separator: ".")
        return .error(
            "too-large",
            "'\(path)' is \(number), and '\(larger.last?.text ?? "")' is only \(most)",
            at: place,
            hint:
                "Make '\(larger.last?.text ?? "")' at least \(number), or '\(smaller.last?.text ?? "")' at most \(most)."
        )
    }

    static func notAlone(
        _ kind: String,
        _ name: String,
        _ other: String,
        at place: SourceRange,
        written: SourceRange? = nil
    ) -> Diagnostic {
        .error(
            "not-alone",
            "a \(kind) cannot be beside the \(other) of the same name '\(name)'",
            at: place,
            notes: written.map { [Note("it is written here", at: $0)] } ?? []
        )
    }
}

extension Value {
    fileprivate func part(_ path: [AttributeName]) -> Value? { path.reduce(self) { $0?[$1] } }
}
