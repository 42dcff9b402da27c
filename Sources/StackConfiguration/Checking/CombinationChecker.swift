import Diagnostics
import ResourceModel

/// Finds values that cannot be together in a resource or in one of its elements.
struct CombinationChecker {
    let list: AttributeName?
    let terms: [Constraint.Term]
    let words: String

    func check(_ draft: Draft, _ problems: inout Problems) {
        guard let list else { return check(draft, nil, &problems) }
        draft.elements(of: list).forEach { check(draft, $0, &problems) }
    }

    private func check(_ draft: Draft, _ element: DesiredValue?, _ problems: inout Problems) {
        guard terms.allSatisfy({ holds($0, draft, element) }) else { return }
        let places: [SourceRange] = terms.compactMap { self.place(of: $0, draft, element) }
        let place = places.first
        problems.report(.impossible(words, at: place ?? element?.range ?? draft.keyRange))
    }

    /// Nothing is concluded from what is wrong or known after apply.
    private func holds(_ term: Constraint.Term, _ draft: Draft, _ element: DesiredValue?) -> Bool {
        guard let root = term.path.first else { return false }
        if !term.isInElement, draft.failed.contains(root) { return false }
        let start = term.isInElement ? element?.value : draft.attributes[root].map { Value.map([root.text: $0.value]) }
        let value = term.path.reduce(start) { $0?[$1] }
        if value?.isDeferred == true {
            guard case .isPresent = term.test else { return false }
            return true
        }
        let isAbsent = value == nil || value == .null || value == .list([])
        switch term.test {
        case .equals(let wanted): return value == wanted
        case .differs(let other): return value != other
        case .isPresent: return !isAbsent
        case .isAbsent: return isAbsent
        }
    }

    /// The closest place around it that is written.
    private func place(of term: Constraint.Term, _ draft: Draft, _ element: DesiredValue?) -> SourceRange? {
        guard let root = term.path.first else { return nil }
        let written = term.isInElement ? element?.places?[root.text] : draft.attributes[root]?.places
        return written?.range(of: term.path.dropFirst().map(\.text))
    }
}

extension Diagnostic {
    fileprivate static func impossible(_ words: String, at place: SourceRange) -> Diagnostic {
        .error("impossible-combination", words, at: place)
    }
}
