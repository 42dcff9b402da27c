import ArgumentParser
import CBuildFacts
import Diagnostics
import FoundationEssentials
import Glibc
import Workflow

/// The command line of `hzform`.
@main
struct Hzform: AsyncParsableCommand {
    static let version = HZFORM_VERSION

    static let configuration = CommandConfiguration(
        commandName: "hzform",
        abstract: "Keeps a Hetzner Cloud project in line with a YAML file.",
        discussion: """
            Start with 'hzform init', or try an example without an account: hzform plan --simulate

            Exit codes: 0 done; 1 error; 2 changes are planned (plan --detailed-exitcode, drift); 3 somebody else holds the \
            lock; 4 the saved plan does not fit any more; 130 interrupted.
            """,
        version: "hzform \(version)",
        groupedSubcommands: [
            CommandGroup(
                name: "Start Here",
                subcommands: [InitCommand.self, ValidateCommand.self, FmtCommand.self, CompletionCommand.self]
            ),
            CommandGroup(
                name: "Look",
                subcommands: [
                    PlanCommand.self, DriftCommand.self, ShowCommand.self, OutputCommand.self, CostCommand.self,
                    CatalogCommand.self, ExplainCommand.self, GraphCommand.self, ConsoleCommand.self, EnvCommand.self,
                    ActionsCommand.self, SchemaCommand.self, VersionCommand.self,
                ]
            ),
            CommandGroup(
                name: "Change",
                subcommands: [ApplyCommand.self, DestroyCommand.self, ImportCommand.self, APICommand.self]
            ),
            CommandGroup(
                name: "Repair",
                subcommands: [StateCommand.self, UnlockCommand.self, GenerateCommand.self]
            ),
        ]
    )

    /// What can be typed after `hzform`.
    static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    static func main() async {
        do {
            let environment = ProcessInfo.processInfo.environment
            let invocation = try Invocation(Array(CommandLine.arguments.dropFirst()), environment)
            var command = try parseAsRoot(invocation.arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as WorkflowFailure {
            Output().diagnostics(failure.diagnostics)
            Glibc.exit(ExitCode.failure.rawValue)
        } catch {
            leave(after: error)
        }
        leaveIfUnwritten()
    }

    /// A result that nobody got is no success, whatever was done.
    private static func leaveIfUnwritten() {
        guard let reason = Output.unwritten else { return }
        Output().diagnostics([.error("unwritten-result", "the result could not be written: \(reason)")])
        Glibc.exit(ExitCode.failure.rawValue)
    }

    /// The parser's text in this program's manner.
    private static func text(of error: any Error, isHelp: Bool) -> String {
        let text = fullMessage(for: error)
        if text.hasPrefix("Error: ") { return OtherOptions.explained("error: " + text.dropFirst("Error: ".count)) }
        return isHelp ? HelpText.arranged(text) : text
    }

    /// Help that was asked for is a result; a command line that cannot be understood is an error like any other.
    private static func leave(after error: any Error) -> Never {
        let status = exitCode(for: error)
        let text = Self.text(of: error, isHelp: status == .success)
        let output = Output()
        if !text.isEmpty {
            status == .success ? output.result(text + "\n") : output.message(text + "\n")
        }
        leaveIfUnwritten()
        Glibc.exit(status == .validationFailure ? ExitCode.failure.rawValue : status.rawValue)
    }
}
