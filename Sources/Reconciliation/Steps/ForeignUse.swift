import ResourceModel

// Who else loses what a plan deletes.
extension ChangeBuilder {
    /// What a deletion costs beside what its type says.
    func impactsBeside(_ object: ObservedObject) -> Set<Impact> {
        situation.foreignUsers(of: object, type).reduce(into: impactsOfLifting(object)) { impacts, user in
            if case .loss(let lost) = user.effect { impacts.formUnion(lost) }
        }
    }

    /// Who else loses the object.
    func notesOnOthers(_ object: ObservedObject) -> [String] {
        situation.foreignUsers(of: object, type).map {
            "\(situation.title(of: $0)), which is not part of this stack, uses it"
        }
    }
}
