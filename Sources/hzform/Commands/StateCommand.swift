import ArgumentParser

struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Look into the state file, and put it right.",
        discussion: "Example: hzform state list",
        subcommands: [
            StateListCommand.self, StateShowCommand.self, StateMvCommand.self, StateRenameCommand.self,
            StateRmCommand.self,
            StateRebuildCommand.self, StateMergeCommand.self,
        ]
    )
}
