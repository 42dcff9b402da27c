/// Attribute rows in columns: labels, what becomes of them, why.
struct AttributeTable {
    private static let indent = String(repeating: " ", count: 6)
    /// Longer labels stand on a line of their own.
    private static let widestLabel = 32

    let rows: [AttributeRow]
    let style: TextStyle

    func lines() -> [String] {
        let widths = rows.map(\.label.displayWidth).filter { $0 <= Self.widestLabel }
        let labelWidth = widths.max() ?? 0
        return rows.flatMap { lines(of: $0, labelWidth: labelWidth) }
    }

    private func lines(of row: AttributeRow, labelWidth: Int) -> [String] {
        let margin = Self.indent + String(repeating: " ", count: labelWidth + 2)
        let width = max(24, style.width - margin.displayWidth)
        let values = valueLines(row.content, remark: row.remark, width: width)
        guard row.label.displayWidth <= labelWidth else {
            return [Self.indent + row.label] + values.map { margin + $0 }
        }
        let first = Self.indent + row.label.padded(to: labelWidth) + "  " + (values.first ?? "")
        return [first] + values.dropFirst().map { margin + $0 }
    }

    private func valueLines(_ content: AttributeRow.Content, remark: String, width: Int) -> [String] {
        switch content {
        case .value(let text): block(text, nil, mark: "", remark: remark, width: width)
        case .change(let old, let new): change(old, new, remark: remark, width: width)
        case .elements(let removed, let added): elements(removed, added, remark: remark, width: width)
        }
    }

    private func change(_ old: String, _ new: String, remark: String, width: Int) -> [String] {
        let plain = "\(old) → \(new)"
        guard plain.displayWidth <= width else {
            return block(old, .red, mark: "", remark: remark, width: width)
                + block(new, .green, mark: "→ ", remark: "", width: width)
        }
        let painted = "\(style.paint(old, .red)) → \(style.paint(new, .green))"
        return joined([painted], lastWidth: plain.displayWidth, remark: remark, width: width)
    }

    private func elements(_ removed: [String], _ added: [String], remark: String, width: Int) -> [String] {
        let gone = removed.map { (text: $0, mark: "- ", tone: TextStyle.Tone.red) }
        let come = added.map { (text: $0, mark: "+ ", tone: TextStyle.Tone.green) }
        return (gone + come).enumerated().flatMap { index, entry in
            block(entry.text, entry.tone, mark: entry.mark, remark: index == 0 ? remark : "", width: width)
        }
    }

    /// Wrapped text, each line behind the mark or as far in.
    private func block(
        _ text: String,
        _ tone: TextStyle.Tone?,
        mark: String,
        remark: String,
        width: Int
    ) -> [String] {
        let wrapped = text.wrapped(to: width - mark.displayWidth)
        let blank = String(repeating: " ", count: mark.displayWidth)
        let lines = wrapped.enumerated().map { index, line in
            style.paint((index == 0 ? mark : blank) + line, tone)
        }
        let lastWidth = (wrapped.last ?? "").displayWidth + mark.displayWidth
        return joined(lines, lastWidth: lastWidth, remark: remark, width: width)
    }

    /// The remark behind the last line where it fits, else below.
    private func joined(_ lines: [String], lastWidth: Int, remark: String, width: Int) -> [String] {
        guard !remark.isEmpty else { return lines }
        let painted = style.paint(remark, .dim)
        guard lastWidth + 2 + remark.displayWidth <= width, let last = lines.last else {
            return lines + remark.wrapped(to: width).map { style.paint($0, .dim) }
        }
        return lines.dropLast() + ["\(last)  \(painted)"]
    }
}
