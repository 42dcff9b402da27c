import ArgumentParser
import Reports

struct StateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the recorded resources with their IDs.",
        discussion: "Example: hzform state list --format json"
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let state = try await workspace.recordedState(files.statePath)
            switch output.format {
            case .text: output.result(StateText(state, catalog: workspace.catalog, style: output.style).list())
            case .json: output.result(StateJSON(state).list())
            }
        }
    }
}
