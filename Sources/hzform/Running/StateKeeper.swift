import Diagnostics
import Execution
import FoundationEssentials
import GitHistory
import Reconciliation
import Reports
import ResourceModel
import StateFiles
import Synchronization
import Workflow

/// Commits the state file after an apply, and pushes it, as far as that is asked for.
final class StateKeeper: Sendable {
    private let options: HistoryOptions
    private let history: StateHistory
    private let start: StateHistory.Start
    private let stateFile: StateFile
    private let output: Output
    /// The command that commits and pushes what this one could not.
    private let nextCommand: String
    private let failure = Mutex<Diagnostic?>(nil)

    /// `nil` where nothing is to be committed; throws before anything is applied where it could not be.
    ///
    /// - Parameter command: `apply` or `destroy`, whichever this is.
    init?(_ options: HistoryOptions, _ store: any StateStore, of command: String, _ output: Output) throws {
        guard options.commit != nil else { return nil }
        guard let stateFile = store as? StateFile else { throw WorkflowFailure(.notInGit(store.name)) }
        self.options = options
        self.stateFile = stateFile
        self.output = output
        let flags = ["--commit"] + (options.push ? ["--push"] : [])
        nextCommand = NextCommand.text(command, flags, from: CommandLineText.typed)
        history = StateHistory(stateFile.path, environment: ProcessInfo.processInfo.environment)
        start = try history.start(pushes: options.push)
        output.diagnostics(start.warnings)
    }

    /// What kept it from being kept, if anything did.
    var problem: Diagnostic? { failure.withLock { $0 } }

    /// Commits what an apply recorded, whether it succeeded or not, and what an earlier one could not.
    ///
    /// - Parameter report: `nil` where nothing was to be done.
    func keep(_ report: ApplyReport?, _ plan: Plan) async {
        do throws(Diagnostic) {
            let own = report.map { Self.message($0, plan) } ?? "Record the state of \(plan.stack)"
            let isCommitted = try history.commit(options.message ?? own)
            if isCommitted { output.remark("The state is committed.\n") }
            guard options.push, isCommitted || start.isAhead else { return }
            try await history.push(since: start, merging: merge) { pause in
                try? await Task.sleep(for: pause)  // Cancelled: it is tried at once.
            }
            output.remark("The commit is pushed.\n")
        } catch {
            let hint = error.hint ?? "When the cause is gone, this commits what is left:\n\n    \(nextCommand)\n"
            failure.withLock { $0 = error.with(hint: hint) }
        }
    }

    private var merge: StateHistory.Merge {
        { [stateFile] base, ours, theirs throws(Diagnostic) in
            try stateFile.merging(base: base, ours: ours, theirs: theirs)
        }
    }

    /// What was done, in a line, and then to what.
    private static func message(_ report: ApplyReport, _ plan: Plan) -> String {
        let done = Set(report.done)
        let changes = plan.changes.filter { !done.isDisjoint(with: $0.steps) || $0.steps.isEmpty }
        let counts = PlanSummary.Verb.allCases.compactMap { verb in
            let count = changes.count { $0.kind.verb == verb }
            return count == 0 ? nil : "\(count) \(verb.past)"
        }
        let what = counts.isEmpty ? "nothing" : counts.joined(separator: ", ")
        let end = report.succeeded ? "" : report.wasInterrupted ? " (interrupted)" : " (failed on the way)"
        let lines = changes.map { "\($0.kind) \($0.address)" }
        return (["Apply \(plan.stack): \(what)\(end)", ""] + lines).joined(separator: "\n")
    }
}

extension Diagnostic {
    static func notInGit(_ name: String) -> Diagnostic {
        .error(
            "state-file",
            "the state '\(name)' is on a server, and only a file can be committed or merged by git",
            hint: "Leave out --commit and --push, or keep the state in a file of the repository."
        )
    }
}
