import ArgumentParser
import PlanFiles
import Reconciliation
import ResourceModel
import StateFiles
import Workflow

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Bring the project in line with the file.",
        discussion: "Example: hzform apply --auto-approve --allow downtime"
    )

    @Argument(
        help: ArgumentHelp(
            "A plan that 'hzform plan --out' saved: exactly that is applied, or nothing.",
            valueName: "plan-file"
        )
    )
    var planPath: String?

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: ApplyOutputOptions
    @OptionGroup var applyOptions: ApplyOptions
    @OptionGroup var costOptions: CostOptions
    @OptionGroup var viewOptions: PlanViewOptions
    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var selectionOptions: SelectionOptions
    @OptionGroup var historyOptions: HistoryOptions
    @OptionGroup var timelineOptions: TimelineOptions

    @Flag(help: "Take what was changed in the cloud into the state file, and change nothing else.")
    var refreshOnly = false

    func validate() throws {
        guard planPath == nil || (!refreshOnly && selectionOptions.selection == .all) else {
            throw ValidationError("A saved plan says what is selected; plan again to select something else.")
        }
        guard !refreshOnly || outputOptions.notation != .html else {
            throw ValidationError("'--refresh-only' applies nothing that a page could tell of.")
        }
        guard !refreshOnly || selectionOptions.selection == .all else {
            throw ValidationError("'--refresh-only' changes no resource, so none can be selected.")
        }
    }

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            guard !refreshOnly else { return try await acceptDrift(workspace, output) }
            let saved = try planPath.map { try PlanFile(path: $0, catalog: workspace.catalog).read() }
            let isForDestruction = saved?.terms.isForDestruction ?? false
            let project =
                isForDestruction
                ? try workspace.projectToDestroy(output) : try await workspace.project(cloudOptions, output)
            let receipt = saved.map { Receipt($0, workspace.context(project, $0.terms)) }
            let cloud = try await project.connected(cloudOptions, files, output)
            let applying = Applying(
                workspace: workspace,
                cloud: cloud,
                options: applyOptions,
                costs: costOptions,
                view: viewOptions,
                locks: lockOptions,
                selection: saved?.terms.selection ?? selectionOptions.selection,
                receipt: receipt,
                planPath: planPath,
                history: historyOptions,
                timeline: try TimelinePages(timelineOptions, output),
                output: output
            )
            try await applying.apply(project.desired)
        }
    }

    private func acceptDrift(_ workspace: Workspace, _ output: Output) async throws {
        let stack = try await workspace.recordedState(files.statePath).stack
        let cloud = try await CloudAccess(cloudOptions, files: files, output: output)
        let workflow = cloud.workflow(workspace.catalog)
        var found: DriftCheck?
        _ = try await workflow.editState(
            of: stack,
            workspace.stackFiles.lockPolicy,
            in: workspace.stateStore(),
            lockOptions.settings(output),
            making: { recorded, lock in
                let check = try await workflow.drift(since: recorded, workspace.stackFiles, lock)
                check.show(workspace, output)
                found = check
                return check.drift.accepted
            },
            agree: { _ in
                if let found { try Approval(options: applyOptions, output: output).askToAccept(found.drift) }
            }
        )
        try await cloud.close()
    }
}
