import ResourceModel

// Who else loses what a plan deletes.
extension ChangeBuilder {
    /// What a deletion costs beside what its type says.
    func impactsBeside(_ object: ObservedObject) -> Set<Impact> {
        situation.bystanders(of: object, type).reduce(into: impactsOfLifting(object)) { impacts, user in
            if case .loss(let lost) = user.effect { impacts.formUnion(lost) }
        }
    }

    /// Who else loses the object.
    func notesOnOthers(_ object: ObservedObject) -> [String] {
        situation.bystanders(of: object, type).map { user in
            let title = situation.title(of: user)
            return user.address == nil
                ? "\(title), which is not part of this stack, uses it" : "\(title) loses it: the file leaves that alone"
        }
    }
}
