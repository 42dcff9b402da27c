import ArgumentParser
import Diagnostics
import Glibc
import HetznerCatalog
import PlanFiles
import Reconciliation
import Reports
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what would change, why, and what it disrupts.",
        discussion: "Example: hzform plan -o plan.json, and then: hzform apply plan.json"
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var viewOptions: PlanViewOptions
    @OptionGroup var costOptions: CostOptions
    @OptionGroup var selectionOptions: SelectionOptions
    @OptionGroup var consentOptions: ConsentOptions
    @OptionGroup var diagnosticFiles: DiagnosticFileOptions

    @Option(help: ArgumentHelp("Write the numbers for GitLab's merge requests.", valueName: "file"))
    var gitlabReport: String?

    @Option(
        name: [.short, .customLong("out")],
        help: ArgumentHelp(
            "Save the plan in a file, for 'hzform apply FILE' and 'hzform show FILE'.",
            valueName: "file"
        )
    )
    var outputPath: String?

    @Flag(help: "Plan for a project in which nothing of this file is left.")
    var destroy = false

    @Option(help: ArgumentHelp("With =false: plan from the state file alone, without a request.", valueName: "bool"))
    var refresh = true

    @Flag(help: "Show only what was changed in the cloud since the last apply.")
    var refreshOnly = false

    @Flag(help: "Also show what is in the project and in no file.")
    var unmanaged = false

    @Flag(help: "Show each API request that apply would send.")
    var requests = false

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 when there are changes.")
    var hasDetailedExitCode = false

    func validate() throws {
        guard refresh || !(refreshOnly || unmanaged) else {
            throw ValidationError("'--refresh=false' reads nothing that '--refresh-only' or '--unmanaged' could show.")
        }
        guard outputPath == nil || (refresh && !refreshOnly) else {
            throw ValidationError("'--out' saves what an apply would do, so the project has to be read for it.")
        }
        guard !refreshOnly || !(destroy || requests || unmanaged || selectionOptions.selection != .all) else {
            throw ValidationError("'--refresh-only' plans no change, so nothing can be selected, destroyed or listed.")
        }
    }

    func run() async throws {
        let output = Output(reportOptions)
        try await output.reporting(diagnosticFiles, of: "plan") {
            let workspace = Workspace(files, cloudOptions)
            let hasChanges =
                refreshOnly ? try await showDrift(workspace, output) : try await showPlan(workspace, output)
            if hasDetailedExitCode, hasChanges { throw ExitCode.changes }
        }
    }

    private func showDrift(_ workspace: Workspace, _ output: Output) async throws -> Bool {
        let cloud = try await CloudAccess(cloudOptions, files: files, output: output)
        let check = try await DriftCheck(workspace, cloud)
        try await cloud.close()
        check.show(workspace, output)
        return !check.drift.resources.isEmpty
    }

    private func showPlan(_ workspace: Workspace, _ output: Output) async throws -> Bool {
        let project =
            destroy ? try workspace.projectToDestroy(output) : try await workspace.project(cloudOptions, output)
        let cloud = try await project.connected(cloudOptions, files, output)
        let desired = project.desired
        let recorded = try await workspace.stateStore().read(stack: desired.stack)
        var reading = ProjectReading(withPrices: !costOptions.noCost)
        if !refresh {
            reading.source = .recordedState
            output.diagnostics([.notRefreshed])
        } else if unmanaged {
            reading.source = .wholeProject
        }
        let workflow = cloud.workflow(workspace.catalog)
        let planning = try await workflow.plan(
            for: desired,
            recorded: recorded,
            reading: reading,
            selection: selectionOptions.selection
        )
        output.diagnostics(planning.warnings + (unmanaged ? cloud.leftOut : []))
        try await cloud.close()
        let others = unmanaged ? unmanagedObjects(planning, desired, workspace) : nil
        let terms = PlanTerms(
            selection: selectionOptions.selection,
            isForDestruction: destroy,
            allowed: consentOptions.impacts,
            mostDeletions: consentOptions.maxDelete
        )
        let context = workspace.context(project, terms)
        if let outputPath {
            try PlanFile(path: outputPath, catalog: workspace.catalog).save(await workflow.saved(planning, context))
        }
        try gitlabReport.map { try TextFile.write(GitLabReport.counts(of: planning.plan), to: $0) }
        switch reportOptions.format {
        case .text:
            let shown = text(planning, others, workspace, output)
            output.paged(shown, isPaged: !viewOptions.noPager)
            output.repeatWarnings(after: shown)
            if !planning.plan.isEmpty, Terminal.isTerminal(STDOUT_FILENO) { output.remark("\nNext: \(next)\n") }
        case .json: output.result(PlanDocument.text(await workflow.saved(planning, context), unmanaged: others))
        case .markdown, .html: output.result(page(planning.plan, planning.requests, workspace))
        }
        try PipelineReports(output)
            .tell(planning.plan, catalog: workspace.catalog, refreshRequests: planning.requests)
        try costOptions.check(planning.plan)
        return !planning.plan.isEmpty
    }

    private var next: String {
        let typed = CommandLineText.typed
        if let outputPath { return NextCommand.text("apply", [outputPath], from: typed.withoutSelection) }
        return NextCommand.text(destroy ? "destroy" : "apply", from: typed)
    }

    /// What would be destroyed is not unmanaged, so the file counts as it is written.
    private func unmanagedObjects(
        _ planning: Planning,
        _ desired: DesiredState,
        _ workspace: Workspace
    ) -> [UnmanagedObject] {
        Planner(catalog: workspace.catalog, evaluator: .language, fingerprinter: planning.fingerprinter)
            .unmanaged(desired: desired.written, recorded: planning.recorded, observed: planning.observed)
    }

    private func page(_ plan: Plan, _ requests: Int, _ workspace: Workspace) -> String {
        reportOptions.page(
            of: plan,
            catalog: workspace.catalog,
            refreshRequests: requests,
            isFull: viewOptions.full
        )
    }

    private func text(
        _ planning: Planning,
        _ others: [UnmanagedObject]?,
        _ workspace: Workspace,
        _ output: Output
    ) -> String {
        let report = PlanText(
            planning.plan,
            catalog: workspace.catalog,
            refreshRequests: planning.requests,
            style: output.style,
            showsRequests: requests,
            isFull: viewOptions.full,
            durations: .hetzner,
            stepLimit: CloudOptions.stepLimit(requests: cloudOptions.parallelism)
        )
        let listing = others.map { UnmanagedText($0, catalog: workspace.catalog, style: output.style).text() }
        return report.text() + (listing.map { "\n" + $0 } ?? "")
    }
}

extension [String] {
    /// A saved plan says what is selected.
    fileprivate var withoutSelection: [String] {
        var kept: [String] = []
        var isValue = false
        for argument in self {
            let isSelection = ["--target", "--exclude", "--replace"].contains(String(argument.prefix { $0 != "=" }))
            if !isValue, !isSelection { kept.append(argument) }
            isValue = isSelection && !argument.contains("=")
        }
        return kept
    }
}

extension Diagnostic {
    fileprivate static let notRefreshed = Diagnostic.warning(
        "not-refreshed",
        "planned from the state file alone: what was changed in the cloud since the last apply is not seen"
    )
}
