import CloudSimulator
import Diagnostics
import Execution
import HetznerCatalog
import Reconciliation
import ResourceModel
import StateFiles
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite("Applying a stack", .onOneThread)
struct ApplyTests {
    private let project = SimulatedProject()
    private let folder = TemporaryFolder()

    private var stateFile: StateFile { StateFile(path: folder.path + "/hzform.state.json", catalog: .hetzner) }

    private func requestsThatChange() async -> Int {
        await project.cloud.requests.filter { $0.method != "GET" && !$0.target.hasSuffix("/ssh_keys/0") }.count
    }

    @Test("what is agreed to is carried out, recorded in the file and confirmed; then nothing is left to do")
    func wholeWay() async throws {
        let outcome = try await project.workflow.apply(.shop(), state: stateFile, audience: .agreeing)
        guard case .done(let report, _, .read(let planning)?) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(planning.plan.isEmpty)
        #expect(try stateFile.read(stack: "shop") == report.recorded)
        let again = try await project.workflow.apply(.shop(), state: stateFile, audience: .agreeing)
        guard case .nothingToDo = again else {
            Issue.record("\(again)")
            return
        }
    }

    @Test("without agreement nothing is sent that changes anything, and no state file is left")
    func refusal() async throws {
        struct No: Error {}
        await #expect(throws: No.self) {
            try await project.workflow.apply(.shop(), state: stateFile, audience: ApplyAudience { _ in throw No() })
        }
        #expect(await requestsThatChange() == 0)
        #expect(try stateFile.read() == nil)
    }

    @Test("a review that throws ends it before anybody is asked")
    func review() async throws {
        struct TooExpensive: Error {}
        let asked = Mutex(false)
        let audience = ApplyAudience(
            review: { _ in throw TooExpensive() },
            agree: { _ in asked.withLock { $0 = true } },
            watch: { await $2 { _ in } }
        )
        await #expect(throws: TooExpensive.self) {
            try await project.workflow.apply(.shop(), state: stateFile, audience: audience)
        }
        #expect(!asked.withLock { $0 })
        #expect(await requestsThatChange() == 0)
    }

    @Test("a state file that cannot be written is told before anybody is asked")
    func unwritable() async throws {
        let file = StateFile(path: folder.path + "/missing/hzform.state.json", catalog: .hetzner)
        let audience = ApplyAudience { _ in Issue.record("somebody was asked") }
        let failure = await #expect(throws: Diagnostic.self) {
            try await project.workflow.apply(.shop(), state: file, audience: audience)
        }
        #expect(failure?.code == "state-file")
        #expect(await requestsThatChange() == 0)
    }

    @Test("what kept a state from being saved is told as a part of a sentence")
    func unsaved() async throws {
        let outcome = try await project.workflow.apply(.shop(), state: TakenStore(), audience: .agreeing)
        guard case .failed(let report, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(report.saveFailure == "somebody else wrote it")
        #expect(report.saveProblem?.isTaken == true)
    }

    @Test("an apply whose steps fail is not confirmed, and its file says what was done")
    func failure() async throws {
        await project.cloud.setFaults([try SimulatorFault("POST /volumes 409 1")])
        let outcome = try await project.workflow.apply(.shop(), state: stateFile, audience: .agreeing)
        guard case .failed(let report, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(!report.failed.isEmpty)
        #expect(try stateFile.read(stack: "shop") == report.recorded)
    }
}

extension ApplyAudience {
    /// Agrees to everything.
    static let agreeing = ApplyAudience { _ in }
}

/// A state that cannot be saved any more.
private struct TakenStore: StateStore {
    let name = "taken"
    let localLockPath: String? = nil

    func read() async throws(Diagnostic) -> (state: RecordedState, file: SourceFile)? { nil }
    func read(stack: String) async throws(Diagnostic) -> RecordedState { RecordedState(stack: stack) }
    func checkWritable(steps: Int) async throws(Diagnostic) {}
    func lock(_ claim: StateClaim) async throws(Diagnostic) -> StateLockAnswer { .taken }
    func unlock(_ claim: StateClaim) async throws(Diagnostic) {}

    func save(_ state: RecordedState) async throws(Diagnostic) {
        throw .error("state-conflict", "somebody else wrote it")
    }
}
