import CloudSimulator
import Execution
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Workflow

/// What stacks of the benchmark ask the API for, counted: what there is more of costs no more than what it must.
@Suite("Requests of large stacks")
struct RequestCountTests {
    private struct Count {
        var reads = 0
        var polls = 0
        var changes = 0
    }

    private let project: TimedProject

    init() {
        var settings = SimulatorSettings(pace: .times(1), requestsPerHour: nil, limits: ["ssh_keys": 10_000])
        settings.latencyMilliseconds = 20
        project = TimedProject(settings)
    }

    /// Plans and applies; what that takes, and what is recorded then.
    private func apply(
        _ desired: DesiredState,
        _ recorded: RecordedState? = nil
    ) async throws -> (count: Count, recorded: RecordedState) {
        let before = await project.cloud.requests.count
        let workflow = project.workflow
        let report = try await project.time.run {
            let recorded = recorded ?? RecordedState(stack: desired.stack)
            let planning = try await workflow.plan(for: desired, recorded: recorded)
            return await workflow.carryOut(planning, save: { _ in })
        }.result
        #expect(report.succeeded, "\(report.failed)")
        var count = Count()
        for request in await project.cloud.requests.dropFirst(before) {
            if request.target.contains("/actions?") {
                count.polls += 1
            } else if request.method == "GET" {
                count.reads += 1
            } else {
                count.changes += 1
            }
        }
        return (count, report.recorded)
    }

    private func servers(_ count: Int, stack: String) -> DesiredState {
        let servers = (1...count).map { number in
            DesiredResource.fixture(
                "servers.\(stack)-\(number)",
                ["server_type": "cx23", "image": "debian-12", "location": "fsn1"],
                catalog: .hetzner
            )
        }
        return DesiredState(stack: stack, resources: servers)
    }

    private func zone(_ count: Int, renamed: Int = 0) -> DesiredState {
        let records = (1...count).map { number -> Value in
            [
                "name": .string(number <= renamed ? "new\(number)" : "r\(number)"), "type": "A",
                "records": [["value": .string("192.0.2.\(number)")]],
            ]
        }
        let zone = DesiredResource.fixture(
            "zones.main",
            ["name": "brightwater.example", "mode": "primary", "rrsets": .list(records)],
            catalog: .hetzner
        )
        return DesiredState(stack: "dns", resources: [zone])
    }

    @Test("servers are made with a request each, and watched 25 with a request")
    func creations() async throws {
        let one = try await apply(servers(1, stack: "one")).count
        let many = try await apply(servers(200, stack: "many")).count
        #expect(one.changes == 1 && many.changes == 200)
        // A server is made and then started, so there are 400 actions.
        #expect(many.polls <= 16 * (one.polls + 2))
    }

    @Test("what is as it should be is read by the page, and nothing is asked for one by one")
    func unchanged() async throws {
        let recorded = try await apply(servers(200, stack: "many")).recorded
        let count = try await apply(servers(200, stack: "many"), recorded).count
        #expect(count.changes == 0 && count.polls == 0)
        // Four pages of servers, eight of their addresses, and a list of each other kind that they refer to.
        #expect(count.reads <= 12 + 10)
    }

    @Test("a zone is made with all of its records at once; of a renamed one the old goes and the new one comes")
    func records() async throws {
        let made = try await apply(zone(100))
        #expect(made.count.changes == 1)
        let renamed = try await apply(zone(100, renamed: 10), made.recorded)
        #expect(renamed.count.changes == 20)
        #expect(renamed.count.reads <= made.count.reads + 5)
    }
}
