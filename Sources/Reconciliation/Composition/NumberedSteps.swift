import ResourceModel

/// The numbers that steps and barriers have in the plan.
struct StepNumbers {
    /// In the order in which steps wait for them.
    let barriers: [Barrier]
    private let steps: [Step.ID]
    private let graph: StepGraph
    private let ofBarrier: [Int: Barrier.ID]

    init(_ order: StepOrder) {
        let graph = order.graph
        var steps = graph.steps.map(Step.ID.init)
        for (place, index) in order.sorted.enumerated() { steps[index] = Step.ID(place) }
        var ofBarrier: [Int: Barrier.ID] = [:]
        var barriers: [Barrier] = []
        for index in order.sorted {
            let new = graph.predecessors[index].filter { graph.isBarrier($0) && ofBarrier[$0] == nil }
            let found = new.map { (node: $0, steps: graph.predecessors[$0].map { steps[$0] }.sorted()) }
            for (node, waiting) in found.sorted(by: { $0.steps.lexicographicallyPrecedes($1.steps) }) {
                ofBarrier[node] = Barrier.ID(barriers.count)
                barriers.append(Barrier(id: Barrier.ID(barriers.count), waitsFor: waiting))
            }
        }
        self.graph = graph
        self.steps = steps
        self.barriers = barriers
        self.ofBarrier = ofBarrier
    }

    subscript(index: Int) -> Step.ID { steps[index] }

    /// What a draft waits for by itself.
    func waits(of index: Int) -> [Step.ID] {
        graph.predecessors[index].filter { !graph.isBarrier($0) }.map { steps[$0] }.sorted()
    }

    /// The barriers that it waits for.
    func barriers(before index: Int) -> [Barrier.ID] {
        graph.predecessors[index].compactMap { ofBarrier[$0] }.sorted()
    }
}

extension StepDraft {
    func step(_ numbers: StepNumbers, _ index: Int, _ perspective: Perspective) -> Step {
        var step = Step(
            id: numbers[index],
            address: address,
            type: type,
            title: title,
            request: request,
            waitsFor: numbers.waits(of: index),
            occupies: Set(occupies.map(perspective.settled)).sorted(),
            completion: completion,
            outcome: outcome,
            restores: restores.map { numbers[$0] }
        )
        step.barriers = numbers.barriers(before: index)
        step.alternatives = alternatives
        step.timeoutSeconds = timeoutSeconds
        step.awaitsHealthOf = awaitsHealthOf
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
