import ResourceModel

extension Differ {
    /// Brings the labels up to date that tell stack and address, after a move or a change of stacks.
    ///
    /// Also where the apply of the move ended before it came to that.
    func compareOwnership(_ difference: inout Difference) {
        let own = Ownership(stack: situation.desired.stack, address: resource.address)
        guard situation.desired.usesOwnershipLabels, let present = object.ownership, present != own,
            let labels = type.attribute(.labels)
        else { return }
        for key in Ownership.keys where present.labels[key] != own.labels[key] {
            difference.changes.append(
                AttributeChange(
                    .label(key),
                    old: present.labels[key].map(Value.string),
                    new: own.labels[key].map(Value.string),
                    cause: .edited,
                    effect: .inPlace
                )
            )
        }
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
    fileprivate static func label(_ key: String) -> AttributePath { AttributePath(.labels).appending(element: key) }

    /// Whether it is one of the labels that tell stack and address.
    package var isOwnershipLabel: Bool { Ownership.keys.contains { self == .label($0) } }
}
