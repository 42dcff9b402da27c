import ResourceModel

/// Turns differences into changes and their steps.
struct PlanComposer {
    let situation: Situation
    let selected: SelectedAddresses
    let comparison: ProjectComparison
    var changes: [ChangeDraft] = []
    var drafts = StepDrafts()
    var recorded: RecordedState
    var remarks: [Remark] = []
    var unchanged = 0
    var temporaryNames: TemporaryNames
    private var cost: ProjectCost?

    init(situation: Situation, selected: SelectedAddresses, comparison: ProjectComparison) {
        self.situation = situation
        self.selected = selected
        self.comparison = comparison
        recorded = situation.recorded
        temporaryNames = TemporaryNames(situation)
    }

    mutating func compose() {
        for address in situation.addresses where selected.contains(address) {
            if let resource = situation.desired.resources[address] {
                composeDeclared(resource)
            } else {
                composeUndeclared(address)
            }
            composeLeftovers(address)
        }
        for (change, whole) in drafts.includeDeletionsOfParts() {
            changes[change].notes.append("it goes along with \(whole)")
        }
        drafts.order(by: drafts.namedFirst)
        let windows = WindowSequence(drafts.all, comparison.perspective)
        drafts.order(by: windows.precedences)
        for (index, address) in windows.healthChecks(situation) {
            drafts[index].awaitsHealthOf = address
            // It is its own patience that counts, though the step may be somebody else's.
            let timeout = situation.desired.resources[address]?.lifecycle.timeoutSeconds
            drafts[index].timeoutSeconds = timeout ?? drafts[index].timeoutSeconds
        }
    }

    func plan() throws(StepOrder.Cycle) -> Plan {
        let order = try StepOrder(drafts)
        let numbers = StepNumbers(order)
        let steps = order.sorted.map { drafts[$0].step(numbers, $0, comparison.perspective) }
            .checkingHealthLast(numbers.barriers)
        var ofChange: [Int: [Step.ID]] = [:]
        for index in order.sorted {
            for change in [drafts[index].change] + drafts[index].includedChanges {
                ofChange[change, default: []].append(numbers[index])
            }
        }
        var plan = Plan(
            stack: situation.desired.stack,
            changes: changes.enumerated().map { number, change in
                change.change(type: situation.type(of: change.address).name, steps: ofChange[number] ?? [])
            },
            steps: steps,
            barriers: numbers.barriers,
            recorded: situation.recording(recorded),
            unchanged: unchanged,
            remarks: remarks,
            outputs: comparison.perspective.outputs
        )
        plan.cost = cost
        plan.succeeding = situation.succeeding
        plan.objectNames = objectNames
        return plan
    }

    private var objectNames: [Reference: ObjectName] {
        let values = changes.flatMap(\.attributes).flatMap { [$0.old, $0.new] }
        return values.flatMap { $0?.references ?? [] }.reduce(into: [:]) { names, reference in
            guard case .object(let type, let id) = reference else { return }
            names[reference] =
                situation.owner(of: type, id).map { .former($0) }
                ?? situation.observed.object(type, id)?.name.map { .named($0) }
        }
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

    func builder(
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
            dependencies: resource.map { situation.relations.dependencies(of: $0.address) }
                ?? situation.recorded.resources[address]?.dependencies ?? [],
            waits: Set((resource?.dependsOn ?? []).map { .settled($0.address) })
        )
    }
}
