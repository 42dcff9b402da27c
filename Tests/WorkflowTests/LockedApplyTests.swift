import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import JSONDocuments
import Locking
import Reconciliation
import ResourceModel
import StateFiles
import TestSupport
import Testing

@testable import Workflow

@Suite("Applying a locked stack", .onOneThread)
struct LockedApplyTests {
    private let project = SimulatedProject()
    private let folder = TemporaryFolder()

    private func settings(_ name: String, timeout: Duration = .seconds(5)) -> ApplySettings {
        var settings = ApplySettings()
        var lock = LockSettings(holder: name)
        lock.timeout = timeout
        settings.lock = lock
        return settings
    }

    private func file(_ name: String) -> StateFile {
        StateFile(path: "\(folder.path)/\(name).state.json", catalog: .hetzner)
    }

    private var lock: ProjectLock {
        ProjectLock(stack: "shop", holder: LockHolder(name: "other", process: .elsewhere), client: project.client)
    }

    @Test("while another run has it, nothing is changed, and who has it is said")
    func held() async throws {
        let held = try await lock.acquire(timeout: .zero)
        let failure = await #expect(throws: WorkflowFailure.self) {
            try await project.workflow.apply(
                .shop(),
                state: file("a"),
                settings: settings("ci"),
                audience: ApplyAudience { _ in Issue.record("somebody was asked") }
            )
        }
        #expect(failure?.kind == .locked)
        #expect(failure?.diagnostics.first?.message.contains("other") == true)
        #expect(try file("a").read() == nil)
        await held.release()
    }

    @Test("it is given back however the run ends, and is never part of a plan")
    func released() async throws {
        struct No: Error {}
        let refusing = ApplyAudience { planning in
            let names = planning.observed.objects.values.flatMap(\.values).compactMap(\.name)
            #expect(!names.contains { $0.hasPrefix("hzform-lock-") })
            throw No()
        }
        await #expect(throws: No.self) {
            try await project.workflow.apply(.shop(), state: file("a"), settings: settings("a"), audience: refusing)
        }
        #expect(try await lock.holderNow() == nil)
        _ = try await project.workflow
            .apply(.shop(), state: file("a"), settings: settings("a"), audience: ApplyAudience { _ in })
        #expect(try await lock.holderNow() == nil)
    }

    @Test("a run whose lock is taken away starts nothing new, and what it did is in the file")
    func lost() async throws {
        let audience = ApplyAudience(
            review: { _ in },
            agree: { _ in },
            watch: { planning, _, carryOut in
                if let record = try? await lock.holderNow()?.record { try? await lock.remove(record) }
                return await carryOut { _ in }
            }
        )
        let outcome = try await project.workflow
            .apply(.shop(), state: file("a"), settings: settings("a"), audience: audience)
        guard case .lostLock(let report, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(!report.notStarted.isEmpty)
        #expect(try file("a").read(stack: "shop") == report.recorded)
        // Another run goes on where this one ended.
        let next = try await project.workflow
            .apply(.shop(), state: file("a"), settings: settings("b"), audience: ApplyAudience { _ in })
        guard case .done(_, _, .read(let planning)?) = next else {
            Issue.record("\(next)")
            return
        }
        #expect(planning.plan.isEmpty)
    }

    @Test(
        "two runs of one stack, with one state file or two, never change it at the same time",
        arguments: [true, false]
    )
    func together(sharesFile: Bool) async throws {
        let done = await withTaskGroup(of: Bool.self) { group in
            for name in ["a", "b"] {
                group.addTask {
                    let outcome = try? await project.workflow.apply(
                        .shop(),
                        state: file(sharesFile ? "a" : name),
                        settings: settings(name, timeout: .seconds(3_600)),
                        audience: ApplyAudience { _ in }
                    )
                    if case .failed? = outcome { return false }
                    return outcome != nil
                }
            }
            return await group.allSatisfy { $0 }
        }
        #expect(done)
        #expect(try await project.client.all("servers", key: "servers").count == 2)
    }
}

extension ProcessMark {
    fileprivate static let elsewhere = ProcessMark(machine: "ffffffffffffffff", process: "ffffffffffffffff")
}
