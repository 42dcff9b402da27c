import Execution
import Foundation
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import CloudSimulator
@testable import Workflow

@Suite("Servers that wait until the one before is healthy")
struct HealthTests {
    private let project = TimedProject(SimulatorSettings(pace: .times(1), requestsPerHour: nil))
    /// As long as the checks of a service take that has the API's defaults: three of them, every fifteen seconds.
    private static let checks = Duration.seconds(45)

    private func stack(_ script: String, _ onChange: String, timeout: String = "10m") -> String {
        """
        stack: shop
        servers:
          web:
            count: 2
            server_type: cx23
            image: debian-12
            location: fsn1
            user_data: "\(script)"
            on_change: { \(onChange) }
            timeout: \(timeout)
        load_balancers:
          front:
            load_balancer_type: lb11
            location: fsn1
            targets: [{ type: server, server: web }]
            services: [{ protocol: tcp, listen_port: 80, destination_port: 80 }]
        """
    }

    /// Applies a file to what an apply before recorded.
    private func apply(_ text: String, _ recorded: RecordedState?) async throws -> (ApplyReport, Plan) {
        let (workflow, folder) = (project.workflow, TemporaryFolder())
        let path = "\(folder.path)/hzform.yaml"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return try await project.time.run {
            let wish = try await StackFiles([path], catalog: .hetzner).wish { workflow }
            let recorded = recorded ?? RecordedState(stack: "shop")
            let planning = try await workflow.plan(for: wish.desired, recorded: recorded)
            return (await workflow.carryOut(planning, save: { _ in }), planning.plan)
        }.result
    }

    private func replacing(_ onChange: String, timeout: String = "10m") async throws -> (ApplyReport, Plan) {
        let made = try await apply(stack("one", onChange, timeout: timeout), nil).0
        #expect(made.succeeded)
        _ = try await project.time.run { [project] in try await project.time.sleep(Self.checks * 2) }
        return try await apply(stack("two", onChange, timeout: timeout), made.recorded)
    }

    @Test("the next one's turn comes when the balancer finds the one before healthy, with 'wait: healthy' alone")
    func waits() async throws {
        let (plain, plainPlan) = try await replacing("user_data: replace")
        #expect(plain.succeeded)
        #expect(plainPlan.steps.allSatisfy { $0.awaitsHealthOf == nil })
        let other = HealthTests()
        let (waiting, plan) = try await other.replacing("user_data: replace, wait: healthy")
        #expect(waiting.succeeded, "\(waiting.failed)")
        #expect(
            plan.steps.compactMap(\.awaitsHealthOf).map(\.description).sorted() == ["servers.web[0]", "servers.web[1]"]
        )
        let forecast = ApplyForecast(plan, durations: .hetzner).duration
        #expect(forecast / waiting.duration > 0.8 && forecast / waiting.duration < 1.2, "\(forecast) told")
        #expect(waiting.duration > plain.duration + .seconds(20), "\(waiting.duration) against \(plain.duration)")
    }

    @Test("one that is not healthy in time fails, and the others are left alone")
    func fails() async throws {
        let (report, plan) = try await replacing("user_data: replace, wait: healthy", timeout: "32s")
        // The target is the balancer's; the server's own patience counts.
        #expect(report.failed.map(\.address.description) == ["load_balancers.front"])
        let reason = report.failed.first.map { "\($0.error)" } ?? ""
        let end = "healthy after 32 s, which is its timeout"
        #expect(reason == "load balancer 'front' does not find servers.web[1] \(end)")
        #expect(!report.done.contains { plan[$0].address.description == "servers.web[0]" })
        #expect(report.skipped.contains { plan[$0.step].address.description == "servers.web[0]" })
    }

    @Test("nobody waits where nothing passes connections on")
    func alone() async throws {
        let text = stack("one", "user_data: replace, wait: healthy")
        let servers = String(text.prefix(upTo: try #require(text.range(of: "load_balancers")).lowerBound))
        let made = try await apply(servers, nil).0
        let (report, plan) = try await apply(servers.replacing("one", with: "two"), made.recorded)
        #expect(report.succeeded)
        #expect(plan.steps.allSatisfy { $0.awaitsHealthOf == nil })
    }
}
