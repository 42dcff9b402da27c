/// Numbered steps with what each comes after, and barriers where many come after many.
///
/// Nodes are numbers: the steps, and behind them the barriers. A barrier comes after steps alone, and steps alone come
/// after it; so a thousand steps after a thousand others are two thousand edges and not a million.
struct StepGraph {
    /// Steps that come after each other in a circle, each after the next and the last after the first.
    struct Circle: Error {
        let steps: [Int]
    }

    let stepCount: Int
    /// For every node what it directly comes after: for a step steps and barriers, for a barrier steps.
    private(set) var predecessors: [Set<Int>]
    private var barriers: [Set<Int>: Int] = [:]

    init(stepCount: Int) {
        self.stepCount = stepCount
        predecessors = Array(repeating: [], count: stepCount)
    }

    /// The same steps and barriers with fewer edges between them.
    init(_ graph: StepGraph, predecessors: [Set<Int>]) {
        stepCount = graph.stepCount
        self.predecessors = predecessors
    }

    var steps: Range<Int> { 0..<stepCount }
    var nodes: Range<Int> { predecessors.indices }
    var edgeCount: Int { predecessors.reduce(0) { $0 + $1.count } }

    func isBarrier(_ node: Int) -> Bool { node >= stepCount }

    /// Has each of some steps come after each of others, but for itself.
    mutating func put(_ earlier: Set<Int>, before later: Set<Int>) {
        let both = earlier.intersection(later)
        putEach(earlier, before: both)
        let others = later.subtracting(both)
        guard earlier.count > 1, others.count > 1 else { return putEach(earlier, before: others) }
        let barrier = barrier(after: earlier)
        for step in others { predecessors[step].insert(barrier) }
    }

    private mutating func putEach(_ earlier: Set<Int>, before later: Set<Int>) {
        for step in later {
            predecessors[step].formUnion(earlier)
            predecessors[step].remove(step)
        }
    }

    private mutating func barrier(after earlier: Set<Int>) -> Int {
        if let known = barriers[earlier] { return known }
        predecessors.append(earlier)
        barriers[earlier] = predecessors.count - 1
        return predecessors.count - 1
    }

    /// The steps that a step comes after, directly or behind a barrier.
    func steps(before step: Int) -> Set<Int> {
        predecessors[step].reduce(into: []) { found, node in
            if isBarrier(node) { found.formUnion(predecessors[node]) } else { found.insert(node) }
        }
    }

    /// For every node what directly comes after it.
    var successors: [[Int]] {
        var successors: [[Int]] = Array(repeating: [], count: predecessors.count)
        for node in nodes {
            for predecessor in predecessors[node] { successors[predecessor].append(node) }
        }
        return successors
    }
}

extension StepGraph {
    /// The steps, each after what it comes after; among those that could be next, the one with the lowest number is.
    func sorted() throws(Circle) -> [Int] {
        let successors = successors
        var waiting = predecessors.map(\.count)
        var ready = MinimumHeap(steps.filter { waiting[$0] == 0 })
        var order: [Int] = []
        while let next = ready.removeMinimum() {
            order.append(next)
            var passed = [next]
            while let node = passed.popLast() {
                for successor in successors[node] {
                    waiting[successor] -= 1
                    guard waiting[successor] == 0 else { continue }
                    if isBarrier(successor) { passed.append(successor) } else { ready.insert(successor) }
                }
            }
        }
        guard order.count == stepCount else { throw circle(among: Set(steps).subtracting(order)) }
        return order
    }

    private func circle(among stuck: Set<Int>) -> Circle {
        var path: [Int] = []
        var places: [Int: Int] = [:]
        var current = stuck.min()
        while let step = current, places[step] == nil {
            places[step] = path.count
            path.append(step)
            current = steps(before: step).intersection(stuck).min()
        }
        guard let start = current.flatMap({ places[$0] }) else {
            preconditionFailure("what is stuck comes after something that is stuck")
        }
        return Circle(steps: Array(path[start...]))
    }
}
