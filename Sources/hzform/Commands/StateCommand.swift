import ArgumentParser

struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Look into the state file.",
        subcommands: [StateListCommand.self, StateShowCommand.self]
    )
}
