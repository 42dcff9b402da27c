import Reconciliation
import ResourceModel

/// A plan for people: only what changes, why, and what it does to those who use it.
///
/// Changes are sorted by address, so that the same change stands at the same place in every plan; the order of the
/// requests is in ``RequestList``.
package struct PlanText {
    let plan: Plan
    let catalog: Catalog
    let refreshRequests: Int
    let style: TextStyle
    let showsRequests: Bool

    package init(
        _ plan: Plan,
        catalog: Catalog,
        refreshRequests: Int,
        style: TextStyle = TextStyle(),
        showsRequests: Bool = false
    ) {
        self.plan = plan
        self.catalog = catalog
        self.refreshRequests = refreshRequests
        self.style = style
        self.showsRequests = showsRequests
    }

    /// The whole report; it ends with a line break.
    package func text() -> String {
        let requests = showsRequests ? RequestList(plan, catalog: catalog, style: style).lines() : []
        let sections = [
            changeLines, outputLines, remarkLines, requests,
            PlanSummary(plan, refreshRequests: refreshRequests).lines(style),
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var outputLines: [String] { OutputsReport(plan.outputs).changeLines(style) }

    /// A blank line separates changes that have something below their first line.
    private var changeLines: [String] {
        var lines: [String] = []
        var isTall = false
        for change in plan.changes {
            let block = ChangeText(change, of: plan, catalog, style: style).lines()
            if !lines.isEmpty, isTall || block.count > 1 { lines.append("") }
            lines += block
            isTall = block.count > 1
        }
        return lines
    }

    private var remarkLines: [String] {
        plan.remarks.flatMap { remark in
            let text = "note: \(remark.address): \(remark.message.withoutControls)"
            return text.wrapped(to: style.width).enumerated().map { index, line in
                index == 0 ? "\(style.paint("note:", .cyan))\(line.dropFirst("note:".count))" : "      \(line)"
            }
        }
    }
}
