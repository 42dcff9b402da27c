import ResourceModel

/// The elements of a recorded list in the order of their keys, of which one is found without looking at the others.
struct OrderedElements {
    private(set) var values: [Value]
    private let key: (Value) -> String

    /// - Parameter isOrdered: whether they are in that order already; else they are put into it.
    init(_ values: [Value], isOrdered: Bool, key: @escaping (Value) -> String) {
        self.key = key
        self.values = isOrdered ? values : Self.sorted(values.map { (key: key($0), value: $0) })
    }

    /// Puts values in the place of those that have the keys; the last one of a key counts.
    mutating func replace(_ edits: [(key: String, value: Value?)]) {
        // A few are moved in one by one, many go through the list once.
        guard edits.count <= values.count / 32 else { return replaceInOnePass(edits) }
        for (key, value) in edits { replace(key, by: value) }
    }

    private mutating func replace(_ old: String, by value: Value?) {
        let place = firstIndex { !$0.precedes(old) }
        let isThere = place < values.count && key(values[place]) == old
        guard let value else {
            if isThere { values.remove(at: place) }
            return
        }
        let new = key(value)
        if isThere, new == old {
            values[place] = value
        } else {
            if isThere { values.remove(at: place) }
            values.insert(value, at: firstIndex { new.precedes($0) })
        }
    }

    private mutating func replaceInOnePass(_ edits: [(key: String, value: Value?)]) {
        let changed = Dictionary(edits) { _, last in last }
        let old = values.map { (key: key($0), value: $0) }
        let new = changed.compactMap { _, value in value.map { (key: key($0), value: $0) } }
        values = Self.sorted(old.filter { changed[$0.key] == nil } + new)
    }

    /// The first place where the key is such; from there on all are.
    private func firstIndex(where isBehind: (String) -> Bool) -> Int {
        var places = values.indices
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            places = isBehind(key(values[middle])) ? places.lowerBound..<middle : (middle + 1)..<places.upperBound
        }
        return places.lowerBound
    }

    private static func sorted(_ keyed: [(key: String, value: Value)]) -> [Value] {
        keyed.sorted { $0.key.precedes($1.key) }.map(\.value)
    }
}
