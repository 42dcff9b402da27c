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
        guard !record.keepsOnRemoval, removal == nil else {
            recorded.resources[address] = nil
            let reason = removal == nil ? Change.Reason.kept : .removed
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
                impacts: type.deletionImpacts.subtracting([.live]),
                notes: builder.notesOnDeletion(of: object),
                currentID: object.id
            )
        )
    }

    /// What a replacement left behind because the apply ended in between.
    mutating func composeLeftovers(_ address: ResourceAddress) {
        let type = situation.type(of: address)
        for id in situation.recorded.resources[address]?.deposed ?? [] {
            guard let object = situation.observed.object(type.name, id) else { continue }
            var builder = builder(address, this: .object(type.name, id), resource: nil)
            _ = builder.addDeletion(of: object, to: &drafts)
            changes.append(
                ChangeDraft(
                    address: address,
                    kind: .delete,
                    reason: .leftover,
                    impacts: type.deletionImpacts.subtracting([.live]),
                    notes: builder.notesOnDeletion(of: object),
                    currentID: id
                )
            )
        }
    }
}
