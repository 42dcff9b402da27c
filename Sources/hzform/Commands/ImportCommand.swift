import ArgumentParser
import Diagnostics
import LabelText
import ResourceModel
import StateFiles
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
            """
    )

    @Argument(help: "The address that the file has for it: servers.web.")
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

    @Flag(help: "Write nothing.")
    var dryRun = false

    @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
    var autoApprove = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var outputOptions: OutputOptions

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
        let output = Output(outputOptions)
        try await output.reporting {
            let request = try request()
            let workspace = Workspace(files, cloudOptions)
            let project = try await workspace.project(cloudOptions, output)
            let cloud = try await project.connected(cloudOptions, files, output)
            let desired = project.desired
            let workflow = cloud.workflow(workspace.catalog)
            let locks = dryRun ? nil : lockOptions.settings(output)
            let store = try workspace.stateStore()
            try await workflow.locking(desired.stack, desired.lock, locks, beside: store) { _ in
                let recorded = try await store.read(stack: desired.stack)
                let found = try await workflow.importing(request, into: desired, recorded, takesFromOthers: take)
                let addresses = Set(found.objects.keys.map(\.description))
                output.diagnostics(found.planning.warnings.filter { $0.address.map(addresses.contains) == true })
                try await finish(found, workspace.catalog, store, output)
            }
            try await cloud.close()
        }
    }

    private func request() throws(WorkflowFailure) -> ImportRequest {
        if let from { return .orders(try ImportList(from).orders) }
        guard let address else { return .declared(matching) }
        return .orders([ImportOrder(address, matching.map { .labels($0) } ?? .object(object ?? ""))])
    }

    private func finish(
        _ found: Imports,
        _ catalog: Catalog,
        _ store: any StateStore,
        _ output: Output
    ) async throws {
        let text = ImportText(found, catalog).text
        guard !found.objects.isEmpty else { return output.result(text) }
        if dryRun { return output.result(text + "Nothing was written.\n") }
        if !autoApprove, Terminal.isInteractive {
            output.message(text + "\nTake \(found.objects.count == 1 ? "it" : "them") into the state? Type 'yes': ")
            guard Question.answer() == "yes" else { throw WorkflowFailure(.notTaken) }
        }
        try await store.save(found.recorded)
        output.result(text)
    }
}

extension Diagnostic {
    fileprivate static let notTaken = Diagnostic.error("not-approved", "nothing was written: the answer was not 'yes'")
}
