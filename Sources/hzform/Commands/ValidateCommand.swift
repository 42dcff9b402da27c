import ArgumentParser
import Diagnostics
import ResourceModel
import StackConfiguration
import Workflow

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the file offline and report every problem.",
        discussion: """
            With --format json the result is a list of what is wrong, empty where nothing is.

            Example: hzform validate --format json
            """
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions
    @OptionGroup var diagnosticFiles: DiagnosticFileOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting(diagnosticFiles, of: "validate") {
            switch output.format {
            case .text:
                let loaded = try Workspace(files).stackFiles.load()
                guard let desired = loaded.desired else { throw WorkflowFailure(loaded.diagnostics) }
                output.diagnostics(loaded.diagnostics)
                let count = desired.resources.count
                output.result("\(files.file) is valid: \(count == 1 ? "1 resource" : "\(count) resources").\n")
            case .json:
                let loaded = try Workspace(files).stackFiles.load()
                output.note(loaded.diagnostics)
                output.result(DiagnosticRenderer(loaded.diagnostics).json())
                if loaded.desired == nil { throw ExitCode.failure }
            }
        }
    }
}
