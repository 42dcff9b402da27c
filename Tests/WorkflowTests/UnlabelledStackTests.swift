import CloudSimulator
import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import Locking
import Reconciliation
import ResourceModel
import StateFiles
import TestSupport
import Testing

@testable import Workflow

@Suite("Stacks without labels of ours", .onOneThread)
struct UnlabelledStackTests {
    private let project = SimulatedProject()
    private let folder = TemporaryFolder()
    private var workflow: Workflow { project.workflow }
    private var file: StateFile { StateFile(path: folder.path + "/state.json", catalog: .hetzner) }

    private static let nothing = RecordedState(stack: "shop")

    private static func shop(
        _ adjust: (inout [String: [AttributeName: Value]]) -> Void = { _ in }
    ) -> DesiredState {
        let shop = DesiredState.shop(adjust)
        return DesiredState(stack: shop.stack, resources: shop.resources.values, usesOwnershipLabels: false)
    }

    private func apply(_ desired: DesiredState) async throws -> ApplyOutcome {
        var settings = ApplySettings()
        settings.lock = LockSettings(holder: "next")
        return try await workflow.apply(desired, state: file, settings: settings, audience: ApplyAudience { _ in })
    }

    private func planned(_ desired: DesiredState, _ recorded: RecordedState) async throws -> Plan {
        try await workflow.plan(for: desired, recorded: recorded).plan
    }

    /// Why there is no plan; nothing where there is one.
    private func problems(of desired: DesiredState, _ recorded: RecordedState) async -> [Diagnostic] {
        do {
            _ = try await planned(desired, recorded)
            return []
        } catch {
            return (error as? WorkflowFailure)?.diagnostics ?? []
        }
    }

    /// Every label that requests wrote, but those of the lock.
    private func writtenLabels() async -> [String] {
        await project.cloud.requests.filter { !$0.target.contains("placement_groups") }
            .filter { $0.method == "POST" || $0.method == "PUT" }.map { String(decoding: $0.body, as: UTF8.self) }
            .filter { $0.contains("hzform/") }
    }

    @Test("nothing gets a label of ours, when it is made, changed, or out of service")
    func noLabels() async throws {
        _ = try await apply(Self.shop())
        let larger = Self.shop { resources in
            resources["servers.web-1"]?["server_type"] = "cx33"
            resources["servers.web-1"]?["labels"] = ["role": "shop"]
        }
        guard case .done = try await apply(larger) else {
            Issue.record("not done")
            return
        }
        #expect(await writtenLabels() == [])
        let server = try #require(try await project.client.servers.all(name: "web-1").page().items.first)
        #expect(server.labels == ["role": "shop"])
        #expect(server.status == .running)
    }

    @Test("labels that an earlier apply gave stay where labels are written")
    func earlierLabels() async throws {
        let labelled = DesiredState.shop()
        _ = try await workflow.apply(labelled, state: file, audience: ApplyAudience { _ in })
        _ = try await apply(Self.shop { $0["servers.web-1"]?["labels"] = ["role": "shop"] })
        let server = try #require(try await project.client.servers.all(name: "web-1").page().items.first)
        #expect(server.labels[Ownership.stackKey] == "shop" && server.labels["role"] == "shop")
        // They still tell whose it is where the state is lost.
        let plan = try await planned(Self.shop { $0["servers.web-1"]?["labels"] = ["role": "shop"] }, Self.nothing)
        #expect(plan.changes.allSatisfy { $0.kind == .adopt && $0.reason == .found })
    }

    @Test("what a state that is lost knew is found by names and by what it is, and recorded as it was")
    func lostState() async throws {
        _ = try await apply(Self.shop())
        let old = try file.read(stack: "shop")
        let plan = try await planned(Self.shop(), RecordedState(stack: "shop", salts: old.salts))
        #expect(plan.steps.isEmpty)
        #expect(plan.changes.allSatisfy { $0.kind == .adopt && $0.reason == .named })
        #expect(plan.changes.count == old.resources.count)
        #expect(StateDocument.text(plan.recorded) == StateDocument.text(old))
        let rebuilt = try await workflow.rebuiltState(for: Self.shop(), instead: old)
        #expect(StateDocument.text(rebuilt) == StateDocument.text(old))
    }

    @Test("what a killed run made is found by an older state, and nothing is made twice")
    func olderState() async throws {
        let small = Self.shop { resources in
            resources["servers.web-2"] = nil
        }
        _ = try await apply(small)
        let old = try file.read(stack: "shop")
        _ = try await apply(Self.shop())
        let plan = try await planned(Self.shop(), old)
        #expect(plan.steps.isEmpty)
        #expect(plan.changes.map(\.address) == [.fixture("servers.web-2")])
    }

    static let differences: [(String, @Sendable (inout [String: [AttributeName: Value]]) -> Void)] = [
        ("another type", { $0["servers.web-2"]?["server_type"] = "cx33" }),
        ("another image", { $0["servers.web-2"]?["image"] = "ubuntu-24.04" }),
        ("another label", { $0["servers.web-2"]?["labels"] = ["role": "db"] }),
        ("no group where it has to have one", { $0["servers.web-2"]?["placement_group"] = nil }),
    ]

    @Test(
        "an object that is not what the creation said is somebody else's, and the file has to say otherwise",
        arguments: differences.indices
    )
    func somebodyElses(number: Int) async throws {
        // Somebody has a server of the name: what it is says the file of the difference.
        let (title, adjust) = Self.differences[number]
        _ = try await apply(Self.shop(adjust))
        var known = try file.read(stack: "shop")
        known.resources[.fixture("servers.web-2")] = nil
        let problems = await problems(of: Self.shop(), known)
        // It has the address in the network too.
        #expect(problems.map(\.code) == ["name-taken", "address-taken"], "\(title)")
        #expect(problems.first?.hint?.contains("hzform import 'servers.web-2'") == true, "\(title)")
    }

    @Test("what another stack's labels are on is not found by its name")
    func anotherStacks() async throws {
        let other = DesiredState(stack: "other", resources: DesiredState.shop().resources.values)
        let planning = try await workflow.plan(for: other, recorded: RecordedState(stack: "other"))
        _ = await workflow.carryOut(planning, save: { _ in })
        let codes = await problems(of: Self.shop(), Self.nothing).map(\.code)
        #expect(Set(codes) == ["name-taken", "value-taken"])
    }

    @Test("a destroy goes by the state alone")
    func destroy() async throws {
        _ = try await apply(Self.shop())
        let nothingWanted = Self.shop().withoutResources
        #expect(try await planned(nothingWanted, Self.nothing).steps.isEmpty)
        guard case .done = try await apply(nothingWanted) else {
            Issue.record("not done")
            return
        }
        #expect(try await project.client.servers.all().page().items.isEmpty)
    }

    @Test("a project in which nothing is that the state knows is another one, but for a lock left behind")
    func otherProject() async throws {
        _ = try await apply(Self.shop())
        let old = try file.read(stack: "shop")
        _ = try await apply(Self.shop().withoutResources)
        #expect(await problems(of: Self.shop(), old).map(\.code) == ["other-project"])
        let dead = LockHolder(name: "ci")
        _ = try await ProjectLock(stack: "shop", holder: dead, client: project.client).acquire(timeout: .zero)
        #expect(try await planned(Self.shop(), old).changes.allSatisfy { $0.kind == .create })
    }

    @Test("a server whose start failed is started by whoever finds it by its name")
    func startFailed() async throws {
        await project.cloud.setFaults([try SimulatorFault("action start_server error 1")])
        let wish = Self.shop { $0["servers.web-2"] = nil }
        let planning = try await workflow.plan(for: wish, recorded: Self.nothing)
        _ = await workflow.carryOut(planning, save: { _ in })
        await project.cloud.setFaults([])
        _ = try await apply(wish)
        let server = try #require(try await project.client.servers.all(name: "web-1").page().items.first)
        #expect(server.status == .running)
    }
}
