/// Distinct IDs in ascending order, which is the order of creation: a new one mostly comes last.
struct SortedIDs: RandomAccessCollection, Sendable {
    private(set) var all: [Int] = []

    var startIndex: Int { all.startIndex }
    var endIndex: Int { all.endIndex }

    subscript(position: Int) -> Int { all[position] }

    /// Takes a binary search.
    func contains(_ id: Int) -> Bool {
        let position = position(of: id)
        return position < all.count && all[position] == id
    }

    mutating func insert(_ id: Int) {
        let position = position(of: id)
        guard position == all.count || all[position] != id else { return }
        all.insert(id, at: position)
    }

    mutating func remove(_ id: Int) {
        let position = position(of: id)
        guard position < all.count, all[position] == id else { return }
        all.remove(at: position)
    }

    /// The index at which the ID stands or would stand.
    private func position(of id: Int) -> Int {
        guard let last = all.last, last >= id else { return all.count }
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
