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
        let sections = [filters, changes, order, costs, outputs, remarks, requests].filter { !$0.isEmpty }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Plan of \(HTMLText.escaped(plan.stack))</title>
            <style>
            \(PageStyle.css)
            </style>
            </head>
            <body>
            <header>
            <h1>Plan of \(HTMLText.escaped(plan.stack))</h1>
            \(summary.lines(TextStyle(width: .max), layout).map { "<p>\(HTMLText.escaped($0))</p>" }.joined(separator: "\n"))
            </header>
            \(sections.joined(separator: "\n"))
            <script>
            \(PageStyle.script)
            </script>
            </body>
            </html>

            """
    }

    private func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<section>\n<h2>\(title)</h2>\n\(body)\n</section>"
    }

    /// One box for each kind of change and each impact that the plan has.
    private var filters: String {
        let verbs = PlanSummary.Verb.allCases.filter { summary.counts[$0] != nil }.map(\.rawValue)
        let impacts = summary.addresses.keys.sorted(by: >).map(\.rawValue)
        guard plan.changes.count > 1 else { return "" }
        let boxes = (verbs + impacts).map { name in
            "<label><input type=\"checkbox\" value=\"\(name)\"> \(name)</label>"
        }
        return "<form id=\"filters\" aria-label=\"Show only\">\n\(boxes.joined(separator: "\n"))\n</form>"
    }

    private var changes: String { section("Changes", layout.groups.map(change).joined(separator: "\n")) }

    private func change(_ group: ChangeGroup) -> String {
        let change = group.first
        let style = TextStyle(shortensValues: false)
        let lines = ChangeText(group, of: plan, catalog, style: style, pace: layout.pace(group)).lines()
        let words = [change.kind.verb.rawValue] + change.impacts.sorted().map(\.rawValue)
        let heading = "<code>\(HTMLText.escaped(lines[0].drop { $0 == " " }.description))</code>"
        let kind = "class=\"change \(change.kind.verb.rawValue)\" data-words=\"\(words.joined(separator: " "))\""
        guard lines.count > 1 else { return "<div \(kind)>\(heading)</div>" }
        let body = lines.dropFirst().map { HTMLText.escaped(String($0.dropFirst(6))) }.joined(separator: "\n")
        return
            "<details \(kind)\(group.isDangerous ? " open" : "")><summary>\(heading)</summary>\n<pre>\(body)</pre>\n</details>"
    }

    private var order: String { section("What waits for what", ChangeGraphSVG(plan).text()) }

    private var costs: String {
        guard let cost = plan.cost else { return "" }
        let rows = plan.changes.compactMap { change -> [String]? in
            guard let own = change.cost, let text = own.text(cost.currency) else { return nil }
            return [change.address.description, text]
        }
        return section("Cost of what changes", table(["resource", "a month"], rows))
    }

    private var outputs: String {
        let lines = OutputsReport(plan.outputs).changeLines(TextStyle())
        return section(
            "Outputs",
            lines.isEmpty ? "" : "<pre>\(lines.map(HTMLText.escaped).joined(separator: "\n"))</pre>"
        )
    }

    private var remarks: String {
        let items = plan.remarks.map { "<li>\(HTMLText.escaped("\($0.address): \($0.message)"))</li>" }
        return section("Notes", items.isEmpty ? "" : "<ul>\(items.joined())</ul>")
    }

    private var requests: String {
        let rows = plan.steps.map { step in
            let view = RequestView(step.request, of: catalog[step.type])
            let waits = plan.predecessors(of: step).map(\.description)
            let shown = waits.prefix(8).joined(separator: " ") + (waits.count > 8 ? " and \(waits.count - 8) more" : "")
            return [step.id.description, "\(step.address): \(step.title)", "\(view.method) /\(view.path)", shown]
        }
        return section("Requests, in order", table(["", "step", "request", "after"], rows))
    }

    private func table(_ columns: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let head = columns.map { "<th>\($0)</th>" }.joined()
        let body = rows.map { "<tr>\($0.map { "<td>\(HTMLText.escaped($0))</td>" }.joined())</tr>" }
        return "<div class=\"wide\"><table>\n<tr>\(head)</tr>\n\(body.joined(separator: "\n"))\n</table></div>"
    }
}
