import HetznerCatalog
import Reconciliation
import Reports
import ResourceModel

extension ReportOptions {
    /// A plan for people who read it elsewhere than in a terminal.
    func page(of plan: Plan, catalog: Catalog, refreshRequests: Int, isFull: Bool) -> String {
        guard format == .markdown else {
            return PlanPage(
                plan,
                catalog: catalog,
                refreshRequests: refreshRequests,
                isFull: isFull,
                durations: .hetzner
            ).text()
        }
        let limit = maxBytes ?? PlanMarkdown.usualLimit
        return PlanMarkdown(
            plan,
            catalog: catalog,
            refreshRequests: refreshRequests,
            limit: limit,
            isFull: isFull,
            durations: .hetzner
        ).text()
    }
}
