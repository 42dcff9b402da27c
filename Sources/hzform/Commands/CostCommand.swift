import ArgumentParser
import Diagnostics
import Reconciliation
import Reports
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

struct CostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "Show what the file wants costs, by the hour and by the month.",
        discussion: """
            Prices are the API's, for the types and locations that are written or were chosen. What the file does not \
            say counts as it is in the project; nothing of it needs to exist. A snapshot's size is known once it does.

            Example: hzform cost --format json
            """
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            let project = try await workspace.project(cloudOptions, output)
            let desired = project.desired
            let recorded = try await workspace.stateStore().read(stack: desired.stack)
            let cloud = try await project.connected(cloudOptions, files, output)
            let (observed, _) = try await cloud.workflow(workspace.catalog)
                .observe(desired, recorded, ProjectReading(withPrices: true))
            try await cloud.close()
            let quote = Quote(
                for: desired,
                recorded: recorded,
                observed: observed,
                catalog: workspace.catalog,
                evaluator: .language
            )
            guard let cost = quote.cost else { throw WorkflowFailure(quote.diagnostics) }
            output.diagnostics(quote.diagnostics)
            switch output.format {
            case .text:
                let report = CostText(cost, declared: desired.resources.count, style: output.style)
                output.result(report.text())
            case .json:
                output.result(CostJSON(cost).text())
            }
        }
    }
}
