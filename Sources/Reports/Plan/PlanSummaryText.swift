import Reconciliation
import ResourceModel

extension PlanSummary {
    /// `Plan: 3 to create, 1 to update; 12 unchanged.`, then impacts, requests and how long they take.
    func lines(_ style: TextStyle, _ layout: PlanLayout) -> [String] {
        guard !counts.isEmpty else {
            let sent = "\(counted(requests.refresh, "request"))."
            let all = unchanged == 1 ? "1 resource is as declared" : "\(unchanged) resources are as declared"
            return ["\(style.paint("No changes:", .bold)) \(all). \(sent)"] + costLines(style)
        }
        let changes = Verb.allCases.compactMap { verb in counts[verb].map { "\($0) to \(verb.rawValue)" } }
        let rest = unchanged == 0 ? "" : "; \(unchanged) unchanged"
        var lines = ["\(style.paint("Plan:", .bold)) \(changes.joined(separator: ", "))\(rest)."]
        if let impacts = impactLine(style) { lines.append(impacts) }
        lines += costLines(style)
        let polling = requests.apply == 0 ? "" : ", besides polling"
        lines.append(
            "\(style.paint("Requests:", .bold)) \(requests.refresh) now, \(requests.apply) to apply\(polling)."
        )
        return lines + timeLines(style, layout)
    }

    private func timeLines(_ style: TextStyle, _ layout: PlanLayout) -> [String] {
        guard requests.apply > 0 else { return [] }
        let turns = layout.otherTurns.map { "; \($0.folded.joined(separator: ", ")) one after the other" }
        return ["\(style.paint("Time:", .bold)) \(layout.duration.roughly)\(turns.joined())."]
    }

    private func costLines(_ style: TextStyle) -> [String] {
        cost.map { ["\(style.paint("Cost:", .bold)) \($0.text)"] } ?? []
    }

    /// What must be allowed.
    private func impactLine(_ style: TextStyle) -> String? {
        let addresses = addresses.filter { Impact.dangerous.contains($0.key) }
        guard !addresses.isEmpty else { return nil }
        let parts = addresses.sorted { $0.key > $1.key }.map { impact, addresses in
            "\(addresses.count) \(impact.text(style))"
        }
        return "\(style.paint("Impact:", .bold)) \(parts.joined(separator: ", "))."
    }
}
