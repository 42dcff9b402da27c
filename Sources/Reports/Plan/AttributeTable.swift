/// Attribute rows in three columns: label, what becomes of it, why.
struct AttributeTable {
    private static let indent = String(repeating: " ", count: 6)
    /// Longer labels stand on a line of their own.
    private static let widestLabel = 32
    /// Longer values push their remark aside.
    private static let widestValue = 36

    let style: TextStyle
    private let rows: [AttributeRow]
    private let labelWidth: Int
    private let valueWidth: Int

    init(_ rows: [AttributeRow], style: TextStyle) {
        self.rows = rows
        self.style = style
        labelWidth = rows.map(\.label.displayWidth).filter { $0 <= Self.widestLabel }.max() ?? 0
        let remarked = rows.filter { !$0.remark.isEmpty }
        valueWidth = remarked.map(\.content.width).filter { $0 <= Self.widestValue }.max() ?? 0
    }

    func lines() -> [String] { rows.flatMap(lines) }

    private func lines(of row: AttributeRow) -> [String] {
        let margin = Self.indent + String(repeating: " ", count: labelWidth + 2)
        let width = max(24, style.width - margin.displayWidth)
        let values = withRemark(row.remark, cells(row.content, width: width), width: width)
        guard row.label.displayWidth <= labelWidth else {
            return [Self.indent + row.label] + values.map { margin + $0 }
        }
        let first = Self.indent + row.label.padded(to: labelWidth) + "  " + (values.first ?? "")
        return [first] + values.dropFirst().map { margin + $0 }
    }

    /// A painted line and the cells that it takes.
    private struct Cell {
        let text: String
        let width: Int
    }

    private func cells(_ content: AttributeRow.Content, width: Int) -> [Cell] {
        switch content {
        case .value(let text):
            return block(text, nil, mark: "", width: width)
        case .list(let texts):
            return texts.flatMap { block($0, nil, mark: "", width: width) }
        case .change(let old, let new):
            guard content.width > width else {
                let text = "\(style.paint(old, .red)) → \(style.paint(new, .green))"
                return [Cell(text: text, width: content.width)]
            }
            return block(old, .red, mark: "", width: width) + block(new, .green, mark: "→ ", width: width)
        case .elements(let removed, let added):
            return removed.flatMap { block($0, .red, mark: "- ", width: width) }
                + added.flatMap { block($0, .green, mark: "+ ", width: width) }
        }
    }

    /// Wrapped text, each line behind the mark or as far in.
    private func block(_ text: String, _ tone: TextStyle.Tone?, mark: String, width: Int) -> [Cell] {
        let blank = String(repeating: " ", count: mark.displayWidth)
        return text.wrapped(to: width - mark.displayWidth).enumerated().map { index, line in
            let line = (index == 0 ? mark : blank) + line
            return Cell(text: style.paint(line, tone), width: line.displayWidth)
        }
    }

    /// The remark behind the first line where it fits, else below.
    private func withRemark(_ remark: String, _ cells: [Cell], width: Int) -> [String] {
        let texts = cells.map(\.text)
        guard !remark.isEmpty, let first = cells.first else { return texts }
        let column = max(first.width, valueWidth)
        guard column + 2 + remark.displayWidth <= width else {
            return texts + remark.wrapped(to: width).map { style.paint($0, .dim) }
        }
        let blank = String(repeating: " ", count: column - first.width + 2)
        return [first.text + blank + style.paint(remark, .dim)] + texts.dropFirst()
    }
}

extension AttributeRow.Content {
    /// The cells that its first line takes if it may be as long as it likes.
    fileprivate var width: Int {
        switch self {
        case .value(let text): text.displayWidth
        case .list(let texts): texts.first?.displayWidth ?? 0
        case .change(let old, let new): old.displayWidth + 3 + new.displayWidth
        case .elements(let removed, let added): 2 + ((removed + added).first?.displayWidth ?? 0)
        }
    }
}
