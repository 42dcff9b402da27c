import ResourceModel

extension StepDrafts {
    /// Leaves out the deletions of what goes along with something else that is deleted: one request is enough.
    ///
    /// The deletion of the whole then waits for what those had to wait for, and brings about what they would have.
    ///
    /// The changes of the parts come back, each with the address of the whole.
    mutating func includeDeletionsOfParts() -> [(change: Int, whole: ResourceAddress)] {
        var deletions: [Reference: Int] = [:]
        for (index, draft) in all.enumerated() {
            guard case .deleted(let id) = draft.outcome else { continue }
            deletions[.object(draft.type, id)] = index
        }
        var wholes: [Int: Int] = [:]
        for (index, draft) in all.enumerated() {
            if let container = draft.container, let whole = deletions[container] { wholes[index] = whole }
        }
        guard !wholes.isEmpty else { return [] }
        let included = wholes.sorted { $0.key < $1.key }.map { part, whole in
            (change: all[part].change, whole: all[whole].address)
        }
        for (part, whole) in wholes.sorted(by: { $0.key < $1.key }) { include(part, in: whole) }
        leaveOut(wholes)
        return included
    }

    private mutating func include(_ part: Int, in whole: Int) {
        let draft = all[part]
        all[whole].after.formUnion(draft.after)
        all[whole].prefersAfter.formUnion(draft.prefersAfter)
        all[whole].requires.formUnion(draft.requires)
        all[whole].prefers.formUnion(draft.prefers)
        // That the whole is let go of by its parts is nothing that it waits for.
        all[whole].provides.formUnion(draft.provides.filter { !$0.isRelease(of: draft.container) })
        all[whole].includedChanges.append(draft.change)
    }

    /// Takes out drafts, each of which another one stands for.
    private mutating func leaveOut(_ substitutes: [Int: Int]) {
        let kept = all.indices.filter { substitutes[$0] == nil }
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        func place(_ index: Int) -> Int? { places[substitutes[index] ?? index] }
        all = kept.enumerated().map { new, old in
            var draft = all[old]
            draft.after = Set(draft.after.compactMap(place)).subtracting([new])
            draft.prefersAfter = Set(draft.prefersAfter.compactMap(place)).subtracting([new])
            draft.restores = draft.restores.flatMap(place)
            return draft
        }
    }
}

extension Token {
    fileprivate func isRelease(of container: Reference?) -> Bool {
        switch self {
        case .released(let object), .dropped(let object), .releasedPart(let object, _), .unlinked(let object):
            object == container
        case .exists, .attribute, .settled, .gone, .free, .barrier: false
        }
    }
}
