import ArgumentParser
import Diagnostics
import Reconciliation
import Reports
import ResourceModel
import StateFiles
import Workflow

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take an object that is in the project into the state.",
        discussion: """
            The file has to declare what it becomes; nothing in the project is changed. What the next plan would change \
            of it is shown. What has the labels of another stack is taken with --take alone.
            """
    )

    @Argument(help: "The address that the file has for it: servers.web.")
    var address: String

    @Argument(help: ArgumentHelp("Its ID, or its name.", valueName: "id|name"))
    var object: String

    @Flag(help: "Take it also from another stack.")
    var take = false

    @Flag(help: "Write nothing.")
    var dryRun = false

    @Flag(help: "Do not ask.")
    var autoApprove = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var lockOptions: LockOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let project = try await workspace.project(cloudOptions, output)
            let cloud = try await project.connected(cloudOptions, files, output)
            let desired = project.desired
            let workflow = cloud.workflow(workspace.catalog)
            let locks = dryRun ? nil : lockOptions.settings(output)
            try await workflow.locking(desired.stack, desired.lock, locks, beside: workspace.stateFile) { _ in
                var order = ImportOrder(address, object)
                order.takesFromOthers = take
                let recorded = try workspace.stateFile.read(stack: desired.stack)
                let found = try await workflow.importing(order, into: desired, recorded)
                output.diagnostics(found.planning.warnings.filter { $0.address == found.address.description })
                try finish(found, workspace, output)
            }
            try await cloud.close()
        }
    }

    private func finish(_ found: Import, _ workspace: Workspace, _ output: Output) throws {
        let text = text(found, workspace.catalog)
        if dryRun { return output.result(text + "Nothing was written.\n") }
        if !autoApprove, Terminal.isInteractive {
            output.message(text + "\nTake it into the state? Type 'yes': ")
            guard Question.answer() == "yes" else { throw WorkflowFailure(.notTaken) }
        }
        try workspace.stateFile.save(found.recorded)
        output.result(text)
    }

    private func text(_ found: Import, _ catalog: Catalog) -> String {
        let noun = catalog.type(section: found.address.section)?.name.words ?? "object"
        let title = "\(found.address) is the \(noun) \(found.id)"
        guard let change = found.change, !change.attributes.isEmpty else { return "\(title), as the file says.\n" }
        let lines = change.attributes.map { attribute in
            attribute.isSensitive
                ? "  \(attribute.path)\n"
                : "  \(attribute.path): \(attribute.old?.keyText ?? "nothing") → \(attribute.new?.keyText ?? "nothing")\n"
        }
        return "\(title); the next plan would change:\n\(lines.joined())"
    }
}

extension Diagnostic {
    fileprivate static let notTaken = Diagnostic.error("not-approved", "nothing was written: the answer was not 'yes'")
}
