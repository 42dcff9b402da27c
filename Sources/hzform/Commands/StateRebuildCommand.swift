import ArgumentParser

struct StateRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Rebuild the state from the desired-state file and the project alone.",
        discussion: """
            Objects are found by their labels. What the old state knows and the file does not declare is forgotten, and \
            stays in the cloud. Secrets are taken to be what the file says.

            Example: hzform state rebuild
            """
    )

    @OptionGroup var options: StateEditOptions

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting { try await StateEditing(options, output).rebuild() }
    }
}
