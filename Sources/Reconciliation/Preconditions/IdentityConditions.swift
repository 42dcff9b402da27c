import Diagnostics
import ResourceModel

/// Objects that the state cannot mean, though it has their IDs: a slip of the hand in it must not cost somebody else's.
struct IdentityConditions {
    let situation: Situation

    /// An object that has no label of ours and another name than the recorded one is another object, and is not deleted.
    ///
    /// One that was renamed keeps its labels, and one that lost its labels keeps its name; where somebody changed both and
    /// it stays, both are put back.
    func diagnostics(_ change: ChangeDraft) -> [Diagnostic] {
        switch change.kind {
        case .delete, .replace: break
        case .create, .update, .adopt, .forget, .move: return []
        }
        let type = situation.type(of: change.address)
        guard situation.desired.usesOwnershipLabels, type.attribute(.labels) != nil,
            let id = change.currentID, let object = situation.observed.object(type.name, id), object.ownership == nil,
            let record = situation.recorded.resources[change.address], record.id == id || record.deposed.contains(id),
            let recorded = record.attributes[.name]?.string, let name = object.name, name != recorded
        else { return [] }
        return [.mistaken(change, type, id, name, recorded: recorded)]
    }
}

extension Diagnostic {
    fileprivate static func mistaken(
        _ change: ChangeDraft,
        _ type: ResourceType,
        _ id: ResourceID,
        _ name: String,
        recorded: String
    ) -> Diagnostic {
        .error(
            "mistaken-object",
            "the state says that \(change.address) is \(type.name.words) \(id), but that is called '\(name)' and not"
                + " '\(recorded)', and has no label of this stack",
            at: change.range,
            address: change.address.description,
            hint: "Put the right ID into the state, or take the resource out of it (hzform state rm \(change.address));"
                + " if it is the right one: hzform import \(change.address) \(id)"
        )
    }
}
