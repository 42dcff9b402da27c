import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Properties of plans for random configurations", .onOneThread)
struct PlanPropertyTests {
    @Test(
        "plans do not depend on the order of declarations, and are equal if made twice",
        arguments: 1...50 as ClosedRange<UInt64>
    )
    func orderIndependence(seed: UInt64) async throws {
        let project = LiveProject()
        _ = try await project.apply(RandomStack(seed: seed).yaml())
        let next = RandomStack(seed: seed + 900)
        let plan = try await project.plan(next.yaml()).plan
        let shuffled = try await project.plan(next.yaml(shuffled: seed)).plan
        #expect(plan.description == shuffled.description)
        #expect(try await project.plan(next.yaml()).plan == plan)
    }

    @Test(
        "no step precedes what it depends on, and every declared resource appears once",
        arguments: 1...50 as ClosedRange<UInt64>
    )
    func ordering(seed: UInt64) async throws {
        let project = LiveProject()
        _ = try await project.apply(RandomStack(seed: seed).yaml())
        let plan = try await project.plan(RandomStack(seed: seed + 900).yaml()).plan
        #expect(plan.stepsTooEarly == [], "\(plan)")
        let ownChanges = plan.changes.filter { $0.reason != .leftover }.map(\.address)
        #expect(Set(ownChanges).count == ownChanges.count)
    }
}

extension Plan {
    /// Steps that mention what they do not wait for to be created.
    var stepsTooEarly: [String] {
        steps.flatMap { step -> [String] in
            let earlier = stepsBefore(step)
            return step.mentionedAddresses.compactMap { address in
                guard let creation = creation(of: address), creation.id != step.id, !earlier.contains(creation.id)
                else { return nil }
                return "\(step) before \(creation)"
            }
        }
    }

    private func creation(of address: ResourceAddress) -> Step? {
        steps.first { step in
            guard case .created = step.outcome else { return false }
            return step.address == address
        }
    }

    /// Everything that the step waits for, directly or not.
    func stepsBefore(_ step: Step) -> Set<Step.ID> {
        var found: Set<Step.ID> = []
        var pending = predecessors(of: step)
        while let id = pending.popLast() {
            if found.insert(id).inserted { pending += predecessors(of: self[id]) }
        }
        return found
    }
}

extension Step {
    fileprivate var mentionedAddresses: [ResourceAddress] {
        (request.path + (request.body.map { [$0] } ?? [])).flatMap(\.addresses)
    }
}
