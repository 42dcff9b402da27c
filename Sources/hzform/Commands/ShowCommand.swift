import ArgumentParser
import Diagnostics
import HetznerCatalog
import PlanFiles
import Reports
import Workflow

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a saved plan, what differs between two, or everything that is recorded.",
        discussion: "Example: hzform show plan.json"
    )

    @Argument(
        help: ArgumentHelp(
            "A saved plan, two of them, or a state file; the state file of '--state' by default.",
            valueName: "file"
        )
    )
    var paths: [String] = []

    @Flag(help: "Of a saved plan, show each API request too.")
    var requests = false

    @OptionGroup var files: FileOptions
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var viewOptions: PlanViewOptions

    func validate() throws {
        guard paths.count <= 2 else { throw ValidationError("Two plans can be compared, not \(paths.count).") }
    }

    func run() async throws {
        let output = Output(reportOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            if paths.count == 2 {
                let plans = try paths.map { try PlanFile(path: $0, catalog: workspace.catalog).read() }
                try show(PlanDifference(from: plans[0], to: plans[1]), output)
            } else if let path = paths.first, try isPlan(path) {
                show(try PlanFile(path: path, catalog: workspace.catalog).read(), workspace, output)
            } else {
                try await showState(workspace, output)
            }
        }
    }

    /// A file that cannot be read is reported as what is shown by default.
    private func isPlan(_ path: String) throws -> Bool {
        guard let bytes = try? FileBytes.read(path) else { return false }
        return PlanFile.isPlan(bytes)
    }

    private func showState(_ workspace: Workspace, _ output: Output) async throws {
        let state = try await workspace.recordedState(paths.first ?? files.statePath)
        switch reportOptions.format {
        case .text: output.result(StateText(state, catalog: workspace.catalog, style: output.style).show())
        case .json: output.result(StateJSON(state).show())
        case .markdown, .html: throw ValidationError("A state file is shown as text or JSON.")
        }
    }

    private func show(_ saved: SavedPlan, _ workspace: Workspace, _ output: Output) {
        switch reportOptions.format {
        case .text:
            let text = PlanText(
                saved.plan,
                catalog: workspace.catalog,
                refreshRequests: saved.requests,
                style: output.style,
                showsRequests: requests,
                isFull: viewOptions.full,
                durations: .hetzner
            )
            output.result(text.text())
        case .json:
            output.result(PlanDocument.text(saved))
        case .markdown, .html:
            output.result(
                reportOptions.page(
                    of: saved.plan,
                    catalog: workspace.catalog,
                    refreshRequests: saved.requests,
                    isFull: viewOptions.full
                )
            )
        }
    }

    private func show(_ difference: PlanDifference, _ output: Output) throws {
        switch reportOptions.format {
        case .text: output.result(PlanDifferenceText(difference, style: output.style).text())
        case .json: output.result(PlanDifferenceText(difference).json())
        case .markdown, .html: throw ValidationError("What differs between two plans is shown as text or JSON.")
        }
    }
}
