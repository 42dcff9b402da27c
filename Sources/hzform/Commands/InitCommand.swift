import ArgumentParser
import Diagnostics
import FoundationEssentials
import HetznerCatalog
import LabelText
import ResourceModel
import StackWriting
import StateFiles
import Workflow

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a file to start from: of nothing, of what is there, or of what Terraform or Pulumi made.",
        discussion: """
            Without --from-project, --from-tfstate and --from-pulumi it is a small file with comments. On a terminal it is \
            asked where that is to be, what the first server is, and which key lets in, unless an option says any of \
            this; where there is a token, the keys of the project can be named, and nothing else is asked of the API.

            With --from-project the file says what is there, as a person would have written it, and the state file knows \
            that it is: the next plan is empty. Nothing in the project is changed. What other stacks, or the controllers \
            of a cluster, made stays out. Where the file could not leave everything as it is, nothing is written, and it \
            is said why.

            With --from-tfstate it is of what Terraform made, with the names that it had there; the commands that take \
            it out of Terraform's state are printed, and not run. --from-pulumi does the same for Pulumi.

            Example: hzform init --from-project
            """
    )

    @Argument(help: ArgumentHelp("Where to write; the current folder by default.", valueName: "dir"))
    var folder: String?

    @Flag(help: "Describe what is in the project.")
    var fromProject = false

    @Option(
        help: ArgumentHelp(
            "Describe what a state of Terraform or OpenTofu has; also what 'terraform show -json' prints.",
            valueName: "file"
        )
    )
    var fromTfstate: String?

    @Option(
        help: ArgumentHelp(
            "Where the '.tf' files are: comments and variables come over, as far as a plain reading finds them.",
            valueName: "dir"
        )
    )
    var fromTf: String?

    @Option(help: ArgumentHelp("Describe what 'pulumi stack export' prints.", valueName: "file"))
    var fromPulumi: String?

    @Option(help: ArgumentHelp("Describe only what has such labels.", valueName: "selector"))
    var label: LabelSelector?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Describe only these; what they refer to is looked up.", valueName: "address")
    )
    var only: [RecordedPlace] = []

    @Option(
        help: ArgumentHelp(
            "What the stack is called; by default as the project's labels say, or like the folder.",
            valueName: "name"
        )
    )
    var stack: String?

    @Option(help: "Where a new project is.")
    var location: String?

    @Option(help: ArgumentHelp("What its first server is.", valueName: "type"))
    var serverType: String?

    @Option(
        help: ArgumentHelp(
            "The public key that its first server lets in: a file, or the name of one in the project.",
            valueName: "key"
        )
    )
    var sshKey: String?

    @Flag(help: "Write nothing; show the file instead.")
    var dryRun = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func validate() throws {
        let sources = [fromProject, fromTfstate != nil, fromPulumi != nil].filter { $0 }.count
        guard sources < 2 else {
            throw ValidationError("Give one of --from-project, --from-tfstate and --from-pulumi.")
        }
        guard sources == 1 || label == nil else {
            throw ValidationError("'--label' chooses among what there is: give --from-project, too.")
        }
        guard fromProject || only.isEmpty else {
            throw ValidationError("'--only' chooses among what there is: give --from-project, too.")
        }
        guard fromTfstate != nil || fromTf == nil else {
            throw ValidationError("'--from-tf' adds to what a state says: give --from-tfstate, too.")
        }
        guard sources == 0 || (location == nil && serverType == nil && sshKey == nil) else {
            throw ValidationError("'--location', '--server-type' and '--ssh-key' are for a start from nothing.")
        }
        guard files.files.isEmpty || folder == nil else {
            throw ValidationError("Name a folder or a --file, not both.")
        }
    }

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            var files = files
            if let folder { files.files = ["\(folder)/hzform.yaml"] }
            let start = StartFiles(files)
            if !dryRun { try start.checkAbsent() }
            let state = try formerState()
            guard fromProject || state != nil else { return try await begin(start, output) }
            let cloud = try await CloudAccess(cloudOptions, files: files, output: output)
            let (described, former) = try await describe(start, state, cloud.workflow(start.catalog))
            try await cloud.close()
            try former?.check(described.written)
            output.diagnostics(described.taken.warnings + cloud.leftOut)
            let written = described.written
            if dryRun {
                output.result(written.text + written.parts.map { "\n# \($0.name)\n\($0.text)" }.joined())
            } else {
                try start.checkAbsent(written.parts.map(\.name))
                try await start.write(written.text, written.parts, described.taken.recorded)
            }
            let place = folder == nil ? [] : ["-f", start.path]
            let next = NextCommand.text("plan", place, from: CommandLineText.typed)
            let summary = StartSummary(described.written, described.taken, start, next, isDryRun: dryRun)
            let text = summary.text + (former?.text(described.written) ?? "")
            output.sentences(text, isResult: !dryRun)
        }
    }

    private func formerState() throws -> FormerState? {
        if let fromPulumi { return try FormerState(.pulumi, fromPulumi) }
        return try fromTfstate.map { try FormerState(.terraform, $0, files: fromTf) }
    }

    /// A file for a project that has nothing yet.
    private func begin(_ start: StartFiles, _ output: Output) async throws {
        var file = StarterFile(stack: stack ?? StartFiles.stackName(start.folderName))
        var key = sshKey
        let asks = Terminal.isInteractive && !dryRun && [location, serverType, sshKey].allSatisfy { $0 == nil }
        let isNamed = sshKey.map { !FileManager.default.fileExists(atPath: $0) } ?? false
        let keys = asks || isNamed ? await ProjectKeys(cloudOptions, files, output) : ProjectKeys()
        if asks {
            let questions = StartQuestions(output, ProcessInfo.processInfo.environment, keys)
            (file.location, file.serverType, key) = questions.answers(instead: file)
        }
        if let location { file.location = location }
        if let serverType { file.serverType = serverType }
        if let key, keys.names.contains(key) {
            file.existingKey = key
        } else if let key {
            let text = try start.publicKey(key)
            file.existingKey = keys.name(of: text)
            if file.existingKey == nil { file.publicKey = text }
        }
        let text = "# yaml-language-server: $schema=\(StartFiles.schemaPath)\n\(file.text)"
        guard !dryRun else { return output.result(text) }
        try await start.write(text, [], nil)
        output.sentences(
            "Wrote '\(start.path)' to start from. See what it would make with 'hzform plan', or 'hzform plan --simulate'.\n"
        )
    }

    private func describe(
        _ start: StartFiles,
        _ state: FormerState?,
        _ workflow: Workflow
    ) async throws -> (DescribedProject, FormerObjects?) {
        let observed = try await workflow.observeProject()
        let former = state.map { FormerObjects($0, in: observed) }
        var scope = WritingScope(stack: stack ?? start.stackName(observed))
        scope.selector = label
        if let former {
            scope.names = former.names
            scope.notes = former.notes
            scope.objects = Set(scope.names.keys)
        }
        scope.schema = StartFiles.schemaPath
        if !only.isEmpty {
            let whole = StackWriter(catalog: start.catalog).write(observed, scope, from: "")
            scope.objects = try start.objects(only, of: whole)
            scope.isPicked = true
        }
        let origin = "What the project had when 'hzform init' wrote this."
        let path = start.path
        return (try await workflow.describing(consume observed, scope, from: origin, path: path), former)
    }
}
