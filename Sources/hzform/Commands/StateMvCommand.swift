import ArgumentParser
import Workflow

struct StateMvCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv",
        abstract: "Record a resource at another address, or in another stack's state.",
        discussion: """
            The object stays what it is; what refers to it follows. 'moved' in the desired-state file does the same for \
            everybody who applies it.

            With --to it goes into the state of another stack, whose next plan changes nothing but the labels that say \
            whose it is, once its file declares it. So one file becomes two.

            Example: hzform state mv servers.web servers.front
            """
    )

    @Argument(help: "What to move: servers.web, servers.web[0] or modules.shop.", completion: Completions.addresses)
    var source: RecordedPlace

    @Argument(help: "Its new address; with --to the same one by default.")
    var destination: RecordedPlace?

    @Option(help: ArgumentHelp("The state file of the stack that gets it.", valueName: "statefile"))
    var to: String?

    @Option(help: ArgumentHelp("What that stack is called, where it has no state file yet.", valueName: "name"))
    var stack: String?

    @OptionGroup var options: StateEditOptions

    func validate() throws {
        guard destination != nil || to != nil else {
            throw ValidationError("Say where to: a new address, or --to with another state file.")
        }
        guard stack == nil || to != nil else { throw ValidationError("'--stack' is for --to.") }
    }

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting {
            let editing = StateEditing(options, output)
            let target = destination?.target ?? source.target
            if let to {
                try await StackHandover(editing, source.target, target).run(to, stack: stack)
            } else {
                try await editing.edit { try $0.moving(source.target, to: target) }
            }
        }
    }
}
