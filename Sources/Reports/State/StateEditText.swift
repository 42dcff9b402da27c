import ResourceModel

/// What a change of the state file alone does, for people.
package struct StateEditText {
    let old: RecordedState
    let new: RecordedState
    let style: TextStyle

    package init(from old: RecordedState, to new: RecordedState, style: TextStyle = TextStyle()) {
        self.old = old
        self.new = new
        self.style = style
    }

    /// A line for each resource that is recorded otherwise, and how many there are of each kind.
    package func text() -> String {
        let lines =
            moved.map { "  => \($0.from) → \($0.to)" } + taken.map { "  + \($0)" } + forgotten.map { "  - \($0)" }
            + rewritten.map { "  ~ \($0)" } + renaming
        let counts = [
            (moved.count, "to move"), (taken.count, "to take in"), (forgotten.count, "to forget"),
            (rewritten.count, "to rewrite"), (renaming.count, "to rename"),
        ]
        let summary = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return (lines + ["", "State: \(summary). Nothing happens in the cloud."]).joined(separator: "\n") + "\n"
    }

    private struct Object: Hashable {
        let type: ResourceType.Name
        let id: ResourceID
    }

    private static func places(_ state: RecordedState) -> [Object: ResourceAddress] {
        state.resources.reduce(into: [:]) { $0[Object(type: $1.value.type, id: $1.value.id)] = $1.key }
    }

    private var moved: [(from: ResourceAddress, to: ResourceAddress)] {
        let places = Self.places(new)
        return old.resources.sorted { $0.key < $1.key }.compactMap { address, record in
            let place = places[Object(type: record.type, id: record.id)]
            return place.flatMap { $0 == address ? nil : (address, $0) }
        }
    }

    private var taken: [String] { objects(of: new, notIn: old) }
    private var forgotten: [String] { objects(of: old, notIn: new) }

    private func objects(of state: RecordedState, notIn other: RecordedState) -> [String] {
        let known = Self.places(other)
        return state.resources.sorted { $0.key < $1.key }.compactMap { address, record in
            known[Object(type: record.type, id: record.id)] == nil ? "\(address)  ID \(record.id)" : nil
        }
    }

    private var renaming: [String] { old.stack == new.stack ? [] : ["  ~ stack \(old.stack) → \(new.stack)"] }

    private var rewritten: [ResourceAddress] {
        new.resources.keys.sorted().filter { address in
            guard let before = old.resources[address], let after = new.resources[address] else { return false }
            return before.id == after.id && before != after
        }
    }
}
