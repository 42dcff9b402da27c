import Reconciliation
import ResourceModel

/// Which changes wait for which, drawn in columns: each stands right of all that it waits for.
struct ChangeGraphSVG {
    /// More boxes than anybody looks at.
    private static let most = 120
    private static let box = (width: 190, height: 26, gap: 14, space: 70)

    private let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// An `svg` element, or a sentence where there is nothing to draw or too much.
    func text() -> String {
        let changes = plan.changes.filter { !$0.steps.isEmpty }
        guard changes.count > 1 else { return "" }
        guard changes.count <= Self.most else {
            return
                "<p>\(changes.count) changes are too many for a drawing; the requests below say what they wait for.</p>"
        }
        let waits = waits(changes)
        let columns = columns(waits)
        var rows: [Int: Int] = [:]
        var places: [(x: Int, y: Int)] = []
        for index in changes.indices {
            let row = rows[columns[index], default: 0]
            rows[columns[index]] = row + 1
            let x = columns[index] * (Self.box.width + Self.box.space)
            places.append((x + 2, row * (Self.box.height + Self.box.gap) + 2))
        }
        let width = (rows.keys.max() ?? 0) * (Self.box.width + Self.box.space) + Self.box.width + 4
        let height = (rows.values.max() ?? 0) * (Self.box.height + Self.box.gap) + 4
        let lines = waits.indices.flatMap { index in waits[index].sorted().map { line(places[$0], places[index]) } }
        let boxes = zip(changes, places).map { box($0, at: $1) }
        return """
            <div class="wide"><svg class="graph" role="img" aria-label="What waits for what" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)">
            \((lines + boxes).joined(separator: "\n"))
            </svg></div>
            """
    }

    /// For each change those that a step of it waits for; only the nearest ones.
    private func waits(_ changes: [Change]) -> [Set<Int>] {
        var owner: [Step.ID: Int] = [:]
        for (index, change) in changes.enumerated() { change.steps.forEach { owner[$0] = index } }
        var waits = [Set<Int>](repeating: [], count: changes.count)
        for step in plan.steps {
            guard let index = owner[step.id] else { continue }
            waits[index].formUnion(plan.predecessors(of: step).compactMap { owner[$0] })
            waits[index].remove(index)
        }
        return waits
    }

    /// Changes may wait for each other with different steps, so a column is only as far right as there are changes.
    private func columns(_ waits: [Set<Int>]) -> [Int] {
        var columns = [Int](repeating: 0, count: waits.count)
        for _ in waits.indices {
            var isDone = true
            for index in waits.indices {
                let column = (waits[index].map { columns[$0] }.max() ?? -1) + 1
                guard column > columns[index], column < waits.count else { continue }
                // Two that wait for each other would push one another to the end.
                guard !waits[index].contains(where: { waits[$0].contains(index) && columns[$0] >= column - 1 }) else {
                    continue
                }
                columns[index] = column
                isDone = false
            }
            if isDone { break }
        }
        return columns
    }

    private func box(_ change: Change, at place: (x: Int, y: Int)) -> String {
        let name = HTMLText.escaped(change.address.description.shortened(to: 24))
        let title = HTMLText.escaped("\(change.kind.verb.rawValue) \(change.address)")
        return """
            <g><title>\(title)</title><rect class="\(change.kind.verb.rawValue)" x="\(place.x)" y="\(place.y)" \
            width="\(Self.box.width)" height="\(Self.box.height)" rx="4"/>\
            <text x="\(place.x + 8)" y="\(place.y + 17)">\(name)</text></g>
            """
    }

    private func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int)) -> String {
        let start = (x: from.x + Self.box.width, y: from.y + Self.box.height / 2)
        let end = (x: to.x, y: to.y + Self.box.height / 2)
        let middle = (start.x + end.x) / 2
        return """
            <path d="M\(start.x) \(start.y) C\(middle) \(start.y) \(middle) \(end.y) \(end.x) \(end.y)"/>
            """
    }
}
