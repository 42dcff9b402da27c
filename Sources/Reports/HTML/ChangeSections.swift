import Reconciliation
import ResourceModel

/// What a plan changes, for pages.
struct ChangeSections {
    let plan: Plan
    let catalog: Catalog
    let layout: PlanLayout

    /// One box for each kind of change and each impact that the plan has.
    private var filters: String {
        guard plan.changes.count > 1 else { return "" }
        let verbs = PlanSummary.Verb.allCases.filter { verb in plan.changes.contains { $0.kind.verb == verb } }
        let names = verbs.map(\.rawValue) + plan.impacts.filter { $0 != .live }.sorted(by: >).map(\.rawValue)
        let boxes = names.map { name in
            "<label><input type=\"checkbox\" value=\"\(name)\"> \(name)</label>"
        }
        return "<form id=\"filters\" aria-label=\"Show only\">\n\(boxes.joined(separator: "\n"))\n</form>"
    }

    /// Every change, each to be unfolded; `outcome` says what became of it.
    func changes(_ title: String, outcome: (ChangeGroup) -> String? = { _ in nil }) -> String {
        let changes = layout.groups.map { change($0, outcome($0)) }
        let filters = filters
        return HTMLPage.section(title, ((filters.isEmpty ? [] : [filters]) + changes).joined(separator: "\n"))
    }

    private func change(_ group: ChangeGroup, _ outcome: String?) -> String {
        let change = group.first
        let style = TextStyle(shortensValues: false)
        let lines = ChangeText(group, of: plan, catalog, style: style, pace: layout.pace(group)).lines()
        let words = [change.kind.verb.rawValue] + change.impacts.sorted().map(\.rawValue)
        let name = "<code>\(HTMLText.escaped(lines[0].drop { $0 == " " }.description))</code>"
        let heading = name + (outcome.map { " <em>\($0)</em>" } ?? "")
        let kind = "class=\"change \(change.kind.verb.rawValue)\" data-words=\"\(words.joined(separator: " "))\""
        guard lines.count > 1 else { return "<div \(kind)>\(heading)</div>" }
        let body = lines.dropFirst().map { HTMLText.escaped(String($0.dropFirst(6))) }.joined(separator: "\n")
        return
            "<details \(kind)\(group.isDangerous ? " open" : "")><summary>\(heading)</summary>\n<pre>\(body)</pre>\n</details>"
    }

    var order: String { HTMLPage.section("What waits for what", ChangeGraph(plan).element()) }

    var costs: String {
        guard let cost = plan.cost else { return "" }
        let rows = plan.changes.compactMap { change -> [String]? in
            guard let own = change.cost, let text = own.text(cost.currency) else { return nil }
            return [change.address.description, text]
        }
        return HTMLPage.section("Cost of what changes", HTMLPage.table(["resource", "a month"], rows))
    }
}
