import Diagnostics
import ResourceModel

/// Turns differences into changes and their steps.
struct PlanComposer {
    /// A change before its steps have their numbers.
    struct ChangeDraft {
        let address: ResourceAddress
        let kind: Change.Kind
        let reason: Change.Reason
        var attributes: [AttributeChange] = []
        var impacts: Set<Impact> = []
        var notes: [String] = []
        var currentID: ResourceID?
        var origin: ResourceAddress?
        var range: SourceRange?
        var cost: CostChange?
    }

    let situation: Situation
    let scope: Scope
    let comparison: ProjectComparison
    let fingerprint: Planner.Fingerprint
    private(set) var changes: [ChangeDraft] = []
    private(set) var drafts = StepDrafts()
    private var recorded: RecordedState
    private var remarks: [Remark] = []
    private var unchanged = 0
    private var cost: ProjectCost?

    init(
        situation: Situation,
        scope: Scope,
        comparison: ProjectComparison,
        fingerprint: @escaping Planner.Fingerprint
    ) {
        self.situation = situation
        self.scope = scope
        self.comparison = comparison
        self.fingerprint = fingerprint
        recorded = situation.recorded
    }

    mutating func compose() {
        for address in situation.addresses where scope.contains(address) {
            if let resource = situation.desired.resources[address] {
                composeDeclared(resource)
            } else {
                composeUndeclared(address)
            }
            composeLeftovers(address)
        }
    }

    func plan() throws(StepOrder.Cycle) -> Plan {
        let order = StepOrder(drafts.all)
        let sorted = try order.sorted()
        var ids: [Int: Step.ID] = [:]
        for (place, index) in sorted.enumerated() { ids[index] = Step.ID(place) }
        let steps = sorted.map { index in
            drafts[index].step(ids, waitsFor: order.predecessors[index], at: index, comparison.perspective)
        }
        var ofChange: [Int: [Step.ID]] = [:]
        for index in sorted { ofChange[drafts[index].change, default: []].append(ids[index] ?? Step.ID(index)) }
        var plan = Plan(
            stack: situation.desired.stack,
            changes: changes.enumerated().map { number, change in
                change.change(type: situation.type(of: change.address).name, steps: ofChange[number] ?? [])
            },
            steps: steps,
            recorded: recorded,
            unchanged: unchanged,
            remarks: remarks,
            outputs: comparison.perspective.outputs
        )
        plan.cost = cost
        return plan
    }

    /// Says of every change what it does to the bill, and that it does.
    mutating func addCosts(_ assessment: CostAssessment) {
        for index in changes.indices {
            let change = changes[index]
            guard let cost = assessment.change(change.kind, at: change.address, change.currentID) else { continue }
            changes[index].cost = cost
            if cost.isChange { changes[index].impacts.insert(.cost) }
        }
        cost = assessment.project()
    }

    private func builder(
        _ address: ResourceAddress,
        this: Reference,
        resource: DesiredResource?
    ) -> ChangeBuilder {
        ChangeBuilder(
            requests: RequestBuilder(
                type: situation.type(of: address),
                address: address,
                this: this,
                resource: resource,
                perspective: comparison.perspective
            ),
            situation: situation,
            change: changes.count,
            dependencies: resource?.dependencies ?? situation.recorded.resources[address]?.dependencies ?? [],
            fingerprint: fingerprint,
            waits: Set((resource?.dependsOn ?? []).map { .settled($0.address) })
        )
    }

    private mutating func composeDeclared(_ resource: DesiredResource) {
        let address = resource.address
        guard let object = situation.bindings[address] else { return composeCreation(resource) }
        let difference = comparison.differences[address] ?? Difference()
        remarks += difference.remarks.map { Remark(address, $0) }
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
        let isUnfinished = situation.recorded.resources[address]?.isOutOfService == true
        var builder = builder(address, this: .object(type.name, object.id), resource: resource)
        let before = drafts.all.count
        builder.addUpdates(difference.intents, isUnfinished: isUnfinished, to: &drafts)
        let origin = situation.origins[address]
        guard drafts.all.count > before || isAdopted || origin != nil else {
            unchanged += 1
            recorded.resources[address]?.isOutOfService = false
            recorded.resources[address]?.dependencies = resource.dependencies
            return
        }
        let follows = difference.changes.lazy.compactMap(\.cause.followed).first
        changes.append(
            ChangeDraft(
                address: address,
                kind: isAdopted && difference.isEmpty
                    ? .adopt : origin != nil && difference.isOwnershipAlone ? .move : .update,
                reason: isAdopted || (isUnfinished && difference.isEmpty)
                    ? .interrupted : follows.map { .follows($0) } ?? .differs,
                attributes: difference.changes,
                impacts: difference.impacts.subtracting([.live]),
                notes: difference.intents.flatMap(\.notes),
                currentID: object.id,
                origin: origin,
                range: resource.range
            )
        )
    }

    private mutating func composeReplacement(
        _ resource: DesiredResource,
        _ object: ObservedObject,
        _ difference: Difference
    ) {
        let address = resource.address
        let type = situation.type(of: address)
        let createsFirst = resource.lifecycle.createBeforeDestroy || type.createsBeforeDestroying
        var old = builder(address, this: .object(type.name, object.id), resource: nil)
        var new = builder(address, this: .resource(address), resource: resource)
        if createsFirst {
            let needsName = resource.value(.name)?.string == object.name
            let creation = new.addCreation(
                of: resource,
                temporaryName: needsName ? object.name.map { "\($0.prefix(58))-next" } : nil,
                after: [],
                to: &drafts
            )
            let deletion = old.addDeletion(of: object, to: &drafts)
            drafts[deletion].after.insert(creation)
            if needsName { addRename(of: resource, after: deletion, new) }
        } else {
            let deletion = old.addDeletion(of: object, to: &drafts)
            _ = new.addCreation(of: resource, temporaryName: nil, after: [deletion], to: &drafts)
        }
        let impacts = type.replacementImpacts ?? type.deletionImpacts
        changes.append(
            ChangeDraft(
                address: address,
                kind: .replace(createsFirst: createsFirst),
                reason: difference.isReplacementRequested ? .requested : .differs,
                attributes: difference.changes,
                impacts: impacts.subtracting([.live]),
                notes: old.notesOnDeletion(of: object) + difference.ignoredByReplacement
                    + situation.choices.notes(on: address),
                currentID: object.id,
                origin: situation.origins[address],
                range: resource.range
            )
        )
    }

    /// Gives the new object the name that the old one had to give up first.
    private mutating func addRename(of resource: DesiredResource, after deletion: Int, _ builder: ChangeBuilder) {
        guard let name = resource.value(.name) else { return }
        var rename = builder.draft("rename to \(name.keyText)", builder.requests.put([AttributeName.name.text: name]))
        rename.after.insert(deletion)
        rename.requires.insert(.free(.name, scope: builder.typeScope, value: name))
        rename.provides = [.settled(resource.address), .attribute(resource.address, .name)]
        rename.outcome = .changed([.attribute(.name, name)])
        _ = drafts.add(rename)
    }

    private mutating func composeUndeclared(_ address: ResourceAddress) {
        guard let object = situation.bindings[address], let record = situation.recorded.resources[address] else {
            guard situation.vanished.contains(address) else { return }
            changes.append(ChangeDraft(address: address, kind: .forget, reason: .vanished))
            return
        }
        let removal = situation.desired.removals.first { $0.from.contains(address) }
        guard !record.keepsOnRemoval, removal == nil else {
            recorded.resources[address] = nil
            let reason = removal == nil ? Change.Reason.undeclared : .removed
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
    private mutating func composeLeftovers(_ address: ResourceAddress) {
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

    /// What is as wanted but recorded otherwise, and what only the file knows.
    private mutating func recordSettled(_ resource: DesiredResource, _ difference: Difference) {
        let type = situation.type(of: resource.address)
        guard var record = recorded.resources[resource.address] else { return }
        record = record.applying(difference.edits) { type.attribute($0)?.kind.elementSet }
        record.preventDestroy = resource.lifecycle.preventDestroy
        record.keepsOnRemoval = resource.lifecycle.onRemoval == .keep
        recorded.resources[resource.address] = record
    }
}
