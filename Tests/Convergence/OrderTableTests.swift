import Execution
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

/// Orders follow from what refers to what, in both directions, without a `depends_on`.
@Suite("The table of orders", .onOneThread)
struct OrderTableTests {
    @Test("holds for what comes and for what goes, edge by edge")
    func table() async throws {
        var texts: [String] = []
        for row in OrderRow.all { texts.append("# \(row.title)\n\n\(try await orders(of: row))") }
        try GoldenFiles(#filePath).expect(texts.joined(separator: "\n"), is: "orders.txt")
    }

    private func orders(of row: OrderRow) async throws -> String {
        let project = LiveProject(stepLimit: 1)
        let settings = "stack: random\nsettings: { location: fsn1 }\n"
        let created = try await project.apply(settings + row.file)
        #expect(created.report.succeeded, "\(row.title): \(created.report.failed)")
        let rest = try await project.plan(settings + row.file).plan
        #expect(rest.isEmpty, "\(row.title) leaves something to do: \(rest)")
        let deleted = try await project.apply(settings)
        #expect(deleted.report.succeeded, "\(row.title): \(deleted.report.failed)")
        return "comes:\n\(steps(of: created.plan))goes:\n\(steps(of: deleted.plan))"
    }

    private func steps(of plan: Plan) -> String {
        plan.steps.map { step in
            let waits = plan.predecessors(of: step).map(\.description).joined(separator: " ")
            let earlier = waits.isEmpty ? "" : " after \(waits)"
            return "  \(step.id) \(step.address): \(step.title)\(earlier)\n"
        }.joined()
    }
}
