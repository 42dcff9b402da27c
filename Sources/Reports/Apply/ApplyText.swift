import Execution
import Reconciliation
import ResourceModel

/// The end of an apply for people: what was done, what was not and why, and how to go on.
package struct ApplyText {
    let report: ApplyReport
    let plan: Plan
    /// The command that carries on after a failure.
    let nextCommand: String
    /// Whether that makes a new plan, because the one that was reviewed does not fit any more.
    let plansAgain: Bool
    let style: TextStyle

    package init(
        _ report: ApplyReport,
        of plan: Plan,
        nextCommand: String,
        plansAgain: Bool = false,
        style: TextStyle = TextStyle()
    ) {
        self.report = report
        self.plan = plan
        self.nextCommand = nextCommand
        self.plansAgain = plansAgain
        self.style = style
    }

    /// The whole report; it ends with a line break.
    package func text() -> String {
        var sections = [[summary]]
        guard !report.succeeded else { return (sections.joined() + costLines).joined(separator: "\n") + "\n" }
        sections.append(failures + leftovers)
        sections.append(advice)
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// What was done and what was not, in a line.
    var summary: String {
        let effort = "in \(report.duration.text) with \(counted(report.requests, "request"))"
        guard !report.succeeded else {
            let word = style.paint("Done:", .green)
            guard !plan.steps.isEmpty else { return "\(word) the state is up to date." }
            let done = plan.deeds.isEmpty ? counted(report.done.count, "step") : plan.deeds.joined(separator: ", ")
            return "\(word) \(done) \(effort)."
        }
        let word = report.failed.isEmpty && report.wasInterrupted ? "Interrupted:" : "Failed:"
        let counts = [
            "\(report.done.count) of \(counted(plan.steps.count, "step")) done",
            part(report.failed.count, "failed"), part(report.skipped.count, "skipped"),
            part(report.abandoned.count, "not waited for"), part(report.notStarted.count, "not started"),
        ]
        return "\(style.paint(word, .loud)) \(counts.compactMap(\.self).joined(separator: ", ")), \(effort)."
    }

    /// What a month costs from now on, where that was asked for and is not what it was.
    private var costLines: [String] {
        guard let cost = plan.cost, cost.before.monthly != cost.after.monthly else { return [] }
        let (net, gross) = (cost.after.monthly.net.monthly, cost.after.monthly.gross.monthly)
        let tax = net == gross ? "" : "; \(gross) with VAT"
        return ["\(style.paint("Cost now:", .bold)) \(net) \(cost.currency)/month\(tax)."]
    }

    private func part(_ count: Int, _ words: String) -> String? { count == 0 ? nil : "\(count) \(words)" }

    private var failures: [String] {
        report.failed.flatMap { failure -> [String] in
            let heading = "  \(style.paint("failed", .loud))       \(name(failure.step))"
            let indent = String(repeating: " ", count: 15)
            let message = failure.error.description.withoutControls
            return [heading] + message.wrapped(to: max(30, style.width - indent.count)).map { indent + $0 }
        }
    }

    private var leftovers: [String] {
        let skipped = report.skipped.map { "  skipped      \(name($0.step)), because of \(plainName($0.because))" }
        let abandoned = report.abandoned.map { "  unknown      \(name($0)), which still ran" }
        let waiting = report.notStarted.map { "  not started  \(name($0))" }
        return skipped + abandoned + waiting
    }

    private var advice: [String] {
        let isReadOnly = report.failed.contains { $0.error.code == "token_readonly" }
        let problem = report.saveFailure.map { ["The state could not be saved: \($0.withoutControls)"] } ?? []
        let way =
            isReadOnly
            ? "The token may only read. With one that may write, go on with:"
            : report.failed.isEmpty ? "Go on with:" : "When the cause is gone, go on with:"
        let next = plansAgain ? "The saved plan no longer fits, and a new one has to be reviewed. \(way)" : way
        let isKept = report.saveFailure == nil && !report.done.isEmpty
        return problem + [isKept ? "What was done is in the state. \(next)" : next, "", "    \(nextCommand)"]
    }

    private func name(_ id: Step.ID) -> String {
        "\(style.paint(plan[id].address.description, .bold)): \(plan[id].title)"
    }

    private func plainName(_ id: Step.ID) -> String { "\(plan[id].address): \(plan[id].title)" }
}
