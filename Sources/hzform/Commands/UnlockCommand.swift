import ArgumentParser
import Diagnostics
import Locking
import ResourceModel
import StateFiles
import Workflow

struct UnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Remove a lock that a dead run left behind.",
        discussion: """
            Locks are renewed while a run goes on and are over a minute after it died, so this is rarely needed. One \
            that is not over is removed with --force alone: make sure that its run is dead.

            Example: hzform unlock
            """
    )

    @Flag(help: "Also remove a lock whose run may still be on its way.")
    var force = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            let project = try workspace.projectToDestroy(output)
            let cloud = try await project.connected(cloudOptions, files, output)
            let stack = project.desired.stack
            let lock = ProjectLock(stack: stack, holder: LockHolder(name: "unlock"), client: cloud.client)
            let text = try await cloud.workflow(workspace.catalog).calling { try await remove(lock, stack) }
            try await cloud.close()
            output.sentences(try await text + unlockState(try workspace.stateStore()))
        }
    }

    /// A state elsewhere may have a lock of its own, which ends by nobody's death.
    private func unlockState(_ store: any StateStore) async throws -> String {
        let own = StateClaim(run: LockHolder.randomRun(), holder: "unlock")
        switch try await store.lock(own) {
        case .hasNone: return ""
        case .taken:
            try await store.unlock(own)
            return ""
        case .held(let other, let since):
            guard force else { throw WorkflowFailure(.stateStillLocked(store.name, other.holder, since)) }
            try await store.unlock(other)
            return "Removed the lock of the state '\(store.name)', which \(other.holder) held.\n"
        }
    }

    private func remove(_ lock: ProjectLock, _ stack: String) async throws -> String {
        guard let (record, isStale) = try await lock.holderNow() else { return "Stack '\(stack)' is not locked.\n" }
        guard isStale || force else { throw WorkflowFailure(.stillLocked(stack, record)) }
        try await lock.remove(record)
        return "Removed the lock of stack '\(stack)', which \(record.holder) held since \(record.since).\n"
    }
}

extension Diagnostic {
    fileprivate static func stateStillLocked(_ name: String, _ holder: String, _ since: String) -> Diagnostic {
        let time = since.isEmpty ? "" : " since \(since)"
        return .error(
            "locked",
            "the state '\(name)' is locked by \(holder)\(time), and that run may still be on its way",
            hint: "If it is dead for certain, run:\n\n    \(CommandLineText.forced)\n"
        )
    }

    fileprivate static func stillLocked(_ stack: String, _ record: LockRecord) -> Diagnostic {
        .error(
            "locked",
            "stack '\(stack)' is locked by \(record.holder) since \(record.since), and that run may still be on its way",
            hint: "If it is dead for certain, run:\n\n    \(CommandLineText.forced)\n"
        )
    }
}
