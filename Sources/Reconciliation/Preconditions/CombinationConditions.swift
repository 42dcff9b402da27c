import Diagnostics
import ResourceModel

/// What cannot be together in a resource because of what the file leaves as it is, or does not know beforehand.
struct CombinationConditions {
    private let prospect: Prospect

    init(_ perspective: Perspective) { prospect = Prospect(perspective: perspective) }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = prospect.perspective.situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        return type.constraints.flatMap { constraint -> [Diagnostic] in
            switch constraint {
            case .combination(let list, let terms, let words)
            where !differing.isDisjoint(with: terms.roots(in: list)):
                combinations(list, terms, words, resource)
            case .atMost(let list, let smaller, let larger) where differing.contains(list):
                orders(list, smaller, larger, resource)
            case _: []
            }
        }
    }

    private func combinations(
        _ list: AttributeName?,
        _ terms: [Constraint.Term],
        _ words: String,
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        elements(list, of: resource).filter { element in
            terms.allSatisfy { holds($0, resource, element.value) }
        }.map { element in
            let place = element.range ?? terms.compactMap { resource.place(of: $0) }.first ?? resource.range
            return .impossible(resource, words, at: place)
        }
    }

    private func orders(
        _ list: AttributeName,
        _ smaller: [AttributeName],
        _ larger: [AttributeName],
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        elements(list, of: resource).compactMap { element in
            let numbers = [smaller, larger].map { path in
                prospect.value(path, inElement: element.value, of: list, at: resource.address)?.integer
            }
            guard let number = numbers[0], let most = numbers[1], number > most else { return nil }
            let words = [smaller, larger].map { "'\($0.map(\.text).joined(separator: "."))'" }
            return .impossible(
                resource,
                "\(words[0]) would be \(number), and \(words[1]) only \(most)",
                at: element.range ?? resource.range
            )
        }
    }

    /// What the combination is looked for in: the resource alone, or each element that the file says.
    private func elements(_ list: AttributeName?, of resource: DesiredResource) -> [DesiredValue] {
        guard let list else { return [DesiredValue(.null)] }
        guard let written = resource.attributes[list],
            let kind = prospect.perspective.situation.type(of: resource.address).attribute(list)?.kind
        else { return [] }
        let value = prospect.perspective.desired(written.value, kind, of: resource.address)
        guard let elements = value.list else { return [DesiredValue(value, places: written.places)] }
        return elements.enumerated().map { DesiredValue($1, places: written.places?[$0]) }
    }

    private func holds(_ term: Constraint.Term, _ resource: DesiredResource, _ element: Value) -> Bool {
        let value =
            term.isInElement
            ? term.path.reduce(Optional(element)) { $0?[$1] } : prospect.value(term.path, of: resource.address)
        return term.test.holds(for: value)
    }
}

extension Constraint.Term.Test {
    /// Nothing but its presence is known of what is known after apply.
    fileprivate func holds(for value: Value?) -> Bool {
        let isPresent = value.map { !$0.isNothing } ?? false
        if value?.isDeferred == true {
            guard case .isPresent = self else { return false }
            return true
        }
        return switch self {
        case .equals(let wanted): value == wanted
        case .differs(let other): value != other
        case .isPresent: isPresent
        case .isAbsent: !isPresent
        }
    }
}

extension [Constraint.Term] {
    /// The attributes that they look at.
    fileprivate func roots(in list: AttributeName?) -> Set<AttributeName> {
        Set(filter { !$0.isInElement }.compactMap(\.path.first) + [list].compactMap(\.self))
    }
}

extension DesiredResource {
    /// Where what a term looks at is written, if it is.
    fileprivate func place(of term: Constraint.Term) -> SourceRange? {
        guard !term.isInElement, let root = term.path.first else { return nil }
        return term.path.dropFirst().reduce(attributes[root]?.places) { $0?[$1.text] ?? $0 }?.range
    }
}

extension Diagnostic {
    fileprivate static func impossible(
        _ resource: DesiredResource,
        _ words: String,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "impossible-combination",
            "\(resource.address) cannot become what the file says: \(words)",
            at: place,
            address: resource.address.description,
            hint: "What the file does not say stays as it is in the cloud: write it too, or take this out."
        )
    }
}
