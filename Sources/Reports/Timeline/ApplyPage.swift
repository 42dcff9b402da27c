import Execution
import FoundationEssentials
import Reconciliation
import ResourceModel

/// An apply as one page: what was done and what was not, what ran when, and where the time went.
package struct ApplyPage {
    private let report: ApplyReport
    private let plan: Plan
    private let timeline: ApplyTimeline
    private let began: Date
    private let sections: ChangeSections

    package init(
        _ report: ApplyReport,
        of plan: Plan,
        _ timeline: ApplyTimeline,
        began: Date,
        catalog: Catalog,
        durations: RequestDurations = RequestDurations()
    ) {
        self.report = report
        self.plan = plan
        self.timeline = timeline
        self.began = began
        let layout = PlanLayout(plan, catalog: catalog, durations: durations)
        sections = ChangeSections(plan: plan, catalog: catalog, layout: layout)
    }

    /// The whole document; it ends with a line break.
    package func text() -> String {
        HTMLPage(
            title: "Apply of \(plan.stack)",
            summary: summary,
            parts: [
                HTMLPage.section("What was not done", leftovers),
                HTMLPage.section("What ran when", TimelineSVG(timeline, of: plan).element()),
                HTMLPage.section("Where the time went", shares),
                sections.changes("The plan that was carried out", outcome: outcome),
                sections.order, sections.costs, HTMLPage.section("Steps, as they began", steps),
            ]
        ).text()
    }

    private var summary: [String] {
        let end = ApplyText(report, of: plan, nextCommand: "").summary
        let cost = plan.cost.map { cost in
            "\(report.succeeded ? "Cost" : "Cost, once all of it is done"): \(cost.text)"
        }
        let began = began.formatted(Date.ISO8601FormatStyle(dateTimeSeparator: .space))
        return [end, cost, "Began at \(began)."].compactMap(\.self)
    }

    private var leftovers: String {
        let failed = report.failed.map { ["failed", name($0.step), "\($0.error)"] }
        let skipped = report.skipped.map { ["skipped", name($0.step), "because of \(name($0.because))"] }
        let abandoned = report.abandoned.map { ["unknown", name($0), "it still ran"] }
        let waiting = report.notStarted.map { ["not started", name($0), "the apply was interrupted"] }
        let unsaved = report.saveFailure.map { [["not saved", "the state", $0]] } ?? []
        return HTMLPage.table(["", "step", "why"], failed + skipped + abandoned + waiting + unsaved)
    }

    /// How the critical path was spent, and its steps.
    private var shares: String {
        guard !timeline.criticalPath.isEmpty else { return "" }
        let shares = timeline.shares
        let times = ApplyTimeline.Phase.allCases.map { ($0.words, shares.phases[$0] ?? .zero) }
        let notable = (times + [("between two steps", shares.between)]).filter { $0.1 >= .milliseconds(50) }
        let parts = notable.map { words, time in
            "\(time.text) \(words) (\(Int((100 * (time / timeline.duration)).rounded())) %)"
        }
        let count = counted(timeline.criticalPath.count, "step")
        let path = timeline.criticalPath.map { "<li>\(HTMLText.escaped("\(name($0.step)), \($0.length.text)"))</li>" }
        let most = 30
        let rest = path.count > most ? "<li>and \(path.count - most) more</li>" : ""
        return """
            <p>\(count) one after the other made the \(timeline.duration.text) that it took: \
            \(parts.joined(separator: ", ")).</p>
            <ol>\(path.prefix(most).joined(separator: "\n"))\(rest)</ol>
            """
    }

    /// What became of the steps of changes alike.
    private func outcome(_ group: ChangeGroup) -> String {
        let failed = Set(report.failed.map(\.step))
        let done = Set(report.done)
        guard group.changes.allSatisfy({ failed.isDisjoint(with: $0.steps) }) else { return "failed" }
        let count = group.changes.count { done.isSuperset(of: $0.steps) }
        if count == group.changes.count { return "done" }
        return count == 0 ? "not done" : "\(count) of \(group.changes.count) done"
    }

    private var steps: String {
        let rows = timeline.spans.map { span in
            [
                span.step.description, name(span.step), span.times.lowerBound.text,
                span.length.text + span.ending.words, timeline.cause(of: span.step)?.words ?? "",
            ]
        }
        return HTMLPage.table(["", "step", "began", "took", "after"], rows)
    }

    private func name(_ id: Step.ID) -> String { "\(plan[id].address): \(plan[id].title)" }
}

extension ApplyTimeline.Phase {
    /// Behind a time.
    fileprivate var words: String {
        switch self {
        case .request: "for requests"
        case .action: "for actions of the API"
        case .pause: "before another look or try"
        }
    }
}

extension ApplyTimeline.Cause {
    fileprivate var words: String {
        switch kind {
        case .dependency: "\(step)"
        case .sameObject: "\(step), of the same object"
        case .place: "\(step), which made room"
        }
    }
}
