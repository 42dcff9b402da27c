import Execution
import Reconciliation
import Reports
import ResourceModel
import StackConfiguration

/// What was changed in the cloud since the last apply.
struct DriftCheck {
    let drift: Drift
    let recorded: RecordedState
    let requests: Int

    /// Reads what the state knows of; the file is asked for nothing but what it ignores, and need not be there.
    init(_ workspace: Workspace, _ cloud: CloudAccess) async throws {
        recorded = try workspace.recordedState(workspace.files.statePath)
        let nothing = DesiredState(stack: recorded.stack, resources: [])
        let reader = ProjectReader(catalog: workspace.catalog, cloud: cloud)
        let (observed, requests) = try await reader.observe(nothing, recorded)
        let planner = Planner(catalog: workspace.catalog, stack: recorded.stack)
        drift = try planner.drift(recorded: recorded, observed: observed, lifecycles: workspace.lifecycles)
        self.requests = requests
    }

    func show(_ workspace: Workspace, _ output: Output) {
        switch output.format {
        case .text:
            let report = DriftText(drift, catalog: workspace.catalog, requests: requests, style: output.style)
            output.result(report.text())
        case .json:
            output.result(DriftJSON(drift, requests: requests).text())
        }
    }
}

extension Workspace {
    /// Those of a file that is there and has no error.
    fileprivate var lifecycles: [ResourceAddress: Lifecycle] {
        guard let loaded = try? load() else { return [:] }  // The state alone will do.
        return loaded.desired?.resources.mapValues(\.lifecycle) ?? [:]
    }
}
