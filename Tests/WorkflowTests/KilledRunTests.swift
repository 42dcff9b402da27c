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

@Suite("What a killed run leaves", .onOneThread)
struct KilledRunTests {
    private let project = SimulatedProject()
    private let folder = TemporaryFolder()
    private var workflow: Workflow { project.workflow }

    private static let nothing = RecordedState(stack: "shop")

    /// The shop with a server that has to be off to become what it is now.
    private static func larger(power: Value? = nil) -> DesiredState {
        .shop { resources in
            resources["servers.web-1"]?["server_type"] = "cx33"
            resources["servers.web-1"]?["power"] = power
        }
    }

    /// Plans and applies; once a step whose title begins like this is done nothing further happens, as if the run were killed.
    private func apply(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        killedAfter title: String? = nil
    ) async throws -> RecordedState {
        let planning = try await workflow.plan(for: desired, recorded: recorded)
        var options = Executor.Options()
        options.run = title.map { _ in "dead" } ?? "alive"
        let interruption = Interruption()
        let report = await workflow.carryOut(planning, options, interruption: interruption, save: { _ in }) { event in
            guard case .stepFinished(let id, _) = event, let title,
                planning.plan[id].title.hasPrefix(title)
            else { return }
            interruption.request()
            interruption.request()
        }
        #expect(title.map { title in planning.plan.steps.contains { $0.title.hasPrefix(title) } } != false)
        #expect(report.failed.isEmpty, "\(report.failed)")
        return report.recorded
    }

    private func server(_ name: String) async throws -> Server {
        try #require(try await project.client.servers.all(name: name).page().items.first)
    }

    /// Where the state comes from that the next run has: kept by nobody, one version old, or what the run wrote last.
    static let states = ["lost", "old", "kept"]

    @Test(
        "a server that was shut down runs again after the next apply, whatever became of the state",
        arguments: states
    )
    func shutDown(state: String) async throws {
        let first = try await apply(.shop(), Self.nothing)
        let killed = try await apply(Self.larger(), first, killedAfter: "shut down")
        let marked = try await server("web-1")
        #expect(marked.status != .running)
        #expect(marked.labels[Ownership.outOfServiceKey] == "dead")
        #expect(marked.labels["role"] == "web" && marked.labels[Ownership.stackKey] == "shop")

        let known = ["lost": Self.nothing, "old": first, "kept": killed][state] ?? Self.nothing
        let last = try await apply(Self.larger(), known)
        for name in ["web-1", "web-2"] {
            let server = try await server(name)
            #expect(server.status == .running, "\(name)")
            #expect(server.labels[Ownership.outOfServiceKey] == nil, "\(name)")
        }
        #expect(last.resources.values.allSatisfy { !$0.isOutOfService })
        let planning = try await workflow.plan(for: Self.larger(), recorded: last)
        #expect(planning.plan.isEmpty && StateDocument.text(planning.plan.recorded) == StateDocument.text(last))
    }

    @Test("a server that is to stay off stays off, and loses the mark", arguments: states)
    func meantToBeOff(state: String) async throws {
        let first = try await apply(.shop(), Self.nothing)
        let killed = try await apply(Self.larger(), first, killedAfter: "shut down")
        let known = ["lost": Self.nothing, "old": first, "kept": killed][state] ?? Self.nothing
        // What the killed run set going comes to its end.
        try await project.time.sleep(.seconds(900))
        let last = try await apply(Self.larger(power: "off"), known)
        let server = try await server("web-1")
        #expect(server.status == .off)
        #expect(server.labels[Ownership.outOfServiceKey] == nil)
        #expect(server.serverType.name == "cx33")
        let planning = try await workflow.plan(for: Self.larger(power: "off"), recorded: last)
        #expect(planning.plan.isEmpty && StateDocument.text(planning.plan.recorded) == StateDocument.text(last))
    }

    @Test("a server that somebody had switched off gets no mark, and stays off", arguments: states)
    func wasOff(state: String) async throws {
        let first = try await apply(.shop(), Self.nothing)
        try await project.client.wait(for: project.client.servers.powerOff(try await server("web-1").id))
        let killed = try await apply(Self.larger(), first, killedAfter: "shut down")
        #expect(try await server("web-1").labels[Ownership.outOfServiceKey] == nil)
        #expect(try await server("web-1").status == .off)
        let known = ["lost": Self.nothing, "old": first, "kept": killed][state] ?? Self.nothing
        _ = try await apply(Self.larger(), known)
        #expect(try await server("web-1").status == .off)
    }

    @Test("a server that was made without being started is started by the next apply", arguments: states)
    func neverStarted(state: String) async throws {
        let wish = DesiredState.shop { resources in
            resources["servers.web-1"]?["public_net"] = ["enable_ipv4": false, "enable_ipv6": false]
            resources["servers.web-1"]?["firewalls"] = nil
            resources["servers.web-2"] = nil
        }
        let killed = try await apply(wish, Self.nothing, killedAfter: "attach to network backend")
        #expect(try await server("web-1").labels[Ownership.outOfServiceKey] == "dead")
        let last = try await apply(wish, state == "kept" ? killed : Self.nothing)
        let server = try await server("web-1")
        #expect(server.status == .running)
        #expect(server.labels[Ownership.outOfServiceKey] == nil)
        let planning = try await workflow.plan(for: wish, recorded: last)
        #expect(planning.plan.isEmpty && StateDocument.text(planning.plan.recorded) == StateDocument.text(last))
    }

    @Test("a server that was made to be off stays off once the file has no word about it", arguments: states)
    func madeToBeOff(state: String) async throws {
        let first = try await apply(.shop { $0["servers.web-1"]?["power"] = "off" }, Self.nothing)
        let next = try await apply(.shop(), first)
        #expect(try await server("web-1").status == .off)
        let known = ["lost": Self.nothing, "old": first, "kept": next][state] ?? Self.nothing
        let planning = try await workflow.plan(for: .shop(), recorded: known)
        #expect(planning.plan.steps.isEmpty, "\(planning.plan)")
        let again = try await workflow.plan(for: .shop(), recorded: planning.plan.recorded)
        #expect(again.plan.isEmpty, "\(again.plan)")
    }

    @Test(
        "a server whose start failed is started by the next apply, though the run died before it could mark it",
        arguments: states
    )
    func startFailed(state: String) async throws {
        await project.cloud.setFaults([try SimulatorFault("action start_server error 1")])
        let wish = DesiredState.shop { $0["servers.web-2"] = nil }
        let planning = try await workflow.plan(for: wish, recorded: Self.nothing)
        // Without a run there is no mark: it is as if it had died before.
        let report = await workflow.carryOut(planning, save: { _ in })
        #expect(!report.failed.isEmpty)
        #expect(try await server("web-1").status == .off)
        #expect(try await server("web-1").labels[Ownership.outOfServiceKey] == nil)
        await project.cloud.setFaults([])

        var known = state == "kept" ? report.recorded : Self.nothing
        known.resources[.fixture("servers.web-1")]?.isOutOfService = false
        let last = try await apply(wish, known)
        #expect(try await server("web-1").status == .running)
        let next = try await workflow.plan(for: wish, recorded: last)
        #expect(next.plan.isEmpty && StateDocument.text(next.plan.recorded) == StateDocument.text(last))
    }

    @Test("labels that change meanwhile are kept, and so is the mark")
    func labels() async throws {
        let first = try await apply(.shop(), Self.nothing)
        let wish = DesiredState.shop { resources in
            resources["servers.web-1"]?["server_type"] = "cx33"
            resources["servers.web-1"]?["labels"] = ["role": "shop"]
        }
        _ = try await apply(wish, first, killedAfter: "change type")
        let server = try await server("web-1")
        #expect(server.labels[Ownership.outOfServiceKey] == "dead")
        let last = try await apply(wish, Self.nothing)
        #expect(try await self.server("web-1").labels["role"] == "shop")
        let planning = try await workflow.plan(for: wish, recorded: last)
        #expect(planning.plan.isEmpty && StateDocument.text(planning.plan.recorded) == StateDocument.text(last))
    }

    @Test("what a run that is alive took out of service is not put back by others")
    func alive() async throws {
        let first = try await apply(.shop(), Self.nothing)
        let killed = try await apply(Self.larger(), first, killedAfter: "shut down")
        let holder = LockHolder(run: "dead", name: "ci", process: .elsewhere)
        let lock = try await ProjectLock(stack: "shop", holder: holder, client: project.client).acquire(timeout: .zero)
        func isPutBack() async throws -> Bool {
            var known = killed
            known.resources[.fixture("servers.web-1")]?.isOutOfService = false
            let planning = try await workflow.plan(for: .shop(), recorded: known)
            return planning.plan.changes.contains { $0.address == .fixture("servers.web-1") }
        }
        #expect(try await !isPutBack())
        await lock.release()
        #expect(try await isPutBack())
    }
}

// A destroy that was killed.
extension KilledRunTests {
    private func settings() -> ApplySettings {
        var settings = ApplySettings()
        settings.lock = LockSettings(holder: "next")
        return settings
    }

    private func destroy(_ file: StateFile) async throws -> ApplyOutcome {
        try await workflow.apply(
            DesiredState(stack: "shop", resources: []),
            state: file,
            settings: settings(),
            audience: ApplyAudience { _ in }
        )
    }

    @Test("a project whose last objects a run deleted before it died is the stack's, by the lock that it left")
    func lastObjectsGone() async throws {
        let file = StateFile(path: folder.path + "/state.json", catalog: .hetzner)
        let old = try await apply(.shop(), Self.nothing)
        _ = try await apply(DesiredState(stack: "shop", resources: []), old)
        try file.save(old)
        let failure = await #expect(throws: WorkflowFailure.self) { try await destroy(file) }
        #expect(failure?.diagnostics.map(\.code) == ["other-project"])

        let dead = LockHolder(name: "ci", process: .elsewhere)
        _ = try await ProjectLock(stack: "shop", holder: dead, client: project.client).acquire(timeout: .zero)
        // A plan sees it as it is, an apply once its time is over.
        let planning = try await workflow.plan(for: .shop(), recorded: old)
        #expect(planning.plan.changes.allSatisfy { $0.kind == .create })
        _ = try await destroy(file)
        #expect(try file.read(stack: "shop").resources.isEmpty)
    }
}

extension ProcessMark {
    fileprivate static let elsewhere = ProcessMark(machine: "ffffffffffffffff", process: "ffffffffffffffff")
}
