import Reconciliation
import ResourceModel

/// A plan as a comment on a change of the file: what it does in one line, then each change folded, the worst first.
///
/// Comments are limited, so it is bounded: what does not fit whole is one line, what does not fit at all is counted.
package struct PlanMarkdown {
    /// What GitHub takes in a comment; GitLab takes more.
    package static let usualLimit = 65_536

    private let plan: Plan
    private let catalog: Catalog
    private let summary: PlanSummary
    private let layout: PlanLayout
    private let limit: Int

    /// - Parameter limit: the most bytes of the whole text.
    package init(
        _ plan: Plan,
        catalog: Catalog,
        refreshRequests: Int,
        limit: Int = usualLimit,
        isFull: Bool = false,
        durations: RequestDurations = RequestDurations()
    ) {
        self.plan = plan
        self.catalog = catalog
        summary = PlanSummary(plan, refreshRequests: refreshRequests)
        layout = PlanLayout(plan, catalog: catalog, durations: durations, isFull: isFull)
        self.limit = limit
    }

    /// The whole text; it ends with a line break.
    package func text() -> String {
        let head = heading.joined(separator: "\n\n") + "\n"
        let changes = layout.groups.map { Block($0, text: block($0), line: line($0)) }
        var budget = Budget(limit - head.utf8.count - Self.footLength, for: changes)
        var left: [Change] = []
        var body = ""
        for change in changes {
            switch budget.take(change) {
            case .whole: body += "\n\(change.text)\n"
            case .line: body += (body.hasSuffix("\n\n") || body.isEmpty ? "\n" : "") + "\(change.line)\n"
            case .nothing: left += change.group.changes
            }
        }
        let rest = [outputs, remarks].filter { !$0.isEmpty && budget.takes($0) }.map { "\n\($0)\n" }
        return head + body + rest.joined() + foot(left)
    }

    /// More than what ``foot(_:)`` ever takes.
    private static let footLength = 600

    private var heading: [String] {
        let lines = summary.lines(TextStyle(width: .max), layout)
        let title = "### \(MarkdownText.escaped(plan.stack)): \(summary.title)"
        let danger = dangerText.map { ["**\($0)**"] } ?? []
        let rest = lines.dropFirst().filter { !$0.hasPrefix("Impact:") }.map(MarkdownText.escaped)
        return [title] + danger + (rest.isEmpty ? [] : [rest.joined(separator: "  \n")])
    }

    private var dangerText: String? {
        let dangers = summary.addresses.keys.filter(Impact.dangerous.contains).sorted(by: >)
        guard !dangers.isEmpty else { return nil }
        return dangers.map { "\(summary.addresses[$0]?.count ?? 0) \($0.rawValue.uppercased())" }
            .joined(separator: ", ")
    }

    private func block(_ group: ChangeGroup) -> String {
        let style = TextStyle(shortensValues: false)
        let told = Set(layout.sharedNotes.map(\.text))
        let lines = ChangeText(group, of: plan, catalog, style: style, pace: layout.pace(group), told: told).lines()
        let heading = HTMLText.escaped(lines[0].trimmingBlanks)
        guard lines.count > 1 else { return "- <code>\(heading)</code>" }
        let body = lines.dropFirst().map { String($0.dropFirst(6)) }.joined(separator: "\n")
        return """
            <details><summary><code>\(heading)</code></summary>

            \(MarkdownText.fenced(body))
            </details>
            """
    }

    private func line(_ group: ChangeGroup) -> String {
        let impacts = group.first.impacts
        let parts = ["\(group.first.kind) \(group.title)", impacts.text(TextStyle()), impacts.asides]
        return "- <code>\(HTMLText.escaped(parts.filter { !$0.isEmpty }.joined(separator: "  ")))</code>"
    }

    private var outputs: String { folded("Outputs", OutputsReport(plan.outputs).changeLines(TextStyle())) }

    private var remarks: String {
        folded(
            "Notes",
            layout.sharedNotes.map { "\($0.addresses.folded.joined(separator: ", ")): \($0.text.withoutControls)" }
                + plan.remarks.map { "\($0.address): \($0.message.withoutControls)" }
        )
    }

    private func folded(_ title: String, _ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        let body = MarkdownText.fenced(lines.joined(separator: "\n"))
        return "<details><summary>\(title)</summary>\n\n\(body)\n</details>"
    }

    /// What is not shown, by kind and by danger.
    private func foot(_ left: [Change]) -> String {
        guard !left.isEmpty else { return "" }
        let verbs = PlanSummary.Verb.allCases.compactMap { verb in
            let count = left.count { $0.kind.verb == verb }
            return count == 0 ? nil : "\(count) to \(verb.rawValue)"
        }
        let dangers = Impact.dangerous.sorted(by: >).compactMap { impact in
            let count = left.count { $0.impacts.contains(impact) }
            return count == 0 ? nil : "\(count) \(impact.rawValue.uppercased())"
        }
        let harm = dangers.isEmpty ? "" : " (\(dangers.joined(separator: ", ")))"
        return "\n\(counted(left.count, "more change")) did not fit: \(verbs.joined(separator: ", "))\(harm).\n"
    }
}

/// What is told as one, in its two lengths.
private struct Block {
    let group: ChangeGroup
    let text: String
    let line: String

    init(_ group: ChangeGroup, text: String, line: String) {
        self.group = group
        self.text = text
        self.line = line
    }

    var isDangerous: Bool { group.isDangerous }
}

/// How much is left, with room kept for a line of each dangerous change that is still to come.
private struct Budget {
    enum Share {
        case whole
        case line
        case nothing
    }

    private var left: Int
    private var reserved: Int

    init(_ bytes: Int, for blocks: [Block]) {
        left = bytes
        reserved = blocks.filter(\.isDangerous).reduce(0) { $0 + Self.length($1.line) }
    }

    private static func length(_ text: String) -> Int { text.utf8.count + 2 }

    mutating func take(_ block: Block) -> Share {
        if block.isDangerous { reserved -= Self.length(block.line) }
        if takes(block.text, keeping: reserved) { return .whole }
        return takes(block.line, keeping: block.isDangerous ? 0 : reserved) ? .line : .nothing
    }

    mutating func takes(_ text: String, keeping reserve: Int = 0) -> Bool {
        guard left - Self.length(text) >= reserve else { return false }
        left -= Self.length(text)
        return true
    }
}

extension PlanSummary {
    /// `3 to create, 1 to update; 12 unchanged`.
    var title: String {
        let changes = Verb.allCases.compactMap { verb in counts[verb].map { "\($0) to \(verb.rawValue)" } }
        guard !changes.isEmpty else { return "no changes" }
        return changes.joined(separator: ", ") + (unchanged == 0 ? "" : "; \(unchanged) unchanged")
    }
}

extension String {
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}
