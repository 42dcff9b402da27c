import Diagnostics
import Reconciliation
import Reports
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

/// Evaluates one expression after the other against the file, the state and the project, which is read once at most.
final class ConsoleSession {
    private let workspace: Workspace
    private let options: CloudOptions
    private let output: Output
    private var cloud: CloudAccess?
    private var existing: ExistingObjects?
    private var live: LiveProject?
    /// What can be written, for completion.
    private(set) var names: ExpressionNames?

    init(_ workspace: Workspace, _ options: CloudOptions, _ output: Output) {
        self.workspace = workspace
        self.options = options
        self.output = output
    }

    /// What is wrong with the file before anything is asked.
    func problems() async throws -> [Diagnostic] {
        let loaded = try await load(asking: "stack")
        names = loaded.answer?.names
        return loaded.diagnostics
    }

    /// The value as a script wants it: a text as it is, anything else as JSON.
    func evaluate(_ expression: String) async throws -> String {
        let loaded = try await load(asking: expression)
        guard let answer = loaded.answer else { throw WorkflowFailure(loaded.diagnostics) }
        names = answer.names
        guard let asked = answer.value else { throw WorkflowFailure(answer.diagnostics) }
        output.diagnostics(answer.diagnostics)
        var value = asked.value
        if value.isDeferred, !asked.isSensitive, let desired = loaded.desired {
            do {
                value = try await project(desired).evaluated(value)
            } catch let failure as WorkflowFailure {
                throw failure
            } catch {
                throw WorkflowFailure(.failedExpression(error, at: asked.range))
            }
        }
        let change = OutputChange(asked.name, before: nil, after: value, isSensitive: asked.isSensitive)
        let report = OutputsReport([change])
        guard !value.isDeferred || asked.isSensitive else { return "(known after apply)\n" }
        return report.value(of: asked.name, asJSON: output.format == .json) ?? ""
    }

    func close() async throws { try await cloud?.close() }

    /// Looks up what the file says is there already, where there is a project to look in.
    private func load(asking question: String) async throws -> LoadedConfiguration {
        let loaded = try workspace.stackFiles.load(asking: question)
        guard loaded.desired != nil, !loaded.lookups.isEmpty else { return loaded }
        if let existing { return loaded.resolved(with: existing) }
        let found = try await connected().workflow(workspace.catalog).find(loaded.lookups)
        existing = found
        return loaded.resolved(with: found)
    }

    private func project(_ desired: DesiredState) async throws -> LiveProject {
        if let live { return live }
        let recorded = try await workspace.stateStore().read(stack: desired.stack)
        let (observed, _) = try await connected().workflow(workspace.catalog).observe(desired, recorded)
        let live = LiveProject(
            catalog: workspace.catalog,
            evaluator: .language,
            desired: desired,
            recorded: recorded,
            observed: observed
        )
        self.live = live
        return live
    }

    private func connected() async throws -> CloudAccess {
        if let cloud { return cloud }
        let cloud = try await CloudAccess(options, files: workspace.files, output: output)
        self.cloud = cloud
        return cloud
    }
}

extension Diagnostic {
    fileprivate static func failedExpression(_ error: any Error, at range: SourceRange?) -> Diagnostic {
        .error("failed-expression", "the expression cannot be evaluated: \(error)", at: range)
    }
}
