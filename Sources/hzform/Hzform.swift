import ArgumentParser
import Diagnostics
import Glibc

/// The command line of `hzform`.
@main
struct Hzform: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "hzform",
        abstract: "Makes a Hetzner Cloud project what a file says.",
        discussion: """
            Exit codes: 0 done; 1 error; 2 changes are planned (plan --detailed-exitcode, drift); 3 somebody else holds the \
            lock; 4 the saved plan does not fit any more; 130 interrupted.
            """,
        subcommands: [
            ValidateCommand.self, PlanCommand.self, ApplyCommand.self, DestroyCommand.self, DriftCommand.self,
            InitCommand.self, OutputCommand.self, CostCommand.self, CatalogCommand.self, ShowCommand.self,
            StateCommand.self,
            FmtCommand.self, SchemaCommand.self, GraphCommand.self, ConsoleCommand.self, UnlockCommand.self,
            ImportCommand.self,
            GenerateCommand.self,
            VersionCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot(normalized(CommandLine.arguments.dropFirst()))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(after: error)
        }
        leaveIfUnwritten()
    }

    /// What options that can stand alone then say; so they never take the next argument for their value.
    private static let lone = ["--simulate": CloudOptions.usualProject, "--commit": HistoryOptions.ownMessage]

    /// The arguments with the value of each option that stands alone.
    private static func normalized(_ arguments: some Collection<String>) -> [String] {
        let options = arguments.prefix { $0 != "--" }.map { argument in
            lone[argument].map { "\(argument)=\($0)" } ?? argument
        }
        return options + arguments.dropFirst(options.count)
    }

    /// A result that nobody got is no success, whatever was done.
    private static func leaveIfUnwritten() {
        guard let reason = Output.unwritten else { return }
        Output().diagnostics([.error("unwritten-result", "the result could not be written: \(reason)")])
        Glibc.exit(ExitCode.failure.rawValue)
    }

    /// Help that was asked for is a result; a command line that cannot be understood is an error like any other.
    private static func leave(after error: any Error) -> Never {
        let text = fullMessage(for: error)
        let status = exitCode(for: error)
        let output = Output()
        if !text.isEmpty {
            status == .success ? output.result(text + "\n") : output.message(text + "\n")
        }
        leaveIfUnwritten()
        Glibc.exit(status == .validationFailure ? ExitCode.failure.rawValue : status.rawValue)
    }
}
