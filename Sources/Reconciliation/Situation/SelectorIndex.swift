import LabelText

/// Label selectors, found by the labels that they match without trying each.
struct SelectorIndex<Owner> {
    private var entries: [(selector: LabelSelector, owner: Owner)] = []
    /// Entries by a label that everything has which they match.
    private var byLabel: [String: [String: [Int]]] = [:]
    private var others: [Int] = []

    mutating func add(_ selector: LabelSelector, of owner: Owner) {
        if let (key, values) = selector.neededLabel {
            for value in values { byLabel[key, default: [:]][value, default: []].append(entries.count) }
        } else {
            others.append(entries.count)
        }
        entries.append((selector, owner))
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Whose selectors match the labels, in the order in which they were added.
    func owners(matching labels: [String: String]) -> [Owner] {
        guard !entries.isEmpty else { return [] }
        let candidates = labels.flatMap { byLabel[$0.key]?[$0.value] ?? [] } + others
        return candidates.filter { entries[$0].selector.matches(labels) }.sorted().map { entries[$0].owner }
    }
}
