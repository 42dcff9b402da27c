import Diagnostics
import ResourceModel

/// Objects that are not meant: the state cannot mean them, though it has their IDs, since a slip of the hand in it must not
/// cost somebody else's; or labels say that they are another stack's.
struct IdentityConditions {
    let situation: Situation
    let comparison: ProjectComparison

    /// An object that has no label of ours and another name than the recorded one is another object, and is not deleted.
    ///
    /// One that was renamed keeps its labels, and one that lost its labels keeps its name; where somebody changed both and
    /// it stays, both are put back.
    func diagnostics(_ change: ChangeDraft) -> [Diagnostic] {
        switch change.kind {
        case .delete, .replace: mistaken(change)
        case .update, .adopt: foreignElements(change)
        case .create, .forget, .move: []
        }
    }

    /// What a list would change or take away that is a resource by itself, of another stack.
    private func foreignElements(_ change: ChangeDraft) -> [Diagnostic] {
        guard let resource = situation.desired.resources[change.address],
            let object = situation.bindings[change.address]
        else { return [] }
        let type = situation.type(of: change.address)
        return (comparison.differences[change.address]?.intents ?? []).compactMap { intent in
            guard let listed = situation.catalog.type(listedBy: intent.root, of: type),
                let element = intent.old ?? intent.new,
                let id = listed.collection.parent?.id(of: element, below: object.id),
                let owner = situation.observed.object(listed.name, id)?.ownership,
                owner.stack != situation.desired.stack
            else { return nil }
            let root = type.attribute(intent.root)
            let key = root?.kind.elementKey(element) ?? ""
            let places = resource.attributes[intent.root]?.places
            let place = (resource.value(intent.root)?.list ?? []).firstIndex { root?.kind.elementKey($0) == key }
            return .foreign(
                "\(intent.root)[\"\(key)\"] of \(change.address)",
                owner,
                change,
                at: place.flatMap { places?[$0]?.range } ?? resource.attributes[intent.root]?.range ?? resource.range
            )
        }
    }

    private func mistaken(_ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: change.address)
        guard situation.desired.usesOwnershipLabels, type.attribute(.labels) != nil,
            let id = change.currentID, let object = situation.observed.object(type.name, id), object.ownership == nil,
            let record = situation.record(of: id, at: change.address),
            let recorded = record.attributes[.name]?.string, let name = object.name, name != recorded
        else { return [] }
        return [.mistaken(change, type, id, name, recorded: recorded)]
    }
}

extension Diagnostic {
    fileprivate static func foreign(
        _ element: String,
        _ owner: Ownership,
        _ change: ChangeDraft,
        at range: SourceRange?
    ) -> Diagnostic {
        .error(
            "foreign-object",
            "\(element) is labelled as \(owner.addressLabel) of the stack '\(owner.stack)'",
            at: range,
            address: change.address.description,
            hint: "Take it out of here, or out of that stack first: with 'removed' it stays in the cloud."
        )
    }

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
