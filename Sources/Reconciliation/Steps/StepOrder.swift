import ResourceModel

/// Puts drafts into an order in which each comes after what it waits for.
struct StepOrder {
    /// Drafts that wait for each other in a circle, each for the next and the last for the first.
    struct Cycle: Error {
        let drafts: [Int]
    }

    /// For every draft, what it waits for.
    private(set) var predecessors: [Set<Int>]

    init(_ drafts: [StepDraft]) {
        var providers: [Token: [Int]] = [:]
        let required = drafts.reduce(into: Set<Token>()) { $0.formUnion($1.requires.union($1.prefers)) }
        for (index, draft) in drafts.enumerated() {
            for token in draft.provides where required.contains(token) { providers[token, default: []].append(index) }
        }
        var all = drafts.enumerated().map { index, draft in
            var before = draft.after
            for token in draft.requires { before.formUnion(providers[token, default: []]) }
            before.remove(index)
            return before
        }
        for (index, draft) in drafts.enumerated() where !(draft.prefers.isEmpty && draft.prefersAfter.isEmpty) {
            let wanted = draft.prefers.reduce(into: draft.prefersAfter) { $0.formUnion(providers[$1, default: []]) }
            for other in wanted.sorted() where other != index && !Self.waits(other, for: index, all) {
                all[index].insert(other)
            }
        }
        // Who waits for a step need not wait for what that step waits for: unless one of them runs whatever became of
        // the others, which then is no sign that they are done.
        let complete = all
        predecessors = complete.enumerated().map { index, before in
            guard before.count > 1, drafts[index].restores == nil else { return before }
            return before.filter { one in
                !before.contains { $0 != one && drafts[$0].restores == nil && complete[$0].contains(one) }
            }
        }
    }

    /// Whether a draft comes only after another one, directly or not.
    private static func waits(_ draft: Int, for other: Int, _ predecessors: [Set<Int>]) -> Bool {
        var seen: Set<Int> = []
        var pending = [draft]
        while let next = pending.popLast() {
            guard next != other else { return true }
            guard seen.insert(next).inserted else { continue }
            pending += predecessors[next]
        }
        return false
    }

    /// The drafts' indices, each after its predecessors; among those that could come next, the first draft does.
    func sorted() throws(Cycle) -> [Int] {
        var waiting = predecessors.map(\.count)
        var successors: [[Int]] = Array(repeating: [], count: predecessors.count)
        for (index, before) in predecessors.enumerated() {
            for predecessor in before { successors[predecessor].append(index) }
        }
        var ready = MinimumHeap(waiting.indices.filter { waiting[$0] == 0 })
        var order: [Int] = []
        while let next = ready.removeMinimum() {
            order.append(next)
            for successor in successors[next] {
                waiting[successor] -= 1
                if waiting[successor] == 0 { ready.insert(successor) }
            }
        }
        guard order.count == predecessors.count else { throw cycle(among: Set(waiting.indices).subtracting(order)) }
        return order
    }

    private func cycle(among stuck: Set<Int>) -> Cycle {
        var path: [Int] = []
        var current = stuck.min()
        while let index = current, !path.contains(index) {
            path.append(index)
            current = predecessors[index].intersection(stuck).min()
        }
        guard let start = current, let first = path.firstIndex(of: start) else { return Cycle(drafts: path) }
        return Cycle(drafts: Array(path[first...]))
    }
}

/// A heap that gives the smallest number first.
struct MinimumHeap {
    private var items: [Int]

    /// `sorted` is in ascending order.
    init(_ sorted: [Int]) { items = sorted }

    mutating func insert(_ item: Int) {
        items.append(item)
        var child = items.count - 1
        while child > 0, items[child] < items[(child - 1) / 2] {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeMinimum() -> Int? {
        guard let minimum = items.first, let last = items.popLast() else { return nil }
        guard !items.isEmpty else { return minimum }
        items[0] = last
        var parent = 0
        while let child = smallestChild(of: parent), items[child] < items[parent] {
            items.swapAt(child, parent)
            parent = child
        }
        return minimum
    }

    private func smallestChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < items.count else { return nil }
        let right = left + 1
        return right < items.count && items[right] < items[left] ? right : left
    }
}
