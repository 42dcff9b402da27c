import Execution
import HetznerCatalog
import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Plans without a request too many", .onOneThread)
struct NecessityTests {
    @Test(
        "without any one of its requests, taken at random, an apply ends elsewhere",
        arguments: randomPairs(usually: 40)
    )
    func requestIsNeeded(seed: UInt64) async throws {
        let (before, after) = (RandomStack(seed: seed).yaml(), RandomStack(seed: seed + 10_000).yaml())
        let complete = LiveProject(stepLimit: 1)
        _ = try await complete.apply(before)
        let start = complete.recorded
        guard try await !complete.isCircle(after) else { return }
        let plan = try await complete.apply(after).plan
        var random = SeededGenerator(seed: seed)
        guard let number = plan.steps.indices.randomElement(using: &random) else { return }
        let project = LiveProject(stepLimit: 1)
        _ = try await project.apply(before)
        let (applied, missing) = try await project.apply(after, without: number)
        guard let missing, applied.report.succeeded, !plan.isDue(missing) else { return }
        let states = [start, complete.recorded]
        let (aim, end) = (try await complete.everything(known: states), try await project.everything(known: states))
        #expect(end != aim, "seed \(seed): \(missing) is not needed\n\(before)\n\(after)\n\(plan)")
    }
}

extension LiveProject {
    /// All objects of the project, as far as their types describe them and the states know their parts.
    fileprivate func everything(
        known states: [RecordedState]
    ) async throws -> [ResourceType.Name: [ResourceID: ObservedObject]] {
        // What goes on by itself, such as a restart, is over by then.
        try await time.sleep(.seconds(600))
        var known = RecordedState(stack: "random")
        for (address, record) in states.flatMap(\.resources) {
            let earlier = known.resources[address]?.attributes ?? [:]
            known.resources[address] = record
            known.resources[address]?.attributes.merge(earlier) { new, _ in new }
        }
        let nothing = DesiredState(stack: "random", resources: [])
        return try await Refresher(client: client, catalog: .hetzner)
            .observe(desired: nothing, recorded: known, extent: .everything).objects
    }
}

extension Plan {
    /// Requests that are part of a minimal plan although the project ends the same without them.
    fileprivate func isDue(_ request: String) -> Bool {
        let name = request.split(separator: "/").last.map(String.init) ?? ""
        switch name {
        // Asks before it is forced.
        case "shutdown": return true
        // A change of type starts the server too; this is for when it fails.
        case "poweron": return true
        // Sets what nobody can see.
        case _ where name.contains("password"): return true
        // What refers to something lets go before that is deleted.
        case _:
            return steps.contains { step in
                step.request.method == .delete
                    && stepsBefore(step).contains { self[$0].request.path.last == .string(name) }
            }
        }
    }
}
