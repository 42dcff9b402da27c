import Reconciliation
import ResourceModel

extension ApplyProgress {
    /// The running steps as a table that is drawn again and again, with a line that sums up; at most so many lines.
    package func table(at time: Duration, height: Int, style: TextStyle) -> [String] {
        let rows = running
        guard !rows.isEmpty else { return [] }
        let shown = rows.prefix(max(1, height - 2))
        let addressWidth = shown.map(\.step.address.description.displayWidth).max() ?? 0
        let titleWidth = shown.map(\.step.title.displayWidth).max() ?? 0
        var lines = shown.map { step, running in
            let address = step.address.description.padded(to: addressWidth)
            let details = [
                step.title.padded(to: titleWidth), (time - running.since).text.leftPadded(to: 6), running.details,
            ]
            let line = "  \(address)  \(details.joined(separator: "  "))".trimmed.cut(to: style.width)
            return line.hasPrefix("  \(address)")
                ? "  \(style.paint(address, .bold))\(line.dropFirst(2 + address.count))" : line
        }
        if rows.count > shown.count { lines.append("  and \(rows.count - shown.count) more") }
        return lines + [style.paint(summary(at: time).cut(to: style.width), .dim)]
    }

    private func summary(at time: Duration) -> String {
        let pending = pendingCount
        let rest = isInterrupted ? "interrupted, \(pending) will not start" : "\(pending) waiting"
        return "  \(doneCount) of \(steps.count) done, \(running.count) running, \(rest), \(time.text)"
    }
}

extension ApplyProgress.Running {
    fileprivate var details: String {
        [percent.map { "\($0) %" }, waiting].compactMap(\.self).joined(separator: "  ")
    }
}

extension String {
    /// The text in at most so many cells, with an ellipsis where something is left out.
    fileprivate func cut(to width: Int) -> String {
        guard displayWidth > width, width > 1 else { return self }
        var text = ""
        for character in self {
            guard text.displayWidth + String(character).displayWidth < width else { break }
            text.append(character)
        }
        return text + "…"
    }

    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
