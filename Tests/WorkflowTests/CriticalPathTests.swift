import Execution
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import CloudSimulator
@testable import Workflow

/// An apply takes as long as the longest of the ways through its plan, and hardly longer.
///
/// In a time in which sleeps overlap: the simulator's durations and latency are what they are, and no machine's speed is
/// in it.
@Suite("Applying on the critical path")
struct CriticalPathTests {
    private static let latency: Int64 = 50
    private static let creation = [latency, ActionTime.createServer, ActionTime.startServer]
    private static let attachment = [latency, ActionTime.network]
    private let project: TimedProject

    init() {
        var settings = SimulatorSettings(pace: .times(1), requestsPerHour: nil)
        settings.latencyMilliseconds = Int(Self.latency)
        project = TimedProject(settings)
    }

    /// Plans and applies; what is recorded then, and how long carrying it out took.
    private func apply(
        _ desired: DesiredState,
        _ recorded: RecordedState? = nil
    ) async throws -> (recorded: RecordedState, duration: Duration) {
        let (workflow, time) = (project.workflow, project.time)
        return try await time.run {
            let recorded = recorded ?? RecordedState(stack: desired.stack)
            let planning = try await workflow.plan(for: desired, recorded: recorded)
            var options = Executor.Options()
            options.durations = .hetzner
            options.run = "this"
            let start = time.now
            let report = await workflow.carryOut(planning, options, save: { _ in })
            #expect(report.succeeded, "\(report.failed)")
            return (report.recorded, time.now - start)
        }.result
    }

    /// Expects that something took at most a twentieth longer than its parts do that follow each other.
    private func expect(_ duration: Duration, follows path: [Int64]) {
        let shortest = Duration.milliseconds(path.reduce(0, +))
        #expect(duration >= shortest)
        #expect(duration <= shortest * 1.05, "\(duration / shortest) times the critical path of \(shortest)")
    }

    @Test("two hundred independent servers take as long as one")
    func independent() async throws {
        let servers = (1...200).map { number in
            DesiredResource.fixture(
                "servers.web-\(number)",
                ["server_type": "cx23", "image": "debian-12", "location": "fsn1"],
                catalog: .hetzner
            )
        }
        let duration = try await apply(DesiredState(stack: "many", resources: servers)).duration
        expect(duration, follows: Self.creation)
    }

    @Test("the cluster of the example takes as long as its machines, taken in one by one")
    func cluster() async throws {
        let file = ExampleFiles.path("k3s/hzform.yaml")
        let files = StackFiles([file], variables: ["token": "secret"], catalog: .hetzner)
        let wish = try await files.wish { project.workflow }
        let duration = try await apply(wish.desired).duration
        let controlPlane = Self.creation + Array(repeating: Self.attachment, count: 3).flatMap(\.self)
        let workers = Self.creation + Array(repeating: Self.attachment, count: 2).flatMap(\.self)
        expect(duration, follows: [Self.latency] + controlPlane + workers)
    }

    @Test("two tiers take as long as the windows of one, which follow each other")
    func windows() async throws {
        let first = try await apply(tiers("cx23")).recorded
        let duration = try await apply(tiers("cx33"), first).duration
        let marking = [Self.latency, Self.latency]
        let shutDown = [Self.latency, ActionTime.guestShutdown]
        let change = [Self.latency, ActionTime.changeType]
        // Changing its type has started it already.
        let window = marking + shutDown + change + [Self.latency] + marking
        expect(duration, follows: window + window)
    }

    private func tiers(_ type: Value) -> DesiredState {
        var resources: [DesiredResource] = []
        for tier in ["web", "db"] {
            resources.append(.fixture("placement_groups.\(tier)", ["type": "spread"], catalog: .hetzner))
            for number in 1...2 {
                let attributes: [AttributeName: Value] = [
                    "server_type": type, "image": "debian-12", "location": "fsn1",
                    "placement_group": .ref("placement_groups.\(tier)"),
                ]
                resources.append(.fixture("servers.\(tier)-\(number)", attributes, catalog: .hetzner))
            }
        }
        return DesiredState(stack: "tiers", resources: resources)
    }
}

private enum ExampleFiles {
    static func path(_ name: String) -> String {
        let folders = #filePath.split(separator: "/").dropLast(3)
        return "/" + folders.joined(separator: "/") + "/examples/" + name
    }
}
