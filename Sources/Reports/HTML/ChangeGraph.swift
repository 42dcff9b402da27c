import Reconciliation
import ResourceModel

/// Which changes of a plan wait for which.
struct ChangeGraph {
    /// More boxes than anybody looks at.
    private static let most = 120

    private let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// A drawing, or a sentence where there is too much to draw; nothing where there is nothing.
    func element() -> String {
        let changes = plan.changes.filter { !$0.steps.isEmpty }
        guard changes.count > 1 else { return "" }
        guard changes.count <= Self.most else {
            return
                "<p>\(changes.count) changes are too many for a drawing; the requests below say what they wait for.</p>"
        }
        let nodes = changes.map { change in
            LayeredGraph.Node(
                label: change.address.description,
                title: "\(change.kind.verb.rawValue) \(change.address)",
                kind: change.kind.verb.rawValue
            )
        }
        return LayeredGraph(nodes: nodes, edges: edges(changes)).element("What waits for what")
    }

    /// From each change to those of which a step waits for one of its own; only the nearest ones.
    private func edges(_ changes: [Change]) -> [LayeredGraph.Edge] {
        var owner: [Step.ID: Int] = [:]
        for (index, change) in changes.enumerated() { change.steps.forEach { owner[$0] = index } }
        var waits = [Set<Int>](repeating: [], count: changes.count)
        for step in plan.steps {
            guard let index = owner[step.id] else { continue }
            waits[index].formUnion(plan.predecessors(of: step).compactMap { owner[$0] })
            waits[index].remove(index)
        }
        return waits.indices.flatMap { index in
            waits[index].sorted().map { LayeredGraph.Edge(from: $0, to: index) }
        }
    }
}
