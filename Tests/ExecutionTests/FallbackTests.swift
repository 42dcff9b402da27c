import CloudSimulator
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@testable import Execution

@Suite("Falling back to what the plan allows instead", .onOneThread)
struct FallbackTests {
    private func settings(_ capacities: [String: Int]) -> SimulatorSettings {
        SimulatorSettings(pace: .instant, requestsPerHour: nil, capacities: capacities)
    }

    private func desired(location: Value, type: Value = "cx23") -> DesiredState {
        let wish: [AttributeName: Value] = ["server_type": type, "image": "debian-12", "location": location]
        return DesiredState(stack: "shop", resources: [.fixture("servers.web", wish, catalog: .hetzner)])
    }

    private func apply(
        _ desired: DesiredState,
        in project: SimulatedProject,
        _ recorder: Recorder = Recorder()
    ) async throws -> ApplyReport {
        let planning = try await project.workflow.plan(for: desired, recorded: RecordedState(stack: "shop"))
        return await project.executor(recorder).apply(planning.plan, observed: planning.observed)
    }

    @Test("a location that is sold out by then makes way for the next, which is recorded and kept")
    func soldOut() async throws {
        let project = SimulatedProject(settings(["fsn1": 0]))
        let wish = desired(location: ["fsn1", "nbg1"])
        let report = try await apply(wish, in: project)
        #expect(report.succeeded, "\(report.failed)")
        let record = report.recorded.resources[.fixture("servers.web")]
        #expect(record?.attributes["location"] == "nbg1")
        let servers = try await project.client.all("servers", key: "servers")
        #expect(servers.map { $0["location"]?["name"]?.string } == ["nbg1"])
        let next = try await project.workflow.plan(for: wish, recorded: report.recorded).plan
        #expect(next.isEmpty, "\(next)")
    }

    @Test("where all of them are sold out, the last refusal is the step's error")
    func allSoldOut() async throws {
        let project = SimulatedProject(settings(["fsn1": 0, "nbg1": 0]))
        let report = try await apply(desired(location: ["fsn1", "nbg1"]), in: project)
        #expect(report.failed.map(\.error.code) == ["resource_unavailable"])
        #expect(report.recorded.resources.isEmpty)
    }

    @Test("without a list there is nothing to fall back to")
    func noList() async throws {
        let project = SimulatedProject(settings(["fsn1": 0]))
        let report = try await apply(desired(location: "fsn1"), in: project)
        #expect(report.failed.map(\.error.code) == ["resource_unavailable"])
    }

    @Test("another refusal is no reason to take something else")
    func otherRefusal() async throws {
        let project = SimulatedProject(
            SimulatorSettings(pace: .instant, requestsPerHour: nil, limits: ["servers": 0])
        )
        let report = try await apply(desired(location: ["fsn1", "nbg1"]), in: project)
        #expect(report.failed.map(\.error.code) == ["resource_limit_exceeded"])
    }
}
