import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

/// Replacements that create first and fail on their way, and what a person does then.
@Suite("Hand-overs that fail", .onOneThread)
struct HandOverTests {
    enum Reaction: CaseIterable {
        /// The file is as it was before.
        case takesBack
        /// The file says something that neither object is.
        case goesElsewhere
        /// The same file again.
        case goesOn
    }

    @Test(
        "leave every other file within reach, and the object that serves where the file is taken back",
        arguments: randomPairs(usually: 60)
    )
    func reaction(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let files = [0, 10_000, 20_000].map { RandomStack(seed: seed + $0, creatingFirst: 90).yaml() }
        let project = LiveProject()
        let first = try await project.apply(files[0])
        try #require(first.report.succeeded, "seed \(seed)\n\(files[0])\n\(first.failures)")
        let before = project.recorded
        // The files may ask for a circle that has nothing to do with what failed.
        guard let plan = try? await project.plan(files[1]).plan, (try? await project.plan(files[2])) != nil else {
            return
        }
        let failure = try #require(FailingTransport.Failure.allCases.randomElement(using: &random))
        guard let number = plan.stepsOfHandOvers.randomElement(using: &random) else { return }
        let broken = try await project.apply(files[1], spoiling: number, failure)
        guard !broken.report.succeeded else { return }
        let serving = before.resources.filter { project.recorded.resources[$0.key]?.id == $0.value.id }
        // The run was killed before it could save.
        if random.chance(30) {
            for address in project.recorded.resources.keys { project.recorded.resources[address]?.successor = nil }
        }
        let reaction = try #require(Reaction.allCases.randomElement(using: &random))
        let file = reaction == .takesBack ? files[0] : reaction == .goesOn ? files[1] : files[2]
        let story =
            "seed \(seed), request \(number) \(failure), then \(reaction)\n\(files[0])\n\(files[1])\nBROKEN\n\(broken.failures)\n\(file)"
        let mended = try await project.applyBeside(orphans: file)
        let isMended = mended.report.succeeded
        try #require(isMended, "\(story)\nMENDED\n\(mended.failures)")
        // What only labels tell is not replaced by the apply that finds it.
        if mended.plan.changes.contains(where: { $0.kind == .adopt }) {
            let next = try await project.apply(file)
            #expect(next.report.succeeded, "\(story)\nMENDED\n\(mended.failures)\nTHEN\n\(next.failures)")
        }
        let again = try await project.plan(file).plan
        #expect(again.isEmpty, "\(story)\n\(again)")
        // Of what is kept below another object under its name there cannot be two.
        for address in plan.handedOver where !address.isKeptBelow {
            let known = project.recorded.resources[address].map { [$0.id.number] } ?? []
            let present = try await project.ids(of: address)
            #expect(present == known, "\(address): \(story)\nMENDED\n\(mended.failures)")
            guard reaction == .takesBack, let old = serving[address] else { continue }
            let isKept = project.recorded.resources[address]?.id == old.id
            #expect(isKept, "\(address) was given up: \(story)\nMENDED\n\(mended.failures)")
        }
    }
}

extension LiveProject {
    /// Applies; where what the killed run made and no file declares any more is in the way, that is said, nothing is done,
    /// and somebody takes it out of the way.
    fileprivate func applyBeside(orphans yaml: String) async throws -> Applied {
        let refusal: WorkflowFailure
        do {
            return try await apply(yaml)
        } catch let failure as WorkflowFailure {
            refusal = failure
        }
        let isInTheWay = refusal.diagnostics.allSatisfy { $0.code == "in-use" || $0.code == "address-taken" }
        #expect(isInTheWay, "\(refusal)")
        for type in Catalog.hetzner.types where type.hasLabels && type.collection.parent == nil {
            let known = recorded.resources.values.filter { $0.type == type.name }.flatMap(\.objects).map(\.number)
            for id in try await ids(type.collection) where !known.contains(id) {
                _ = try await client.request(.delete, "\(APIPath(type.collection.path))/\(APIPath("\(id)"))")
                try await time.sleep(.seconds(600))
            }
        }
        return try await apply(yaml)
    }
}

extension Plan {
    /// What is replaced by something that comes first.
    fileprivate var handedOver: [ResourceAddress] {
        changes.filter { $0.kind == .replace(createsFirst: true) }.map(\.address)
    }

    /// The places of the steps from the creation of a new object to the end of the old one.
    fileprivate var stepsOfHandOvers: [Int] {
        let replaced = Set(handedOver)
        return steps.filter { step in
            replaced.contains(step.address) || step.request.body?.addresses.contains(where: replaced.contains) == true
        }.map(\.id.index)
    }
}

extension ResourceAddress {
    fileprivate var isKeptBelow: Bool { Catalog.hetzner.type(section: section)?.collection.parent != nil }
}
