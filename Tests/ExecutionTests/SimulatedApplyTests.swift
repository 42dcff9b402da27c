import CloudSimulator
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@testable import Execution

@Suite("Apply against the simulated cloud", .onOneThread)
struct SimulatedApplyTests {
    /// Plans and applies; the report.
    private func apply(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        in project: SimulatedProject,
        _ recorder: Recorder = Recorder()
    ) async throws -> ApplyReport {
        let planning = try await project.workflow.plan(for: desired, recorded: recorded)
        return await project.executor(recorder).apply(planning.plan, observed: planning.observed)
    }

    private func expectNothingToDo(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        in project: SimulatedProject
    ) async throws {
        let plan = try await project.workflow.plan(for: desired, recorded: recorded).plan
        #expect(plan.isEmpty, "\(plan.changes)")
    }

    @Test("a stack is created, the next plan is empty, and destroying leaves nothing")
    func lifeCycle() async throws {
        let project = SimulatedProject()
        let created = try await apply(.shop(), RecordedState(stack: "shop"), in: project)
        #expect(created.succeeded, "\(created.failed)")
        #expect(created.recorded.resources.count == 7)
        try await expectNothingToDo(.shop(), created.recorded, in: project)
        let destroyed = try await apply(DesiredState.shop().withoutResources, created.recorded, in: project)
        #expect(destroyed.succeeded, "\(destroyed.failed)")
        #expect(destroyed.recorded.resources.isEmpty)
        for kind in ["servers", "volumes", "networks", "firewalls", "ssh_keys", "placement_groups", "primary_ips"] {
            #expect(try await project.client.all(APIPath(kind), key: kind).isEmpty)
        }
    }

    @Test("changes in place, with a power window, leave an empty plan")
    func changes() async throws {
        let project = SimulatedProject()
        let created = try await apply(.shop(), RecordedState(stack: "shop"), in: project)
        #expect(created.succeeded, "\(created.failed)")
        let next = DesiredState.shop { resources in
            resources["servers.web-1"]?["server_type"] = "cx33"
            resources["servers.web-1"]?["backups"] = false
            resources["servers.web-2"]?["labels"] = ["role": "app"]
            resources["servers.web-2"]?["networks"] = [
                ["network": .ref("networks.backend"), "ip": "10.0.1.11", "alias_ips": ["10.0.1.30"]]
            ]
            resources["volumes.data"]?["size"] = 20
            resources["volumes.data"]?["server"] = .ref("servers.web-2")
            resources["firewalls.web"]?["rules"] = [["direction": "in", "protocol": "icmp", "source_ips": ["::/0"]]]
        }
        let changed = try await apply(next, created.recorded, in: project)
        #expect(changed.succeeded, "\(changed.failed)")
        try await expectNothingToDo(next, changed.recorded, in: project)
        let servers = try await project.client.all("servers", key: "servers")
        #expect(servers.allSatisfy { $0["status"]?.string == "running" })
    }

    @Test("lost answers create nothing twice")
    func lostAnswers() async throws {
        let project = SimulatedProject(
            SimulatorSettings(pace: .times(1), requestsPerHour: nil, faults: [try SimulatorFault("* drop 0.2")])
        )
        var recorded = RecordedState(stack: "shop")
        for _ in 0..<8 {
            let planning = try await project.workflow.plan(for: .shop(), recorded: recorded)
            let report = await project.executor().apply(planning.plan, observed: planning.observed)
            recorded = report.recorded
            if report.succeeded { break }
        }
        await project.cloud.setFaults([])
        try await expectNothingToDo(.shop(), recorded, in: project)
        #expect(try await project.client.all("servers", key: "servers").count == 2)
        #expect(try await project.client.all("volumes", key: "volumes").count == 1)
    }

    @Test("after an end at any save, the state in the file and the labels are enough to go on")
    func endAtAnySave() async throws {
        let recorder = Recorder()
        let whole = SimulatedProject()
        let full = try await apply(.shop(), RecordedState(stack: "shop"), in: whole, recorder)
        #expect(full.succeeded)
        for saves in 1...recorder.saves.count {
            let project = SimulatedProject()
            let saved = try await stateAfter(saves, savesIn: project)
            let report = try await apply(.shop(), saved, in: project)
            #expect(report.succeeded, "after \(saves) saves: \(report.failed)")
            try await expectNothingToDo(.shop(), report.recorded, in: project)
            #expect(try await project.client.all("servers", key: "servers").count == 2)
        }
    }

    @Test("a service waits for a certificate that is still being issued for an apply that died")
    func certificateOnItsWay() async throws {
        let project = SimulatedProject()
        let certificate: [String: [AttributeName: Value]] = [
            "zones.shop": ["name": "shop.example", "mode": "primary"],
            "certificates.site": ["type": "managed", "domain_names": ["shop.example"]],
        ]
        let balancer: [AttributeName: Value] = [
            "load_balancer_type": "lb11", "location": "fsn1",
            "services": [
                ["protocol": "https", "listen_port": 443, "http": ["certificates": [.ref("certificates.site")]]]
            ],
        ]
        let first = try await project.workflow.plan(
            for: .shop(of: certificate),
            recorded: RecordedState(stack: "shop")
        )
        let interruption = Interruption()
        let executor = Executor(
            client: project.client,
            catalog: .hetzner,
            evaluator: .none,
            fingerprinter: .fixture,
            save: { _ in },
            report: { event in
                guard case .stepAccepted(let id) = event, first.plan[id].address.section == "certificates" else {
                    return
                }
                interruption.request()
                interruption.request()
            }
        )
        let died = await executor.apply(first.plan, observed: first.observed, interruption: interruption)
        #expect(died.recorded.resources[ResourceAddress("certificates", "site")] != nil)

        let next = DesiredState.shop(of: certificate.merging(["load_balancers.front": balancer]) { $1 })
        let recorder = Recorder()
        let report = try await apply(next, died.recorded, in: project, recorder)
        #expect(report.succeeded, "\(report.failed)")
        let reasons = recorder.events.compactMap { event -> String? in
            guard case .stepWaiting(_, let reason, _) = event else { return nil }
            return reason
        }
        #expect(Set(reasons) == ["issuance of certificates.site is pending"])
        try await expectNothingToDo(next, report.recorded, in: project)
    }

    /// What is in the file when an apply is cut off after so many saves.
    private func stateAfter(_ saves: Int, savesIn project: SimulatedProject) async throws -> RecordedState {
        let recorder = Recorder()
        let planning = try await project.workflow.plan(for: .shop(), recorded: RecordedState(stack: "shop"))
        let interruption = Interruption()
        let executor = Executor(
            client: project.client,
            catalog: .hetzner,
            evaluator: .none,
            fingerprinter: .fixture,
            save: { state in
                guard recorder.saves.count < saves else { return }
                recorder.save(state)
                guard recorder.saves.count == saves else { return }
                interruption.request()
                interruption.request()
            }
        )
        _ = await executor.apply(planning.plan, observed: planning.observed, interruption: interruption)
        return recorder.saves.last ?? RecordedState(stack: "shop")
    }
}
