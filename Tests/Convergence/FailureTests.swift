import Execution
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Convergence after failures", .onOneThread)
struct FailureTests {
    @Test(
        "after a failure at every request in turn, planning and applying again converges",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func everyRequest(seed: UInt64) async throws {
        let (before, after) = (RandomStack(seed: seed).yaml(), RandomStack(seed: seed + 500).yaml())
        for failure in FailingTransport.Failure.certain {
            var number = 0
            while try await converges(from: before, to: after, spoiling: number, failure, seed) { number += 1 }
            #expect(number > 0 || before == after, "seed \(seed) changed nothing")
        }
    }

    @Test(
        "after a failure at a random request, planning and applying again converges",
        arguments: randomPairs(usually: 40)
    )
    func randomRequest(seed: UInt64) async throws {
        let (before, after) = (RandomStack(seed: seed).yaml(), RandomStack(seed: seed + 10_000).yaml())
        let project = LiveProject()
        _ = try await project.apply(before)
        guard try await !project.isCircle(after) else { return }
        let steps = try await project.plan(after).plan.steps.count
        var random = SeededGenerator(seed: seed)
        let failure = try #require(FailingTransport.Failure.allCases.randomElement(using: &random))
        guard let number = (0..<steps).randomElement(using: &random) else { return }
        _ = try await converges(from: before, to: after, spoiling: number, failure, seed)
    }

    /// False when there are not that many requests to spoil.
    private func converges(
        from before: String,
        to after: String,
        spoiling number: Int,
        _ failure: FailingTransport.Failure,
        _ seed: UInt64
    ) async throws -> Bool {
        let project = LiveProject()
        _ = try await project.apply(before)
        let broken = try await project.apply(after, spoiling: number, failure)
        guard !broken.report.succeeded else { return false }
        let place = "seed \(seed), request \(number) \(failure)"
        let mended = try await project.apply(after)
        let isMended = mended.report.succeeded
        try #require(isMended, "\(place)\n\(before)\n\(after)\nBROKEN\n\(broken.failures)\nMENDED\n\(mended.failures)")
        let again = try await project.plan(after).plan
        #expect(again.isEmpty, "\(place)\n\(again)")
        try await project.expectOneObjectEach(place)
        return true
    }
}

extension LiveProject {
    /// Nothing was created twice, and nothing was forgotten.
    ///
    /// What is kept below another object is known by its name there, so that there cannot be two.
    func expectOneObjectEach(_ place: String) async throws {
        for type in Set(recorded.resources.values.map(\.type)) where Catalog.hetzner[type].collection.parent == nil {
            let known = recorded.resources.values.filter { $0.type == type }.map(\.id.number).sorted()
            let present = try await ids(Catalog.hetzner[type].collection)
            #expect(present == known, "\(place): \(type)")
        }
    }

    /// The IDs of all objects of a kind that say they belong to a stack.
    func ids(_ collection: APICollection, selector: String = Ownership.stackKey) async throws -> [Int64] {
        let own = collection.query.map { QueryItem($0.key, $0.value) }
        let query = [QueryItem("per_page", "50"), QueryItem("label_selector", selector)] + own
        let answer = try await client.request(.get, APIPath(collection.path), query: query)
        return (answer[collection.path]?.array ?? []).compactMap { $0["id"]?.integer }.sorted()
    }

    /// The IDs of all objects that say they belong to an address.
    func ids(of address: ResourceAddress) async throws -> [Int64] {
        guard let type = Catalog.hetzner.type(section: address.section) else { return [] }
        let label = Ownership.label(for: address)
        return try await ids(type.collection, selector: "\(Ownership.addressKey)=\(label)")
    }
}
