import ArgumentParser
import Diagnostics
import Reconciliation
import Reports
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

struct OutputCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "output",
        abstract: "Show the outputs, or one of them.",
        discussion: """
            They are calculated from the file, the state and the project as it is. One that is a text is printed as it \
            is, for scripts; anything else as JSON. What is sensitive shows as (sensitive), unless \
            --reveal is given.

            Example: ssh root@"$(hzform output ip)"
            """
    )

    @Argument(help: "The name of one output.")
    var name: String?

    @Flag(help: "Show sensitive values too.")
    var reveal = false

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files, cloudOptions)
            let project = try await workspace.project(cloudOptions, output)
            let values = try await values(of: project, workspace, output)
            let report = OutputsReport(values, reveals: reveal)
            guard let name else {
                output.result(output.format == .json ? report.json() : report.text())
                return
            }
            guard let value = values.first(where: { $0.name == name }) else {
                throw WorkflowFailure(.noOutput(name, among: values.map(\.name)))
            }
            guard !value.after.isDeferred || value.isSensitive else { throw WorkflowFailure(.unknownOutput(name)) }
            output.result(report.value(of: name, asJSON: output.format == .json) ?? "")
        }
    }

    /// The project is read only where an output needs it.
    private func values(
        of project: Workspace.Project,
        _ workspace: Workspace,
        _ output: Output
    ) async throws -> [OutputChange] {
        let desired = project.desired
        let wanted = desired.outputs.filter { name == nil || $0.name == name }
        guard wanted.contains(where: { $0.value.isDeferred }) else {
            return desired.outputs.map { $0.change(to: $0.value) }
        }
        let recorded = try await workspace.stateStore().read(stack: desired.stack)
        let cloud = try await project.connected(cloudOptions, files, output)
        let (observed, _) = try await cloud.workflow(workspace.catalog).observe(desired, recorded)
        try await cloud.close()
        let live = LiveProject(
            catalog: workspace.catalog,
            evaluator: .language,
            desired: desired,
            recorded: recorded,
            observed: observed
        )
        return try desired.outputs.map { declared in
            do {
                let value = try live.evaluated(declared.value)
                return declared.change(to: value)
            } catch {
                throw WorkflowFailure(.failedOutput(declared, error))
            }
        }
    }
}

extension DesiredOutput {
    fileprivate func change(to value: Value) -> OutputChange {
        OutputChange(name, before: nil, after: value, isSensitive: isSensitive)
    }
}

extension Diagnostic {
    fileprivate static func noOutput(_ name: String, among names: [String]) -> Diagnostic {
        .error(
            "no-output",
            "the file has no output '\(name)'",
            hint: Suggestion.question(for: name, among: names) ?? "Declare it under 'outputs'."
        )
    }

    fileprivate static func unknownOutput(_ name: String) -> Diagnostic {
        .error("unknown-output", "the output '\(name)' is known after apply", hint: "Apply first: hzform apply")
    }

    fileprivate static func failedOutput(_ output: DesiredOutput, _ error: any Error) -> Diagnostic {
        let reason = output.isSensitive ? "its expression fails" : "\(error)"
        return .error("failed-output", "the output '\(output.name)' cannot be calculated: \(reason)", at: output.range)
    }
}
