import ArgumentParser
import Workflow

struct StateRmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Forget resources; their objects stay in the cloud.",
        discussion: """
            An object that the desired-state file still declares is taken in again by the next apply, by its labels. \
            'removed' in the file forgets it for everybody who applies it.

            Example: hzform state rm servers.old
            """
    )

    @Argument(help: "What to forget: servers.web, servers.web[0] or modules.shop.", completion: Completions.addresses)
    var addresses: [RecordedPlace]

    @OptionGroup var options: StateEditOptions

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting {
            try await StateEditing(options, output).edit { try $0.forgetting(addresses.map(\.target)) }
        }
    }
}
