import ResourceModel

extension [Step] {
    /// Has health awaited only by steps after which no other one follows that awaits the same: before that, what makes a
    /// resource healthy may be yet to come.
    func checkingHealthLast(_ barriers: [Barrier]) -> [Step] {
        var waiting: [ResourceAddress: [Int]] = [:]
        for (index, step) in enumerated() {
            if let address = step.awaitsHealthOf { waiting[address, default: []].append(index) }
        }
        var steps = self
        for indices in waiting.values where indices.count > 1 {
            let before = indices.reduce(into: Set()) { $0.formUnion(predecessors(of: $1, from: indices[0], barriers)) }
            for index in indices where before.contains(index) { steps[index].awaitsHealthOf = nil }
        }
        return steps
    }

    /// All that a step waits for, through others too, from an index on.
    private func predecessors(of index: Int, from first: Int, _ barriers: [Barrier]) -> Set<Int> {
        var found: Set<Int> = []
        var open = [index]
        while let next = open.popLast() {
            let behind = self[next].barriers.flatMap { barriers[$0.index].waitsFor }
            for before in (self[next].waitsFor + behind).map(\.index) where before >= first {
                if found.insert(before).inserted { open.append(before) }
            }
        }
        return found
    }
}
