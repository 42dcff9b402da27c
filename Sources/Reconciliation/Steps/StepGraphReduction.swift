/// Leaves out of a graph what others stand for: who comes after a step need not come after what that step comes after.
///
/// Only one step in between is looked for. Of two sets the smaller one is gone through, so that the cost stays close to
/// the number of edges.
struct StepGraphReduction {
    private let graph: StepGraph
    /// Steps that may run whatever became of what they come after, which are no sign that that is done.
    private let unreliable: Set<Int>
    /// What the steps before each barrier come after themselves.
    private var covered: [Int: Cover] = [:]
    /// How many nodes were looked up in a set: the cost, in a number that is the same on every machine.
    private(set) var lookups = 0

    private struct Cover {
        var steps: Set<Int> = []
        var barriers: Set<Int> = []
    }

    init(_ graph: StepGraph, unreliable: Set<Int>) {
        self.graph = graph
        self.unreliable = unreliable
    }

    /// What unreliable steps come after stays as it is.
    mutating func reduced() -> StepGraph {
        var predecessors = graph.predecessors
        for node in graph.nodes where predecessors[node].count > 1 && !unreliable.contains(node) {
            predecessors[node] = remaining(predecessors[node])
        }
        return StepGraph(graph, predecessors: predecessors)
    }

    private mutating func remaining(_ nodes: Set<Int>) -> Set<Int> {
        let cover = cover(of: nodes)
        var implied = common(nodes, cover.steps).union(common(nodes, cover.barriers))
        for barrier in nodes where graph.isBarrier(barrier) {
            implied.formUnion(common(nodes, graph.predecessors[barrier]))
            let behind = self.cover(ofBarrier: barrier)
            implied.formUnion(common(nodes, behind.steps).union(common(nodes, behind.barriers)))
        }
        for barrier in cover.barriers { implied.formUnion(common(nodes, graph.predecessors[barrier])) }
        return nodes.subtracting(implied)
    }

    /// What the reliable steps among nodes come after, as far as it is among them too, and the barriers.
    private mutating func cover(of nodes: Set<Int>) -> Cover {
        var cover = Cover()
        for step in nodes where !graph.isBarrier(step) && !unreliable.contains(step) {
            let before = graph.predecessors[step]
            cover.steps.formUnion(common(nodes, before))
            cover.barriers.formUnion(before.filter(graph.isBarrier))
        }
        return cover
    }

    private mutating func cover(ofBarrier barrier: Int) -> Cover {
        if let known = covered[barrier] { return known }
        var cover = Cover()
        for step in graph.predecessors[barrier] where !unreliable.contains(step) {
            for node in graph.predecessors[step] {
                lookups += 1
                if graph.isBarrier(node) { cover.barriers.insert(node) } else { cover.steps.insert(node) }
            }
        }
        for other in cover.barriers { cover.steps.formUnion(graph.predecessors[other]) }
        covered[barrier] = cover
        return cover
    }

    private mutating func common(_ left: Set<Int>, _ right: Set<Int>) -> Set<Int> {
        let (smaller, larger) = left.count < right.count ? (left, right) : (right, left)
        lookups += smaller.count
        return smaller.filter(larger.contains)
    }
}
