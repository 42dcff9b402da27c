import CELExpressions
import ResourceModel

/// What the file says is in the project without it, with what was found there.
struct Existing: Sendable {
    struct Entry: Sendable {
        let lookup: ExistingLookup
        /// Nil before it is looked up, as when only the file is checked, and of what stands for several.
        let found: ExistingObject?
        /// The keys of all that it stands for, where that may be several: `web[0]`; nil before they are looked up.
        var instances: [String]?
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

    /// What is found of several has a key of its own each.
    mutating func add(_ lookup: ExistingLookup, found: [ExistingObject]?) {
        add(section: lookup.section)
        order[lookup.section, default: []].append(lookup.key)
        guard lookup.criteria.isMany else {
            entries[lookup.section, default: [:]][lookup.key] = Entry(lookup: lookup, found: found?.first)
            return
        }
        let instances = found?.enumerated().map { (key: "\(lookup.key)[\($0)]", object: $1) }
        for (key, object) in instances ?? [] {
            entries[lookup.section, default: [:]][key] = Entry(lookup: lookup, found: object)
        }
        let keys = instances?.map(\.key)
        entries[lookup.section, default: [:]][lookup.key] = Entry(lookup: lookup, found: nil, instances: keys)
    }

    /// What was found where the newest of several is meant, as an attribute says it.
    func addNewest(of catalog: Catalog, to found: inout [String: Set<String>]) {
        for section in sections where catalog.lookupKind(section)?.newestWins == true {
            for case let entry? in keys(in: section).map({ entries[section]?[$0] }) where !entry.lookup.criteria.isMany
            {
                guard let object = entry.found else { continue }
                found[section, default: []].insert(object.name ?? object.id.description)
            }
        }
    }

    /// The logical names of what was found of a section.
    func names(in section: String?) -> [ResourceID: String] {
        let found = section.flatMap { entries[$0] }?.compactMap { key, entry in
            entry.found.map { ($0.id, key) }
        }
        return Dictionary(found ?? []) { min($0, $1) }
    }
}
