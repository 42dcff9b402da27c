import ResourceModel

/// The changes of what the file declares.
extension PlanComposer {
    mutating func composeDeclared(_ resource: DesiredResource) {
        let address = resource.address
        guard let object = situation.bindings[address] else { return composeCreation(resource) }
        let difference = comparison.differences[address] ?? Difference()
        if !difference.needsReplacement { remarks += difference.remarks.map { Remark(address, $0) } }
        recordSettled(resource, difference)
        if difference.needsReplacement {
            composeReplacement(resource, object, difference)
        } else {
            composeUpdate(resource, object, difference)
        }
    }

    private mutating func composeCreation(_ resource: DesiredResource) {
        let address = resource.address
        var builder = builder(address, this: .resource(address), resource: resource)
        _ = builder.addCreation(of: resource, temporaryName: nil, after: [], to: &drafts)
        changes.append(
            ChangeDraft(
                address: address,
                kind: .create,
                reason: situation.vanished.contains(address) ? .vanished : .declared,
                attributes: resource.setAttributes(of: situation.type(of: address), comparison.perspective),
                notes: situation.choices.notes(on: address),
                range: resource.range
            )
        )
    }

    private mutating func composeUpdate(
        _ resource: DesiredResource,
        _ object: ObservedObject,
        _ difference: Difference
    ) {
        let address = resource.address
        let type = situation.type(of: address)
        let isAdopted = situation.adopted.contains(address)
        let goesOn = situation.succeeding.contains(address)
        let isUnfinished = situation.recorded.resources[address]?.isOutOfService == true
        let origin = situation.origins[address]
        guard !difference.isEmpty || isUnfinished || isAdopted || origin != nil else {
            return leaveUnchanged(address)
        }
        // What is meant to stay out of service is owed to nobody.
        if let window = type.window, resource.value(window.attribute) == window.outOfService {
            recorded.resources[address]?.isOutOfService = false
        }
        var builder = builder(address, this: .object(type.name, object.id), resource: resource)
        let before = drafts.all.count
        builder.addUpdate(difference, isUnfinished: isUnfinished, to: &drafts)
        guard drafts.all.count > before || isAdopted || origin != nil else { return leaveUnchanged(address) }
        let follows = difference.changes.lazy.compactMap(\.cause.followed).first
        changes.append(
            ChangeDraft(
                address: address,
                kind: isAdopted && difference.isEmpty
                    ? .adopt : origin != nil && difference.isOwnershipAlone ? .move : .update,
                reason: situation.wishedAdoptions.contains(address)
                    ? .adopted
                    : goesOn || (isUnfinished && difference.isEmpty && !isAdopted)
                        ? .interrupted : isAdopted ? evidence(of: object) : follows.map { .follows($0) } ?? .differs,
                attributes: difference.changes,
                impacts: difference.impacts.union(builder.impactsOfLifting(for: difference)).subtracting([.live]),
                notes: builder.notes(on: difference)
                    + [difference.noteOnPostponement].compactMap(\.self),
                currentID: object.id,
                origin: origin,
                range: resource.range
            )
        )
    }

    private mutating func leaveUnchanged(_ address: ResourceAddress) {
        unchanged += 1
        guard var record = recorded.resources[address] else { return }
        record.isOutOfService = false
        record.dependencies = situation.relations.dependencies(of: address)
        put(record, at: address)
    }

    /// Changes a record where it is another one: as long as none is, the records are those that were read, and
    /// not a copy of thousands.
    private mutating func put(_ record: RecordedResource, at address: ResourceAddress) {
        guard recorded.resources[address] != record else { return }
        recorded.resources[address] = record
    }

    /// How the object was found that the state did not know.
    private func evidence(of object: ObservedObject) -> Change.Reason {
        object.ownership?.stack == situation.desired.stack ? .found : .named
    }

    private mutating func composeReplacement(
        _ resource: DesiredResource,
        _ object: ObservedObject,
        _ difference: Difference
    ) {
        let address = resource.address
        let type = situation.type(of: address)
        let createsFirst = resource.lifecycle.createBeforeDestroy || type.createsBeforeDestroying
        let old = builder(address, this: .object(type.name, object.id), resource: nil)
        var new = builder(address, this: .resource(address), resource: resource)
        // The name tells what the new object is for, should nobody come to record it.
        let isNamed = createsFirst && resource.value(.name) != nil && type.canBeRenamed
        new.addReplacement(
            of: object,
            with: resource,
            removedBy: old,
            createsFirst: createsFirst,
            temporaryName: isNamed ? object.name.map { temporaryNames.name(besides: $0, of: type) } : nil,
            to: &drafts
        )
        let known = createsFirst ? type.replacementImpacts ?? type.deletionImpacts : type.deletionImpacts
        let impacts = difference.isUnusable ? [] : known
        changes.append(
            ChangeDraft(
                address: address,
                kind: .replace(createsFirst: createsFirst),
                reason: difference.replacementReason,
                attributes: difference.changes,
                impacts: impacts.union(old.impactsBeside(object)).subtracting([.live]),
                notes: [type.replacementNote].compactMap(\.self) + old.notesOnDeletion(of: object)
                    + old.notesOnLeftBehind(of: object, by: resource)
                    + situation.choices.notes(on: address),
                currentID: object.id,
                origin: situation.origins[address],
                range: resource.range
            )
        )
    }

    /// What is as wanted but recorded otherwise, and what only the file knows.
    private mutating func recordSettled(_ resource: DesiredResource, _ difference: Difference) {
        let type = situation.type(of: resource.address)
        guard var record = recorded.resources[resource.address] else { return }
        record = record.applying(difference.edits) { type.attribute($0)?.kind.elementSet }
        record.preventDestroy = resource.lifecycle.preventDestroy
        record.keepsOnRemoval = resource.lifecycle.onRemoval == .keep
        if situation.adopted.contains(resource.address) {
            record.dependencies = situation.relations.dependencies(of: resource.address)
        }
        put(record, at: resource.address)
    }
}

extension ResourceType {
    /// Whether an object can have a temporary name.
    fileprivate var canBeRenamed: Bool {
        guard case .replace? = attribute(.name)?.update.innermost else { return true }
        return false
    }
}

extension Difference {
    fileprivate var replacementReason: Change.Reason {
        isUnusable ? .unusable : isReplacementRequested ? .requested : .differs
    }
}

extension AttributeChange.Cause {
    fileprivate var followed: ResourceAddress? {
        guard case .follows(let address) = self else { return nil }
        return address
    }
}

extension DesiredResource {
    /// What a creation sets, in the order of the type's definition.
    fileprivate func setAttributes(of type: ResourceType, _ perspective: Perspective) -> [AttributeChange] {
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
