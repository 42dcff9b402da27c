import Execution
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Convergence on random configurations", .onOneThread)
struct ConvergenceTests {
    @Test(
        "after one file and then another, nothing is left to do, a lost state is rebuilt, and what is unmanaged is as it was",
        arguments: randomPairs(usually: 150)
    )
    func secondPlanIsEmpty(seed: UInt64) async throws {
        let project = LiveProject()
        let bystanders = try await project.createBystanders()
        let before = try await project.objects(bystanders)
        for (number, yaml) in [RandomStack(seed: seed).yaml(), RandomStack(seed: seed + 10_000).yaml()].enumerated() {
            if number > 0, try await project.isCircle(yaml) { continue }
            let applied = try await project.apply(yaml)
            let isApplied = applied.report.succeeded
            try #require(isApplied, "apply \(number) of seed \(seed)\n\(yaml)\n\(applied.failures)")
            let again = try await project.plan(yaml).plan
            #expect(again.isEmpty, "seed \(seed)\n\(yaml)\n\(again)")
            let moved = differences(from: project.recorded, to: again.recorded)
            #expect(moved == [], "seed \(seed): the state file would change again\n\(yaml)\n\(applied.failures)")
            // What a file changes and apply leaves alone is in the state only.
            try await expectRebuilt(project, yaml, seed, but: Set(again.remarks.map(\.address)))
        }
        let gone = try await project.apply("stack: random\n")
        #expect(gone.report.succeeded, "destroying seed \(seed)\n\(gone.failures)")
        #expect(project.recorded.resources.isEmpty)
        let after = try await project.objects(bystanders)
        for (path, (old, new)) in zip(bystanders, zip(before, after)) { #expect(new == old, "seed \(seed): \(path)") }
    }
}

extension ConvergenceTests {
    /// Who has nothing but the file and the project records what the apply recorded.
    private func expectRebuilt(
        _ project: LiveProject,
        _ yaml: String,
        _ seed: UInt64,
        but unknown: Set<ResourceAddress>
    ) async throws {
        let recorded = project.recorded
        project.recorded = RecordedState(stack: recorded.stack)
        let rebuilt = try await project.plan(yaml).plan
        #expect(rebuilt.steps == [], "seed \(seed)\n\(yaml)\n\(rebuilt)")
        var (before, after) = (recorded, rebuilt.recorded)
        for address in unknown { (before.resources[address], after.resources[address]) = (nil, nil) }
        let other = differences(from: before, to: after)
        #expect(other == [], "seed \(seed): the rebuilt state is another one\n\(yaml)")
        project.recorded = recorded
    }
}

@Suite("Named addresses", .onOneThread)
struct NamedAddressTests {
    @Test("are had, whatever the API picks for others meanwhile", arguments: UInt64(1)...100)
    func namedAddressesAreHad(seed: UInt64) async throws {
        let project = LiveProject()
        let yaml = RandomStack(seed: seed, lowestHost: 1).yaml()
        let applied = try await project.apply(yaml)
        #expect(applied.report.succeeded, "seed \(seed)\n\(yaml)\n\(applied.failures)")
        #expect(try await project.plan(yaml).plan.isEmpty, "seed \(seed)\n\(yaml)")
    }
}

extension LiveProject.Applied {
    var failures: String {
        let failed = report.failed.map { "\($0.address) \(plan[$0.step]): \($0.error)" }
        return (["PLAN", "\(plan)", "FAILED"] + failed).joined(separator: "\n")
    }
}

/// What changes between two states, resource by resource.
func differences(from old: RecordedState, to new: RecordedState) -> [String] {
    let addresses = Set(old.resources.keys).union(new.resources.keys).sorted()
    return addresses.flatMap { address -> [String] in
        guard let before = old.resources[address], let after = new.resources[address] else { return ["\(address)"] }
        let names = Set(before.attributes.keys).union(after.attributes.keys).sorted()
        let attributes = names.filter { before.attributes[$0] != after.attributes[$0] }.map { name in
            "\(address).\(name): \(before.attributes[name]?.keyText ?? "-") → \(after.attributes[name]?.keyText ?? "-")"
        }
        var plain = before
        plain.attributes = after.attributes
        return attributes + (plain == after ? [] : ["\(address): \(before) → \(after)"])
    }
}
