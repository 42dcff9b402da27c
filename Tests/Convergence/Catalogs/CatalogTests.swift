import Execution
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

/// What holds for every catalog that can be described, and not only for Hetzner's.
@Suite("Random catalogs")
struct CatalogTests {
    private static let seeds = randomPairs(usually: 100)

    private func wish(_ catalog: Catalog, _ seed: UInt64) -> DesiredState {
        var wish = RandomWish(catalog, seed: seed)
        return wish.state()
    }

    @Test("are valid", arguments: seeds)
    func valid(seed: UInt64) {
        #expect(RandomCatalog(seed: seed).catalog.validate() == [])
    }

    @Test("converge from one wish to the next, and leave alone what is not theirs", arguments: seeds)
    func converges(seed: UInt64) async throws {
        let catalog = RandomCatalog(seed: seed).catalog
        let project = CatalogProject(catalog)
        let theirs = try await project.apply(wish(catalog, seed + 2_000).ofOthers)
        try #require(theirs.report.succeeded, "seed \(seed)\n\(theirs.failures)")
        let others = project.cloud.objects
        let stack = CatalogProject(catalog, in: project.cloud)
        for wish in [wish(catalog, seed), wish(catalog, seed + 1_000), DesiredState(stack: "random", resources: [])] {
            let applied = try await stack.apply(wish)
            try #require(applied.report.succeeded, "seed \(seed)\n\(applied.failures)")
            let again = try await stack.plan(wish).plan
            #expect(again.isEmpty, "seed \(seed)\n\(applied.plan)\nAGAIN\n\(again)")
            for (type, objects) in others {
                for (id, object) in objects {
                    #expect(stack.cloud.objects[type]?[id] == object, "seed \(seed): \(type) \(id)")
                }
            }
        }
        #expect(stack.cloud.objects.values.flatMap(\.keys).count == others.values.flatMap(\.keys).count, "seed \(seed)")
    }

    @Test(
        "have plans that do not depend on the order of declarations, and in which nothing comes too early",
        arguments: seeds
    )
    func order(seed: UInt64) async throws {
        let catalog = RandomCatalog(seed: seed).catalog
        let project = CatalogProject(catalog)
        _ = try await project.apply(wish(catalog, seed))
        let next = wish(catalog, seed + 1_000)
        let plan = try await project.plan(next).plan
        let reversed = DesiredState(
            stack: next.stack,
            resources: next.resources.values.sorted { $1.address < $0.address }
        )
        #expect(try await project.plan(reversed).plan.description == plan.description)
        #expect(plan.stepsTooEarly == [], "seed \(seed)\n\(plan)")
    }

    @Test("converge after a failure at any request", arguments: seeds)
    func failures(seed: UInt64) async throws {
        let catalog = RandomCatalog(seed: seed).catalog
        let (before, after) = (wish(catalog, seed), wish(catalog, seed + 1_000))
        var random = SeededGenerator(seed: seed)
        for failure in FailingTransport.Failure.certain {
            let project = CatalogProject(catalog)
            _ = try await project.apply(before)
            let count = try await project.plan(after).plan.steps.count
            guard let number = (0..<count).randomElement(using: &random) else { return }
            let broken = try await project.apply(after, spoiling: number, failure)
            let place: Comment = "seed \(seed), request \(number) \(failure)\n\(broken.failures)"
            // With nothing left the project might be another one, and the plan says so.
            guard project.cloud.objects.values.contains(where: { !$0.isEmpty }) else { continue }
            let mended = try await project.apply(after)
            try #require(mended.report.succeeded, "\(place)\nMENDED\n\(mended.failures)")
            let again = try await project.plan(after).plan
            #expect(again.isEmpty, "\(place)\nAGAIN\n\(again)")
            let ids = project.recorded.resources.values.map(\.id.number).sorted()
            #expect(project.cloud.objects.values.flatMap(\.keys).sorted() == ids, "\(place)")
        }
    }
}

extension DesiredState {
    /// The same under names that nobody else has, as another stack.
    fileprivate var ofOthers: DesiredState {
        let renamed = resources.values.map { resource in
            var resource = resource
            resource.attributes[.name] = DesiredValue(.string("other-\(resource.address.key)"))
            return resource
        }
        return DesiredState(stack: "other", resources: renamed)
    }
}
