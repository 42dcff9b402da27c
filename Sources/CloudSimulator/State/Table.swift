/// Something that a project holds under an ID, and that a data file keeps.
protocol StoredRecord: Codable, Sendable {
    static var kind: ResourceKind { get }
    var id: Int { get }
    /// Unique in its kind where there is one.
    var name: String? { get }
    var labels: [String: String] { get }
    var created: Moment { get }
}

/// All records of one kind in one project: by ID, by name, in order, and as rendered JSON.
struct Table<Record: StoredRecord> {
    private(set) var records: [Int: Record] = [:]
    private var sortedIDs = SortedIDs()
    private var idsByName: [String: Int] = [:]
    private var renderings: [Int: [UInt8]] = [:]
    /// Counts changes, so that a selection made for one page serves the next.
    private(set) var revision = 0
    var lastSelection: Selection?

    /// The IDs that a list with some filter and order had, at one revision.
    struct Selection {
        let query: String
        let revision: Int
        let ids: [Int]
    }

    /// Ascending.
    var ids: [Int] { sortedIDs.all }

    var count: Int { records.count }

    subscript(id: Int) -> Record? { records[id] }

    func id(named name: String) -> Int? { idsByName[name] }

    mutating func put(_ record: Record) {
        let old = records.updateValue(record, forKey: record.id)
        if old == nil { sortedIDs.insert(record.id) }
        if old?.name != record.name {
            if let name = old?.name { idsByName[name] = nil }
            if let name = record.name { idsByName[name] = record.id }
        }
        renderings[record.id] = nil
        revision += 1
    }

    mutating func remove(_ id: Int) {
        guard let old = records.removeValue(forKey: id) else { return }
        sortedIDs.remove(id)
        if let name = old.name { idsByName[name] = nil }
        renderings[id] = nil
        revision += 1
    }

    func rendering(_ id: Int) -> [UInt8]? { renderings[id] }

    mutating func keep(_ rendering: [UInt8], for id: Int) {
        renderings[id] = rendering
    }

    /// Drops what was rendered because something that the JSON shows lives in another record.
    mutating func forgetRendering(_ id: Int) {
        renderings[id] = nil
    }

    mutating func forgetAllRenderings() {
        renderings.removeAll(keepingCapacity: true)
    }
}
