import ArgumentParser
import Diagnostics
import FoundationEssentials
import LineEditing
import Reports
import Workflow

struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Evaluate expressions against the file, the state and the project.",
        discussion: """
            With an expression it prints its value: a text as it is, anything else as JSON. Without one it reads a line \
            for each expression, on a terminal with history, and completion with the tab key; 'help' tells what can be \
            written, 'functions' lists what can be called, 'exit' or Ctrl-D ends it. \
            The project is read only where an expression needs it.

            Example: hzform console 'servers.web.ipv4'
            """
    )

    @Argument(help: "An expression, as it stands between '${' and '}' in the file.")
    var expression: String?

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let session = ConsoleSession(Workspace(files, cloudOptions), cloudOptions, output)
            let problems = try await session.problems()
            let hasErrors = problems.containsErrors
            if let expression {
                guard !hasErrors else { throw WorkflowFailure(problems) }
                output.diagnostics(problems)
                output.result(try await session.evaluate(expression))
            } else if let terminal = RawTerminal() {
                output.diagnostics(problems)
                let history = HistoryFile(of: "hzform", environment: ProcessInfo.processInfo.environment)
                try await ConsolePrompt(terminal: terminal, history: history).run(completing: { session.names }) {
                    _ = await answer($0, session, output)
                }
            } else {
                guard !hasErrors else { throw WorkflowFailure(problems) }
                output.diagnostics(problems)
                try await answerLines(session, output)
            }
            try await session.close()
        }
    }

    /// Evaluates every line of standard input; one that fails makes the command fail after the others.
    private func answerLines(_ session: ConsoleSession, _ output: Output) async throws {
        var failed = 0
        while let line = readLine() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            if await !answer(line, session, output) { failed += 1 }
        }
        if failed > 0 { throw ExitCode.failure }
    }

    /// Whether the expression has a value; what is wrong with it is shown.
    private func answer(_ expression: String, _ session: ConsoleSession, _ output: Output) async -> Bool {
        do {
            switch expression {
            case "help": output.message(ConsoleHelp(session.names).text)
            case "functions": output.message(ConsoleHelp(session.names).functions(width: output.errorStyle.width))
            case _: output.result(try await session.evaluate(expression))
            }
            return true
        } catch let failure as WorkflowFailure {
            output.diagnostics(failure.diagnostics)
        } catch {
            output.message("\(error)\n")
        }
        return false
    }
}
