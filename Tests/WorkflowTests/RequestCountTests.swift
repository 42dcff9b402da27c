import CloudSimulator
import Execution
import Foundation
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Workflow

/// What stacks of the benchmark ask the API for, counted: what there is more of costs no more than what it must.
@Suite("Requests of large stacks", .onOneThread)
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

    private func keys(_ count: Int, stack: String) -> DesiredState {
        let keys = (0..<count).map { number in
            let prefix: [UInt8] = [0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32]
            let own = stack.utf8.prefix(4) + [UInt8(number >> 8), UInt8(number & 255)]
            let blob = prefix + own + [UInt8](repeating: 0, count: 32 - own.count)
            return DesiredResource.fixture(
                "ssh_keys.\(stack)-\(number)",
                ["public_key": .string("ssh-ed25519 \(Data(blob).base64EncodedString())")],
                catalog: .hetzner
            )
        }
        return DesiredState(stack: stack, resources: keys)
    }

    private func zone(_ count: Int, renamed: Int = 0, network: String = "192.0.2") -> DesiredState {
        let records = (1...count).map { number -> Value in
            [
                "name": .string(number <= renamed ? "new\(number)" : "r\(number)"), "type": "A",
                "records": [["value": .string("\(network).\(number)")]],
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

    @Test("keys are made with a request each, and nothing is waited for")
    func keys() async throws {
        let once = try await apply(keys(100, stack: "once")).count
        let twice = try await apply(keys(200, stack: "twice")).count
        #expect(once.changes == 100 && twice.changes == 200)
        #expect(once.polls == 0 && twice.polls == 0)
        #expect(twice.reads <= once.reads + 2)
    }

    @Test("all records of a zone are changed with a request each, and the zone is read as often as before")
    func changedRecords() async throws {
        let made = try await apply(zone(50))
        let once = try await apply(zone(50, network: "198.51.100"), made.recorded)
        let grown = try await apply(zone(100, network: "198.51.100"), once.recorded)
        let twice = try await apply(zone(100, network: "203.0.113"), grown.recorded).count
        #expect(once.count.changes == 50 && twice.changes == 100)
        #expect(Double(twice.polls) <= 2.2 * Double(once.count.polls))
        #expect(twice.reads <= once.count.reads + 2)
    }

    @Test("a whole project is read by the page")
    func wholeProject() async throws {
        func reads(_ stack: String, _ count: Int) async throws -> Int {
            let recorded = try await apply(servers(count, stack: stack)).recorded
            let workflow = project.workflow
            return try await project.time.run {
                var reading = ProjectReading()
                reading.source = .wholeProject
                return try await workflow.observe(DesiredState(stack: stack, resources: []), recorded, reading).requests
            }.result
        }
        let few = try await reads("few", 50)
        let more = try await reads("more", 200)
        // Of two hundred servers more, four pages, and eight of their addresses.
        #expect(more - few <= 4 + 8)
    }
}
