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
        rewriteLabels(labels, &difference)
    }

    /// Takes the mark off what is to stay out of service; of all else it goes with the power on.
    func compareMark(_ difference: inout Difference) {
        guard object.takenOutBy != nil, let window = type.window, let labels = type.attribute(.labels),
            resource.value(window.attribute) == window.outOfService
        else { return }
        rewriteLabels(labels, &difference)
    }

    /// Has the labels sent as they are, with our own as they should be.
    private func rewriteLabels(_ labels: Attribute, _ difference: inout Difference) {
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
                recorded: sides(of: labels).desired,
                isOffline: false
            )
        )
    }

    private var situation: Situation { perspective.situation }
}

extension AttributePath {
    static let ownershipLabel = AttributePath(.labels).appending(element: Ownership.addressKey)
}
