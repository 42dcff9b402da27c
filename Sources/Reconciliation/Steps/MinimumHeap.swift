/// A heap that gives the smallest number first.
package struct MinimumHeap {
    private var items: [Int]

    /// `sorted` is in ascending order.
    package init(_ sorted: [Int] = []) { items = sorted }

    package mutating func insert(_ item: Int) {
        items.append(item)
        var child = items.count - 1
        while child > 0, items[child] < items[(child - 1) / 2] {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    package mutating func removeMinimum() -> Int? {
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
