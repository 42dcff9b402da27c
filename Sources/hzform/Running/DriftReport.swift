import Reports
import Workflow

extension DriftCheck {
    /// What was changed since the last apply of the files.
    init(_ workspace: Workspace, _ cloud: CloudAccess) async throws {
        let recorded = try await workspace.recordedState(workspace.files.statePath)
        self = try await cloud.workflow(workspace.catalog).drift(since: recorded, workspace.stackFiles)
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
