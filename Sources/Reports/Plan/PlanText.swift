import Execution
import Reconciliation
import ResourceModel

/// A plan for people: only what changes, why, and what it does to those who use it.
///
/// ``PlanLayout`` has the order of the changes; that of the requests is in ``RequestList``.
package struct PlanText {
    let plan: Plan
    let catalog: Catalog
    let refreshRequests: Int
    let style: TextStyle
    let showsRequests: Bool
    private let layout: PlanLayout

    package init(
        _ plan: Plan,
        catalog: Catalog,
        refreshRequests: Int,
        style: TextStyle = TextStyle(),
        showsRequests: Bool = false,
        isFull: Bool = false,
        durations: RequestDurations = RequestDurations(),
        stepLimit: Int = Executor.Options.usualStepLimit
    ) {
        self.plan = plan
        self.catalog = catalog
        self.refreshRequests = refreshRequests
        self.style = style
        self.showsRequests = showsRequests
        layout = PlanLayout(plan, catalog: catalog, durations: durations, stepLimit: stepLimit, isFull: isFull)
    }

    /// The whole report; it ends with a line break.
    package func text() -> String {
        let requests = showsRequests ? RequestList(plan, catalog: catalog, style: style).lines() : []
        let sections = [
            changeLines, RenameHint(plan).lines(style), outputLines, noteLines, requests, legend,
            PlanSummary(plan, refreshRequests: refreshRequests).lines(style, layout),
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var outputLines: [String] { OutputsReport(plan.outputs).changeLines(style) }

    /// A blank line separates changes that have something below their first line.
    private var changeLines: [String] {
        var lines: [String] = []
        var isTall = false
        let told = Set(layout.sharedNotes.map(\.text))
        for group in layout.groups {
            let pace = layout.pace(group)
            let block = ChangeText(group, of: plan, catalog, style: style, pace: pace, told: told).lines()
            if !lines.isEmpty, isTall || block.count > 1 { lines.append("") }
            lines += block
            isTall = block.count > 1
        }
        return lines
    }

    /// What the glyphs mean, where there is more than one of them.
    private var legend: [String] {
        let kinds = Set(plan.changes.map(\.kind))
        guard kinds.count > 1 else { return [] }
        var lines: [[Change.Kind]] = [[]]
        for kind in Change.Kind.all.filter(kinds.contains) {
            let width = ((lines.last ?? []) + [kind]).reduce(-3) { $0 + $1.legend.displayWidth + 3 }
            if width > style.width, lines.last?.isEmpty == false { lines.append([]) }
            lines[lines.count - 1].append(kind)
        }
        return lines.map { kinds in
            kinds.map { "\(style.paint($0.description, $0.tone)) \($0.meaning)" }.joined(separator: "   ")
        }
    }

    /// What is said of several resources is said once.
    private var noteLines: [String] {
        var order: [String] = []
        var places: [String: [ResourceAddress]] = [:]
        for remark in plan.remarks {
            if places[remark.message] == nil { order.append(remark.message) }
            places[remark.message, default: []].append(remark.address)
        }
        let remarks = order.map { (text: $0, addresses: places[$0] ?? []) }
        return (layout.sharedNotes + remarks).flatMap { note in
            let text = "note: \(note.addresses.folded.joined(separator: ", ")): \(note.text.withoutControls)"
            return text.wrapped(to: style.width).enumerated().map { index, line in
                index == 0 ? "\(style.paint("note:", .cyan))\(line.dropFirst("note:".count))" : "      \(line)"
            }
        }
    }
}

extension Change.Kind {
    /// In the order of a legend.
    fileprivate static let all: [Change.Kind] = [
        .create, .update, .replace(createsFirst: false), .replace(createsFirst: true), .delete, .adopt, .forget, .move,
    ]

    fileprivate var legend: String { "\(description) \(meaning)" }

    fileprivate var meaning: String {
        switch self {
        case .create: "create"
        case .update: "update"
        case .replace(let createsFirst): createsFirst ? "replace, new one first" : "replace, old one first"
        case .delete: "delete"
        case .adopt: "adopt"
        case .forget: "forget"
        case .move: "move"
        }
    }
}
