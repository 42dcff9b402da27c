import ArgumentParser
import Workflow

struct StateMvCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv",
        abstract: "Record a resource at another address.",
        discussion: """
            The object stays what it is; what refers to it follows. 'moved' in the desired-state file does the same for \
            everybody who applies it.
            """
    )

    @Argument(help: "What to move: servers.web, servers.web[0] or modules.shop.")
    var source: RecordedPlace

    @Argument(help: "Its new address.")
    var destination: RecordedPlace

    @OptionGroup var options: StateEditOptions

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting {
            try await StateEditing(options, output).edit { try $0.moving(source.target, to: destination.target) }
        }
    }
}
