import CloudSimulator
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import Synchronization
import TestSupport
import Testing
import Workflow

@testable import Execution

@Suite("Applies that use the rate limit up", .onOneThread)
struct SlowdownTests {
    @Test("an apply of more steps than there are requests slows down early, leaves the reserve to others, and says why")
    func slows() async throws {
        // A quarter of the usual limit, and as much of everything else.
        let project = TimedProject(
            SimulatorSettings(pace: .instant, requestsPerHour: 900, limits: ["floating_ips": 1_000])
        )
        let addresses = (1...1_000).map { number in
            DesiredResource.fixture(
                "floating_ips.ip\(number)",
                ["type": "ipv4", "home_location": "fsn1"],
                catalog: .hetzner
            )
        }
        let desired = DesiredState(stack: "shop", resources: addresses)
        let (report, told) = try await project.time.run {
            let planning = try await project.workflow.plan(for: desired, recorded: RecordedState(stack: "shop"))
            let told = Mutex<[Slowdown]>([])
            let report = await project.workflow.carryOut(planning, save: { _ in }) { event in
                if case .slowedDown(let slowdown) = event { told.withLock { $0.append(slowdown) } }
            }
            return (report, told.withLock { $0 })
        }.result
        #expect(report.succeeded)
        #expect(await project.cloud.requests.filter { $0.status == 429 }.isEmpty)
        // Those that were on their way when the answer came that told of it may take a few.
        #expect(try #require(project.client.rateLimit).remaining >= 90 - 5)
        let first = try #require(told.first)
        #expect(first.limit == 900 && first.remaining <= 90)
        #expect(first.steps > 150)
        #expect(first.duration >= .seconds(4) * first.steps && first.duration < .seconds(8) * first.steps)
    }

    @Test("an apply within the limit says nothing")
    func fast() async throws {
        let project = SimulatedProject(SimulatorSettings(pace: .instant, requestsPerHour: 3_600))
        let planning = try await project.workflow.plan(for: .shop(), recorded: RecordedState(stack: "shop"))
        let isTold = Mutex(false)
        _ = await project.workflow.carryOut(planning, save: { _ in }) { event in
            if case .slowedDown = event { isTold.withLock { $0 = true } }
        }
        #expect(!isTold.withLock { $0 })
    }
}
