import CELExpressions
import ResourceModel

/// What the file says is in the project without it, with what was found there.
struct Existing: Sendable {
    struct Entry: Sendable {
        let lookup: ExistingLookup
        /// Nil before it is looked up, as when only the file is checked.
        let found: ExistingObject?
    }

    private var entries: [String: [String: Entry]] = [:]
    private var order: [String: [String]] = [:]
    /// In the order of the file.
    private(set) var sections: [String] = []

    init() {}

    subscript(section: String, key: String) -> Entry? { entries[section]?[key] }

    func keys(in section: String) -> [String] { order[section] ?? [] }

    var lookups: [ExistingLookup] {
        sections.flatMap { section in keys(in: section).compactMap { entries[section]?[$0]?.lookup } }
    }

    mutating func add(section: String) {
        if !sections.contains(section) { sections.append(section) }
    }

    mutating func add(_ lookup: ExistingLookup, found: ExistingObject?) {
        add(section: lookup.section)
        order[lookup.section, default: []].append(lookup.key)
        entries[lookup.section, default: [:]][lookup.key] = Entry(lookup: lookup, found: found)
    }

    /// The logical names of what was found of a section.
    func names(in section: String?) -> [ResourceID: String] {
        let found = section.flatMap { entries[$0] }?.values.compactMap { entry in
            entry.found.map { ($0.id, entry.lookup.key) }
        }
        return Dictionary(found ?? []) { min($0, $1) }
    }
}
