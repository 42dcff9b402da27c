import Reconciliation
import ResourceModel

/// A plan as one page that explains it to somebody who was not there; nothing is loaded from elsewhere.
package struct PlanPage {
    private let plan: Plan
    private let catalog: Catalog
    private let summary: PlanSummary
    private let layout: PlanLayout

    package init(
        _ plan: Plan,
        catalog: Catalog,
        refreshRequests: Int,
        isFull: Bool = false,
        durations: RequestDurations = RequestDurations()
    ) {
        self.plan = plan
        self.catalog = catalog
        summary = PlanSummary(plan, refreshRequests: refreshRequests)
        layout = PlanLayout(plan, catalog: catalog, durations: durations, isFull: isFull)
    }

    /// The whole document; it ends with a line break.
    package func text() -> String {
        let sections = ChangeSections(plan: plan, catalog: catalog, layout: layout)
        return HTMLPage(
            title: "Plan of \(plan.stack)",
            summary: summary.lines(TextStyle(width: .max), layout),
            parts: [
                sections.changes("Changes"), sections.order, sections.costs, outputs, remarks, requests,
            ]
        ).text()
    }

    private var outputs: String {
        let lines = OutputsReport(plan.outputs).changeLines(TextStyle())
        return HTMLPage.section(
            "Outputs",
            lines.isEmpty ? "" : "<pre>\(lines.map(HTMLText.escaped).joined(separator: "\n"))</pre>"
        )
    }

    private var remarks: String {
        let items = plan.remarks.map { "<li>\(HTMLText.escaped("\($0.address): \($0.message)"))</li>" }
        return HTMLPage.section("Notes", items.isEmpty ? "" : "<ul>\(items.joined())</ul>")
    }

    private var requests: String {
        let rows = plan.steps.map { step in
            let view = RequestView(step.request, of: catalog[step.type])
            let waits = plan.predecessors(of: step).map(\.description)
            let shown = waits.prefix(8).joined(separator: " ") + (waits.count > 8 ? " and \(waits.count - 8) more" : "")
            return [step.id.description, "\(step.address): \(step.title)", "\(view.method) /\(view.path)", shown]
        }
        return HTMLPage.section("Requests, in order", HTMLPage.table(["", "step", "request", "after"], rows))
    }
}
