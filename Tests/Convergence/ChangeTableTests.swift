import Execution
import HetznerCatalog
import PlanFiles
import Reconciliation
import Reports
import ResourceModel
import TestSupport
import Testing
import Workflow

/// What each sort of change leads to: the steps in their order, and what somebody notices of them.
@Suite("The table of changes", .onOneThread)
struct ChangeTableTests {
    @Test("of servers holds, in the plan's text and for programs")
    func servers() async throws { try await check(ChangeRow.servers, "changes-of-servers.txt") }

    @Test("of everything else holds, in the plan's text and for programs")
    func others() async throws { try await check(ChangeRow.others, "changes-of-others.txt") }

    @Test("has servers that stand in for each other go off one after the other")
    func windows() async throws { try await check(ChangeRow.windows, "windows.txt") }

    @Test("has no golden file that is not read")
    func goldenFiles() throws { #expect(try GoldenFiles(#filePath).unread() == []) }

    private func check(_ rows: [ChangeRow], _ golden: String) async throws {
        var texts: [String] = []
        for row in rows { texts.append("# \(row.title)\n\n\(try await outcome(of: row))") }
        try GoldenFiles(#filePath).expect(texts.joined(separator: "\n"), is: golden)
    }

    private func outcome(of row: ChangeRow) async throws -> String {
        let project = LiveProject(stepLimit: 1)
        let first = try await project.apply(Self.settings + row.before)
        #expect(first.report.succeeded, "\(row.title): \(first.report.failed)")
        guard !row.isRefused else {
            let refusal = await #expect(throws: WorkflowFailure.self) {
                try await project.plan(Self.settings + row.after)
            }
            return refusal?.description ?? ""
        }
        let planning = try await project.plan(Self.settings + row.after)
        let report = await project.apply(planning).report
        #expect(report.succeeded, "\(row.title): \(report.failed)")
        let rest = try await project.plan(Self.settings + row.after).plan
        #expect(rest.isEmpty, "\(row.title) leaves something to do: \(rest)")
        return await text(of: planning, project)
    }

    /// The plan in short, then the impacts as the text and the JSON show them.
    private func text(of planning: Planning, _ project: LiveProject) async -> String {
        let plan = planning.plan
        let summary = PlanText(plan, catalog: .hetzner, refreshRequests: 0).text().split(separator: "\n")
            .filter {
                $0.hasPrefix("Plan: ") || $0.hasPrefix("Impact: ") || $0.contains("note: ")
            }
        let json = PlanDocument.text(await project.saved(planning))
        let lists = json.matches(of: /"impacts": (\[[^\]]*\]|\{[^}]*\})/).map { match in
            match.1.replacing(/\s+/, with: " ").replacing(/"[a-z-]+": 0,? ?/, with: "")
        }
        return ([plan.description] + summary.map(String.init) + ["json: \(lists.joined(separator: " "))"])
            .joined(separator: "\n") + "\n"
    }

    private static let settings = "stack: random\nsettings: { location: fsn1 }\n"
}
