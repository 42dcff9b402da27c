import ArgumentParser
import Reports

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything that is recorded."
    )

    @Argument(help: ArgumentHelp("A state file; the one of '--state' by default.", valueName: "state-file"))
    var path: String?

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let state = try workspace.recordedState(path ?? files.statePath)
            switch output.format {
            case .text: output.result(StateText(state, catalog: workspace.catalog, style: output.style).show())
            case .json: output.result(StateJSON(state).show())
            }
        }
    }
}
