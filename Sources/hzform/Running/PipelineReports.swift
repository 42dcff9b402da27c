import FoundationEssentials
import HetznerCatalog
import Reconciliation
import Reports
import ResourceModel

/// What a runner is told of a plan and of outputs, where the program runs on one.
struct PipelineReports {
    private let pipeline: Pipeline
    private let environment: [String: String]
    private let output: Output

    init(_ output: Output) {
        self.output = output
        pipeline = output.pipeline
        environment = ProcessInfo.processInfo.environment
    }

    /// The plan on the summary page of the step, and its numbers for later steps.
    func tell(_ plan: Plan, catalog: Catalog, refreshRequests: Int) throws {
        guard pipeline == .github else { return }
        if let path = environment["GITHUB_STEP_SUMMARY"] {
            let markdown = PlanMarkdown(
                plan,
                catalog: catalog,
                refreshRequests: refreshRequests,
                limit: Self.mostSummaryBytes,
                durations: .hetzner
            )
            try TextFile.append(markdown.text() + "\n", to: path)
        }
        if let path = environment["GITHUB_OUTPUT"] { try TextFile.append(GitHubOutput.lines(of: plan), to: path) }
    }

    /// The outputs for later steps; those that are sensitive are kept out of their logs.
    func tell(_ outputs: [OutputChange]) throws {
        guard pipeline == .github, let path = environment["GITHUB_OUTPUT"] else { return }
        output.message(GitHubOutput.masks(of: outputs))
        try TextFile.append(GitHubOutput.lines(of: outputs), to: path)
    }

    /// GitHub refuses a summary of a step of more than a mebibyte, of which others may have some.
    private static let mostSummaryBytes = 900_000
}
