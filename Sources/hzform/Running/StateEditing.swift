import ArgumentParser
import Diagnostics
import Reports
import ResourceModel
import StateFiles
import Workflow

/// Options of the commands that change the state file alone.
struct StateEditOptions: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask. Without a terminal this is needed.")
    var autoApprove = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var outputOptions: OutputOptions
}

/// Changes the state file for somebody at a terminal or in a pipeline: shows what will be, asks, and saves.
struct StateEditing {
    let options: StateEditOptions
    let workspace: Workspace
    let output: Output

    init(_ options: StateEditOptions, _ output: Output) {
        self.options = options
        self.output = output
        workspace = Workspace(options.files)
    }

    /// Edits the state that is there; the desired-state file is asked for nothing but how the stack is locked.
    func edit(_ edit: (RecordedState) throws -> RecordedState) async throws {
        let stack = try await workspace.recordedState(options.files.statePath).stack
        let cloud = try await CloudAccess(options.cloudOptions, files: options.files, output: output)
        try await save(stack, workspace.stackFiles.lockPolicy, cloud) { try edit($0) }
    }

    /// Makes a state of file and project.
    func rebuild() async throws {
        let project = try await workspace.project(options.cloudOptions, output)
        let cloud = try await project.connected(options.cloudOptions, options.files, output)
        let workflow = cloud.workflow(workspace.catalog)
        try await save(project.desired.stack, project.desired.lock, cloud) { old in
            try await workflow.rebuiltState(for: project.desired, instead: old)
        }
    }

    private func save(
        _ stack: String,
        _ policy: LockPolicy,
        _ cloud: CloudAccess,
        _ edit: (RecordedState) async throws -> RecordedState
    ) async throws {
        let isSaved = try await cloud.workflow(workspace.catalog).editState(
            of: stack,
            policy,
            in: workspace.stateStore(),
            options.lockOptions.settings(output),
            making: { recorded, _ in try await edit(recorded) },
            agree: agree
        )
        try await cloud.close()
        if !isSaved { output.result("The state is as it should be.\n") }
    }

    private func agree(_ edit: StateEdit) throws {
        output.result(StateEditText(from: edit.old, to: edit.new, style: output.style).text())
        try ask(about: options.files.statePath)
    }

    /// Throws where the answer is not yes.
    func ask(about path: String) throws {
        guard !options.autoApprove else { return }
        guard Terminal.isInteractive else { throw WorkflowFailure(.nobodyToAccept) }
        output.message("\nWrite this into '\(path)'? Type 'yes': ")
        guard Question.answer() == "yes" else { throw WorkflowFailure(.notApproved()) }
    }
}

/// An argument that names a resource, all instances of one, or a module.
struct RecordedPlace: ExpressibleByArgument {
    let target: MoveTarget

    init?(argument: String) {
        guard let target = MoveTarget(argument) else { return nil }
        self.target = target
    }
}
