import ResourceModel

/// The changes of what the file no longer declares, or never did.
extension PlanComposer {
    mutating func composeUndeclared(_ address: ResourceAddress) {
        guard let object = situation.bindings[address], let record = situation.recorded.resources[address] else {
            guard situation.vanished.contains(address) else { return }
            changes.append(ChangeDraft(address: address, kind: .forget, reason: .vanished))
            return
        }
        let removal = situation.removals[address]
        guard !situation.forgotten.contains(address) else {
            recorded.resources[address] = nil
            let reason = removal != nil ? Change.Reason.removed : record.keepsOnRemoval ? .kept : .listed
            changes.append(
                ChangeDraft(
                    address: address,
                    kind: .forget,
                    reason: reason,
                    currentID: object.id,
                    range: removal?.range
                )
            )
            return
        }
        let type = situation.type(of: address)
        var builder = builder(address, this: .object(type.name, object.id), resource: nil)
        _ = builder.addDeletion(of: object, to: &drafts)
        changes.append(
            ChangeDraft(
                address: address,
                kind: .delete,
                reason: situation.desired.isForDestruction ? .destroyed : .undeclared,
                impacts: type.deletionImpacts.union(builder.impactsBeside(object)).subtracting([.live]),
                notes: builder.notesOnDeletion(of: object) + builder.notesOnGoingAlong(with: object),
                currentID: object.id
            )
        )
    }

    /// What replacements left that did not come to their end.
    mutating func composeLeftovers(_ address: ResourceAddress) {
        if let record = recorded.resources[address] { recorded.resources[address] = record.withoutSuccessor }
        for leftover in situation.leftovers(at: address) {
            switch leftover.origin {
            case .replaced: composeDeletion(ofLeftover: leftover.id, .leftover, at: address)
            case .abandoned: composeDeletion(ofLeftover: leftover.id, .abandoned, at: address)
            case .labelled: composeAdoption(ofLeftover: leftover.id, at: address)
            }
        }
    }

    private mutating func composeDeletion(
        ofLeftover id: ResourceID,
        _ reason: Change.Reason,
        at address: ResourceAddress
    ) {
        let type = situation.type(of: address)
        guard let object = situation.observed.object(type.name, id) else { return }
        var builder = builder(address, this: .object(type.name, id), resource: nil)
        // What has taken its place is as wanted by then.
        let facts: Set<Token> = situation.succeeding.contains(address) ? [.settled(address)] : []
        _ = builder.addDeletion(of: object, preferring: facts, to: &drafts)
        changes.append(
            ChangeDraft(
                address: address,
                kind: .delete,
                reason: reason,
                impacts: type.deletionImpacts.union(builder.impactsBeside(object)).subtracting([.live]),
                notes: builder.notesOnDeletion(of: object) + builder.notesOnGoingAlong(with: object),
                currentID: id
            )
        )
    }

    /// A label alone is no reason to delete anything: the state knows it from now on, and the next plan deletes it.
    private mutating func composeAdoption(ofLeftover id: ResourceID, at address: ResourceAddress) {
        guard let record = recorded.resources[address] else { return }
        recorded.resources[address]?.deposed = Set(record.deposed + [id]).sorted()
        changes.append(ChangeDraft(address: address, kind: .adopt, reason: .abandoned, currentID: id))
    }
}
