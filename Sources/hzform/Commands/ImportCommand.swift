import ArgumentParser
import LabelText
import Workflow

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take objects that are in the project into the state.",
        discussion: """
            The file has to declare what they become; nothing in the project is changed. What the next plan would change \
            of them is shown. What has the labels of another stack is taken with --take alone.

            With --all, everything that the file declares and the state does not know is taken that has the name of \
            something in the project; with --matching, of that only what has such labels. --from names a file with an \
            address and an ID or a name on each line. All of them are taken, or none is.

            Example: hzform import servers.web web-1
            """
    )

    @Argument(help: "The address that the file has for it: servers.web.", completion: Completions.addresses)
    var address: String?

    @Argument(help: ArgumentHelp("Its ID, or its name; of a record set ZONE/NAME/TYPE.", valueName: "id|name"))
    var object: String?

    @Flag(help: "Take all that the file declares, by name.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Take what the file declares, by name, where it has such labels; with an address the one that has them.",
            valueName: "selector"
        )
    )
    var matching: LabelSelector?

    @Option(help: ArgumentHelp("Take what a file lists, '-' for standard input.", valueName: "file"))
    var from: String?

    @Flag(help: "Take also what is another stack's.")
    var take = false

    @OptionGroup var options: StateEditOptions

    func validate() throws {
        guard [address != nil, all, from != nil].filter({ $0 }).count == 1 || (address == nil && matching != nil) else {
            throw ValidationError("Give an address, --all, --matching or --from, and one of them alone.")
        }
        guard !all || matching == nil, from == nil || matching == nil else {
            throw ValidationError("'--matching' chooses by itself: leave out --all and --from.")
        }
        guard address == nil || (object == nil) != (matching == nil) else {
            throw ValidationError("Say which object it is: its ID, its name, or --matching with its labels.")
        }
    }

    func run() async throws {
        let output = Output(options.outputOptions)
        try await output.reporting {
            try await StateEditing(options, output).take(try request(), takesFromOthers: take)
        }
    }

    private func request() throws(WorkflowFailure) -> ImportRequest {
        if let from { return .orders(try ImportList(from).orders) }
        guard let address else { return .declared(matching) }
        return .orders([ImportOrder(address, matching.map { .labels($0) } ?? .object(object ?? ""))])
    }
}
