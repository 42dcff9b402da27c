import ArgumentParser
import Diagnostics
import Reports
import ResourceModel
import StateFiles
import Workflow

/// Options of the commands that change the state file alone.
struct StateEditOptions: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask. Without a terminal this is needed, but for an import.")
    var autoApprove = false

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var outputOptions: OutputOptions

    /// How long a lock is waited for; nil where nothing is written.
    func locks(_ output: Output) -> LockSettings? { dryRun ? nil : lockOptions.settings(output) }
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

    /// Takes objects into the state for what the file declares.
    ///
    /// - Parameter takesFromOthers: whether they may have another stack's labels.
    func take(_ request: ImportRequest, takesFromOthers: Bool) async throws {
        let project = try await workspace.project(options.cloudOptions, output)
        let cloud = try await project.connected(options.cloudOptions, options.files, output)
        let workflow = cloud.workflow(workspace.catalog)
        var text = ""
        _ = try await workflow.editState(
            of: project.desired.stack,
            project.desired.lock,
            in: workspace.stateStore(),
            options.locks(output),
            making: { recorded, _ in
                let found = try await workflow.importing(
                    request,
                    into: project.desired,
                    recorded,
                    takesFromOthers: takesFromOthers
                )
                let addresses = Set(found.objects.keys.map(\.description))
                output.diagnostics(found.planning.warnings.filter { $0.address.map(addresses.contains) == true })
                let isNone = found.objects.isEmpty
                let told = ImportText(found, workspace.catalog, style: output.style)
                text = told.text + (isNone ? "" : nothingWritten)
                return options.dryRun ? recorded : found.recorded
            },
            agree: { _ in
                // The file and the command say it already: without a terminal nobody has to say it again.
                guard Terminal.isInteractive else { return }
                output.message(text)
                try ask(about: options.files.statePath)
            }
        )
        try await cloud.close()
        output.result(text)
    }

    private func save(
        _ stack: String,
        _ policy: LockPolicy,
        _ cloud: CloudAccess,
        _ edit: (RecordedState) async throws -> RecordedState
    ) async throws {
        var text = "The state is as it should be.\n"
        let isSaved = try await cloud.workflow(workspace.catalog).editState(
            of: stack,
            policy,
            in: workspace.stateStore(),
            options.locks(output),
            making: { recorded, _ in
                let made = StateEdit(from: recorded, to: try await edit(recorded))
                if options.dryRun, made.new != made.old { text = self.text(made) + nothingWritten }
                return options.dryRun ? recorded : made.new
            },
            agree: { edit in
                output.result(self.text(edit))
                try ask(about: options.files.statePath)
            }
        )
        try await cloud.close()
        if !isSaved { output.result(text) }
    }

    private func text(_ edit: StateEdit) -> String {
        StateEditText(from: edit.old, to: edit.new, style: output.style).text()
    }

    /// What is said last where nothing is written.
    var nothingWritten: String { options.dryRun ? "Nothing was written.\n" : "" }

    /// Throws where the answer is not yes.
    func ask(about path: String) throws {
        guard !options.autoApprove else { return }
        guard Terminal.isInteractive else { throw WorkflowFailure(.nobodyToAccept) }
        let answer = Question.answer { output.sentences("\nWrite this into '\(path)'? Type 'yes': ", isResult: false) }
        guard answer == "yes" else { throw WorkflowFailure(.notApproved()) }
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
