import ArgumentParser
import Execution
import Reconciliation
import Reports
import ResourceModel

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what would change, why, in which order, and what it risks."
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions
    @OptionGroup var costOptions: CostOptions

    @Flag(help: "Plan for a project in which nothing of this file is left.")
    var destroy = false

    @Flag(help: "Show each API request that apply would send.")
    var requests = false

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 when there are changes.")
    var hasDetailedExitCode = false

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let project = try await workspace.project(cloudOptions, output)
            let desired = project.desired
            let recorded = try workspace.stateFile.read(stack: desired.stack)
            let cloud = try await project.connected(cloudOptions, files, output)
            let planning = try await Planning(
                for: destroy ? desired.withoutResources : desired,
                recorded: recorded,
                catalog: workspace.catalog,
                cloud: cloud,
                withPrices: !costOptions.noCost,
                output: output
            )
            try await cloud.close()
            show(planning, workspace, output)
            try costOptions.check(planning.plan)
            if hasDetailedExitCode, !planning.plan.isEmpty { throw ExitCode.changes }
        }
    }

    private func show(_ planning: Planning, _ workspace: Workspace, _ output: Output) {
        switch output.format {
        case .text:
            let report = PlanText(
                planning.plan,
                catalog: workspace.catalog,
                refreshRequests: planning.requests,
                style: output.style,
                showsRequests: requests
            )
            output.result(report.text())
        case .json:
            let report = PlanJSON(planning.plan, catalog: workspace.catalog, refreshRequests: planning.requests)
            output.result(report.text())
        }
    }
}
