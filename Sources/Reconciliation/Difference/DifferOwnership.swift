import ResourceModel

extension Differ {
    /// Brings the label that tells the address up to date after a move.
    ///
    /// Also where the apply of the move ended before it came to that.
    func compareOwnership(_ difference: inout Difference) {
        let own = Ownership(stack: situation.desired.stack, address: resource.address)
        guard situation.desired.usesOwnershipLabels, let present = object.ownership, present.stack == own.stack,
            present != own, let labels = type.attribute(.labels)
        else { return }
        difference.changes.append(
            AttributeChange(
                .ownershipLabel,
                old: .string(present.addressLabel),
                new: .string(own.addressLabel),
                cause: .edited,
                effect: .inPlace
            )
        )
        guard !difference.intents.contains(where: { $0.isPut && $0.attribute.name == .labels }) else { return }
        let observed = object.attributes[.labels]
        difference.intents.append(
            Intent(
                path: [.labels],
                attribute: labels,
                update: .put,
                aim: .value,
                old: observed,
                new: observed ?? .map([:]),
                recorded: record.attributes[.labels],
                isOffline: false
            )
        )
    }

    private var situation: Situation { perspective.situation }
}

extension AttributePath {
    static let ownershipLabel = AttributePath(.labels).appending(element: Ownership.addressKey)
}
