import Reconciliation
import ResourceModel

/// What a file's resources cost, for people: each resource, what it is made of, and the sum.
package struct CostText {
    private let cost: ProjectCost
    private let style: TextStyle
    /// Resources that the file declares, those that are free included.
    private let declared: Int

    package init(_ cost: ProjectCost, declared: Int, style: TextStyle = TextStyle()) {
        self.cost = cost
        self.declared = declared
        self.style = style
    }

    private struct Row {
        let label: String
        let cells: [String]
        var tone: TextStyle.Tone?
    }

    /// The whole report; it ends with a line break.
    package func text() -> String {
        let rows = resourceRows
        let all = [heading] + rows + [sum]
        let labelWidth = all.map(\.label.displayWidth).max() ?? 0
        let widths = heading.cells.indices.map { column in all.map { $0.cells[column].displayWidth }.max() ?? 0 }
        let lines = all.map { row in
            let cells = zip(row.cells, widths).map { $0.leftPadded(to: $1) }
            let line = ([row.label.padded(to: labelWidth)] + cells).joined(separator: "  ")
            return style.paint(line, row.tone)
        }
        return (rows.isEmpty ? [] : lines + [""]).joined(separator: "\n") + notes.joined(separator: "\n") + "\n"
    }

    private let heading = Row(label: "", cells: ["net/hour", "net/month", "gross/month"], tone: .dim)

    private var resourceRows: [Row] {
        cost.resources.sorted { $0.key < $1.key }.flatMap { address, cost in
            [row(address.description, cost.rate, isWhole: cost.unknown.isEmpty, tone: .bold)] + cost.items.map(row)
        }
    }

    private var sum: Row { row("sum", cost.after, isWhole: true, tone: .bold) }

    private func row(_ item: ResourceCost.Item) -> Row {
        switch item.price {
        case .known(let rate): row("  \(item.title)", rate, isWhole: true)
        case .unknown: Row(label: "  \(item.title)", cells: ["", "?", "?"])
        }
    }

    /// A rate of which something is missing is marked: `5.19+?`.
    private func row(_ label: String, _ rate: Rate, isWhole: Bool, tone: TextStyle.Tone? = nil) -> Row {
        let mark = isWhole ? "" : rate.monthly == .zero ? "?" : "+?"
        let monthly = mark == "?" ? ["", ""] : [rate.monthly.net.monthly, rate.monthly.gross.monthly]
        let cells = [rate.hourly.map { $0.net.hourly } ?? ""] + monthly.map { $0 + mark }
        return Row(label: label, cells: cells, tone: tone)
    }

    private var notes: [String] {
        let free = declared - cost.resources.count
        let rest = free == 0 ? "" : "; \(counted(free, "resource")) cost\(free == 1 ? "s" : "") nothing"
        let setup = cost.after.setup
        let unknown = cost.unknown.map { "Not known: \($0.address), \($0.reason)." }
        return ["Prices in \(cost.currency)\(rest). Traffic beyond what is included comes on top."]
            + (setup == .zero ? [] : ["Once: \(setup.net.monthly), with VAT \(setup.gross.monthly)."])
            + unknown
    }
}
