import ResourceModel

extension StepDraft {
    func step(_ ids: [Int: Step.ID], waitsFor: Set<Int>, at index: Int, _ perspective: Perspective) -> Step {
        var step = Step(
            id: ids[index] ?? Step.ID(index),
            address: address,
            type: type,
            title: title,
            request: request,
            waitsFor: waitsFor.compactMap { ids[$0] }.sorted(),
            occupies: Set(occupies.map(perspective.settled)).sorted { "\($0)".precedes("\($1)") },
            completion: completion,
            outcome: outcome,
            restores: restores.flatMap { ids[$0] }
        )
        step.alternatives = alternatives
        step.timeoutSeconds = timeoutSeconds
        return step
    }
}

extension Perspective {
    /// The object itself where the address keeps the one that it has.
    fileprivate func settled(_ reference: Reference) -> Reference {
        guard case .resource(let address) = reference, !replaced.contains(address) else { return reference }
        return situation.currentObject(at: address) ?? reference
    }
}

extension PlanComposer.ChangeDraft {
    func change(type: ResourceType.Name, steps: [Step.ID]) -> Change {
        var change = Change(
            address: address,
            type: type,
            kind: kind,
            reason: reason,
            attributes: attributes,
            impacts: impacts,
            notes: notes,
            steps: steps,
            currentID: currentID,
            origin: origin,
            range: range
        )
        change.cost = cost
        return change
    }
}

extension AttributeChange.Cause {
    var followed: ResourceAddress? {
        guard case .follows(let address) = self else { return nil }
        return address
    }
}

extension DesiredResource {
    /// What a creation sets, in the order of the type's definition.
    func setAttributes(of type: ResourceType, _ perspective: Perspective) -> [AttributeChange] {
        type.attributes.map(described).compactMap { attribute in
            guard let value = value(attribute.name), !value.isNull else { return nil }
            return AttributeChange(
                AttributePath(attribute.name),
                old: nil,
                new: attribute.kind.masked(perspective.evaluated(value, attribute.kind)),
                cause: .edited,
                effect: .inPlace,
                isSensitive: attribute.isSensitive,
                range: attributes[attribute.name]?.range
            )
        }
    }
}
