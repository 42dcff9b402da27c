import ArgumentParser
import Workflow

struct StateRenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give the stack another name.",
        discussion: """
            Write the name into the desired-state file, too: the next plan changes nothing but the labels that say whose \
            the objects are.

            Example: hzform state rename shop-prod
            """
    )

    @Argument(help: "What the stack is called from now on.")
    var name: String

    @OptionGroup var options: StateEditOptions

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting {
            try StackName.check(name)
            try await StateEditing(options, output).edit { $0.renamed(name) }
        }
    }
}
