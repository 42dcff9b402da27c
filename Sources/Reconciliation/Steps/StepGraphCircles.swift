extension StepGraph {
    /// Has steps come after others as far as that makes no circle.
    ///
    /// Where not all of it goes together, the later ones with the lowest numbers get theirs first. What could make a
    /// circle is looked at edge by edge, so that the cost grows with the largest circle that the wishes would make.
    mutating func prefer(_ wishes: [(earlier: Set<Int>, later: Set<Int>)]) {
        var whole = self
        for wish in wishes { whole.put(wish.earlier, before: wish.later) }
        let circles = whole.circles()
        guard !circles.isEmpty else { return self = whole }
        var doubtful: [Int: Set<Int>] = [:]
        for (earlier, later) in wishes {
            let before = Dictionary(grouping: earlier.filter { circles[$0] != nil }) { circles[$0] }
            for (circle, steps) in Dictionary(grouping: later, by: { circles[$0] }) {
                let inside = Set(circle == nil ? [] : before[circle, default: []])
                put(earlier.subtracting(inside), before: Set(steps))
                guard !inside.isEmpty else { continue }
                for step in steps { doubtful[step, default: []].formUnion(inside.subtracting([step])) }
            }
        }
        decide(doubtful, circles)
    }

    private mutating func decide(_ doubtful: [Int: Set<Int>], _ circles: [Int: Int]) {
        var successors = successors
        for (step, wanted) in doubtful.sorted(by: { $0.key < $1.key }) {
            let possible = wanted.subtracting(nodes(after: step, successors, circles))
            put(possible, before: [step])
            for other in possible { successors[other].append(step) }
        }
    }

    /// What comes after a step, directly or not, of the circle that it is in.
    private func nodes(after step: Int, _ successors: [[Int]], _ circles: [Int: Int]) -> Set<Int> {
        var seen: Set<Int> = []
        var pending = [step]
        while let next = pending.popLast() {
            pending += successors[next].filter { node in
                (isBarrier(node) || circles[node] == circles[step]) && seen.insert(node).inserted
            }
        }
        return seen
    }

    /// Which circle each node is in; what is in none is left out.
    func circles() -> [Int: Int] {
        var search = CircleSearch(predecessors.map { Array($0) })
        for node in nodes { search.visit(node) }
        return search.circles
    }
}

/// Tarjan's search for strongly connected components, without recursion.
private struct CircleSearch {
    private(set) var circles: [Int: Int] = [:]
    private let edges: [[Int]]
    private var count = 0
    private var numbers: [Int?]
    /// The smallest number that each node leads back to.
    private var lowest: [Int]
    /// Nodes whose component is not complete yet.
    private var open: [Int] = []
    private var isOpen: [Bool]

    init(_ edges: [[Int]]) {
        self.edges = edges
        numbers = Array(repeating: nil, count: edges.count)
        lowest = Array(repeating: 0, count: edges.count)
        isOpen = Array(repeating: false, count: edges.count)
    }

    mutating func visit(_ start: Int) {
        guard numbers[start] == nil else { return }
        var path: [(node: Int, next: Int)] = [(enter(start), 0)]
        while let (node, next) = path.last {
            if next < edges[node].count {
                path[path.count - 1].next += 1
                let other = edges[node][next]
                if let number = numbers[other] {
                    if isOpen[other] { lowest[node] = min(lowest[node], number) }
                } else {
                    path.append((enter(other), 0))
                }
            } else {
                path.removeLast()
                if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
                if lowest[node] == numbers[node] { close(node) }
            }
        }
    }

    private mutating func enter(_ node: Int) -> Int {
        numbers[node] = count
        lowest[node] = count
        count += 1
        open.append(node)
        isOpen[node] = true
        return node
    }

    private mutating func close(_ root: Int) {
        var members: [Int] = []
        repeat {
            let node = open.removeLast()
            isOpen[node] = false
            members.append(node)
        } while members.last != root
        guard members.count > 1 else { return }
        for node in members { circles[node] = root }
    }
}
