import TestSupport
import Testing

@testable import Reconciliation

@Suite("Step graph")
struct StepGraphTests {
    private func graph(_ count: Int, _ edges: [(Set<Int>, Set<Int>)]) -> StepGraph {
        var graph = StepGraph(stepCount: count)
        for (earlier, later) in edges { graph.put(earlier, before: later) }
        return graph
    }

    private func waits(_ graph: StepGraph) -> [[Int]] { graph.steps.map { graph.steps(before: $0).sorted() } }

    private func reduced(_ graph: StepGraph, unreliable: Set<Int> = []) -> [[Int]] {
        var reduction = StepGraphReduction(graph, unreliable: unreliable)
        return waits(reduction.reduced())
    }

    @Test("each of many that come after many comes after all of them")
    func barrier() {
        let graph = graph(5, [([0, 1, 2], [3, 4])])
        #expect(waits(graph) == [[], [], [], [0, 1, 2], [0, 1, 2]])
    }

    @Test("many after many are as many edges as there are steps")
    func barrierEdges() {
        #expect(graph(2_000, [(Set(0..<1_000), Set(1_000..<2_000))]).edgeCount == 2_000)
    }

    @Test("what is on both sides comes after the others and not after itself")
    func bothSides() {
        let graph = graph(4, [([0, 1], [1, 2, 3])])
        #expect(waits(graph) == [[], [0], [0, 1], [0, 1]])
    }

    @Test("the same steps before others again are the same barrier")
    func sameBarrier() {
        let graph = graph(6, [([0, 1], [2, 3]), ([0, 1], [4, 5])])
        #expect(graph.nodes.count == 7)
    }

    @Test("of steps that could be next the one with the lowest number is")
    func order() throws {
        #expect(try graph(5, [([3], [0]), ([4], [3])]).sorted() == [1, 2, 4, 3, 0])
        #expect(try graph(5, [([3, 4], [0, 1])]).sorted() == [2, 3, 4, 0, 1])
    }

    @Test("steps in a circle are told, each before the one that it comes after")
    func circle() {
        let graph = graph(5, [([1], [3]), ([3], [2]), ([2], [1]), ([1], [4])])
        let error = #expect(throws: StepGraph.Circle.self) { try graph.sorted() }
        #expect(error?.steps == [1, 2, 3])
    }

    @Test("a circle through a barrier is told by its steps")
    func circleThroughBarrier() {
        let graph = graph(4, [([0, 1], [2, 3]), ([2], [0])])
        let error = #expect(throws: StepGraph.Circle.self) { try graph.sorted() }
        #expect(error?.steps == [0, 2])
    }

    @Test("three that all come after each other are a circle")
    func clique() {
        let graph = graph(3, [([1, 2], [0]), ([0, 2], [1]), ([0, 1], [2])])
        #expect(throws: StepGraph.Circle.self) { try graph.sorted() }
    }

    @Test("a step need not wait for what another one waits for that it waits for")
    func reduction() {
        #expect(reduced(graph(3, [([0], [1]), ([0, 1], [2])])) == [[], [0], [1]])
    }

    @Test("a barrier stands for what its own steps come after")
    func reductionBehindBarrier() {
        let graph = graph(5, [([0], [1, 2]), ([1, 2], [3, 4]), ([0], [3, 4])])
        #expect(reduced(graph) == [[], [0], [0], [1, 2], [1, 2]])
    }

    @Test("a step before that waits at the same barrier stands for it")
    func reductionOfBarrier() {
        let graph = graph(4, [([0, 1], [2, 3]), ([2], [3])])
        #expect(reduced(graph) == [[], [], [0, 1], [2]])
    }

    @Test("of the steps before a barrier those are left that no other one of them stands for")
    func reductionInBarrier() {
        let graph = graph(5, [([0], [1]), ([0, 1, 2], [3, 4])])
        #expect(reduced(graph) == [[], [0], [], [1, 2], [1, 2]])
    }

    @Test("a step that runs whatever became of the others stands for none of them")
    func unreliable() {
        let graph = graph(4, [([0], [1]), ([0, 1], [2]), ([0, 1, 2], [3])])
        #expect(reduced(graph, unreliable: [2]) == [[], [0], [0, 1], [1, 2]])
    }

    @Test("a wish is left where it would make a circle, and kept where it would not")
    func preferences() {
        var graph = graph(4, [([0], [1])])
        graph.prefer([([1, 2], [0, 3])])
        #expect(waits(graph) == [[2], [0], [], [1, 2]])
    }

    @Test("of wishes that do not go together the one of the lowest number counts")
    func conflictingPreferences() throws {
        var graph = StepGraph(stepCount: 3)
        graph.prefer([([0, 1, 2], [0, 1, 2])])
        #expect(waits(graph) == [[1, 2], [2], []])
        #expect(try graph.sorted() == [2, 1, 0])
    }

    @Test("a wish in a circle that goes through a barrier is left")
    func preferenceAgainstBarrier() {
        var graph = graph(5, [([0, 1], [2, 3])])
        graph.prefer([([2, 4], [0])])
        #expect(waits(graph) == [[4], [], [0, 1], [0, 1], []])
    }

    @Test("the outcome is the one that every edge by itself would have", arguments: 1...200 as ClosedRange<UInt64>)
    func agreesWithEdges(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = 8
        func some() -> Set<Int> { Set((0..<count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }) }
        let firm = (0..<3).map { _ in (some(), some()) }
        let wishes = (0..<3).map { _ in (earlier: some(), later: some()) }
        var graph = graph(count, firm)
        guard (try? graph.sorted()) != nil else { return }
        var plain = SimpleGraph(count)
        for (earlier, later) in firm { plain.put(earlier, later) }
        plain.prefer(wishes)
        graph.prefer(wishes)
        #expect(waits(graph) == plain.before.map { $0.sorted() })
        let order = try graph.sorted()
        var reduction = StepGraphReduction(graph, unreliable: [])
        let reduced = reduction.reduced()
        #expect(try reduced.sorted() == order)
        for step in reduced.steps {
            #expect(reduced.everything(before: step) == graph.everything(before: step), "\(step)")
        }
    }
}

/// The same with an edge for every pair, each looked at by itself.
private struct SimpleGraph {
    var before: [Set<Int>]

    init(_ count: Int) { before = Array(repeating: [], count: count) }

    mutating func put(_ earlier: Set<Int>, _ later: Set<Int>) {
        for step in later { before[step].formUnion(earlier.subtracting([step])) }
    }

    mutating func prefer(_ wishes: [(earlier: Set<Int>, later: Set<Int>)]) {
        for step in before.indices {
            let wanted = wishes.filter { $0.later.contains(step) }.reduce(into: Set()) { $0.formUnion($1.earlier) }
            for other in wanted.sorted() where other != step && !waits(other, for: step) { before[step].insert(other) }
        }
    }

    private func waits(_ step: Int, for other: Int) -> Bool {
        before[step].contains(other) || before[step].contains { waits($0, for: other) }
    }
}

extension StepGraph {
    fileprivate func everything(before step: Int) -> Set<Int> {
        steps(before: step).reduce(into: []) { $0.formUnion(everything(before: $1).union([$1])) }
    }
}
