import ArgumentParser
import Glibc
import Reconciliation
import Workflow

struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Show what was changed in the cloud since the last apply.",
        discussion: """
            Compares the project with the state file. Exits with 2 when something was changed.

            Example: hzform drift || echo somebody was here
            """
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            let cloud = try await CloudAccess(cloudOptions, files: files, output: output)
            let check = try await DriftCheck(workspace, cloud)
            try await cloud.close()
            check.show(workspace, output)
            if !check.drift.resources.isEmpty, output.format == .text, Terminal.isTerminal(STDOUT_FILENO) {
                let typed = CommandLineText.typed
                output.remark("\nNext: \(NextCommand.text("apply", from: typed)) puts it back,\n")
                output.remark("      \(NextCommand.text("apply", ["--refresh-only"], from: typed)) accepts it.\n")
            }
            guard check.drift.resources.isEmpty else { throw ExitCode.changes }
        }
    }
}
