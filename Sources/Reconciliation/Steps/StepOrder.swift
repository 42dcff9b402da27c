import ResourceModel

/// Puts drafts into an order in which each comes after what it waits for.
struct StepOrder {
    /// Drafts that wait for each other in a circle, each for the next and the last for the first.
    struct Cycle: Error {
        let drafts: [Int]
    }

    /// The drafts' indices, each after what it waits for; among those that could come next, the first draft does.
    let sorted: [Int]
    /// What each draft waits for, without what follows from the rest.
    let graph: StepGraph
    /// What it took to find that out; grows with the drafts and with what they wait for.
    let lookups: Int

    init(_ drafts: StepDrafts) throws(Cycle) {
        let whole = Self.graph(drafts)
        do throws(StepGraph.Circle) {
            sorted = try whole.sorted()
        } catch {
            throw Cycle(drafts: error.steps)
        }
        let restoring = Set(drafts.all.indices.filter { drafts[$0].restores != nil })
        var reduction = StepGraphReduction(whole, unreliable: restoring)
        graph = reduction.reduced()
        lookups = reduction.lookups
    }

    private static func graph(_ drafts: StepDrafts) -> StepGraph {
        let facts = StepFacts(drafts)
        var graph = StepGraph(stepCount: drafts.all.count)
        for (index, draft) in drafts.all.enumerated() { graph.put(draft.after, before: [index]) }
        for (token, later) in facts.requiring { graph.put(facts.providers(of: token), before: later) }
        let wishes = drafts.all.enumerated().filter { !$0.element.prefersAfter.isEmpty }
            .map { (earlier: $0.element.prefersAfter, later: Set([$0.offset])) }
        graph.prefer(wishes + facts.preferring.map { (earlier: facts.providers(of: $0.key), later: $0.value) })
        return graph
    }
}

/// Which drafts bring about which facts, and which wait for them.
private struct StepFacts {
    private(set) var requiring: [Token: Set<Int>] = [:]
    private(set) var preferring: [Token: Set<Int>] = [:]
    private var providing: [Token: Set<Int>] = [:]
    private let gates: [Token: Set<Token>]

    init(_ drafts: StepDrafts) {
        gates = drafts.gates
        for (index, draft) in drafts.all.enumerated() {
            for token in draft.requires { requiring[token, default: []].insert(index) }
            for token in draft.prefers { preferring[token, default: []].insert(index) }
        }
        let behindGates = gates.values.reduce(into: Set()) { $0.formUnion($1) }
        for (index, draft) in drafts.all.enumerated() {
            for token in draft.provides
            where requiring[token] != nil || preferring[token] != nil || behindGates.contains(token) {
                providing[token, default: []].insert(index)
            }
        }
    }

    func providers(of token: Token) -> Set<Int> {
        guard let facts = gates[token] else { return providing[token, default: []] }
        return facts.reduce(into: []) { $0.formUnion(providing[$1, default: []]) }
    }
}
