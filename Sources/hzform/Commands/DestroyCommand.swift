import ArgumentParser
import Reconciliation
import ResourceModel

struct DestroyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Delete everything that the state says an earlier apply created.",
        discussion: "Example: hzform destroy --target servers.old"
    )

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

    func validate() throws {
        guard selectionOptions.replaced.isEmpty else {
            throw ValidationError("'--replace' creates something, and 'destroy' creates nothing.")
        }
    }

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            let project = try workspace.projectToDestroy(output)
            let cloud = try await project.connected(cloudOptions, files, output)
            let applying = Applying(
                workspace: workspace,
                cloud: cloud,
                options: applyOptions,
                costs: costOptions,
                view: viewOptions,
                isForDestruction: true,
                locks: lockOptions,
                selection: selectionOptions.selection,
                history: historyOptions,
                timeline: try TimelinePages(timelineOptions, output),
                output: output
            )
            try await applying.apply(project.desired)
        }
    }
}
