import YAMLDocuments

extension Node {
    /// This part of a file with what a later file says laid over it, map by map.
    ///
    /// Everything but a map is replaced as a whole; what only one of the two has stays.
    func overlaid(with later: Node) -> Node {
        guard case .mapping(let entries) = content, case .mapping(let others) = later.content else { return later }
        var merged = entries
        var positions: [String: Int] = [:]
        for (position, entry) in entries.enumerated() { positions[entry.name] = position }
        for other in others {
            guard let position = positions[other.name] else {
                merged.append(other)
                continue
            }
            let entry = merged[position]
            let value = entry.value.overlaid(with: other.value)
            // A key stays at its first place, what is said anew is at its own.
            merged[position] = Node.Entry(key: entry.key, value: value)
        }
        return Node(range: range, content: .mapping(merged))
    }
}
