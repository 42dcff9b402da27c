/// One direction of a relation: from an ID to the IDs that point at it.
struct Relation {
    private var members: [Int: SortedIDs] = [:]

    subscript(id: Int) -> SortedIDs { members[id] ?? SortedIDs() }

    func sorted(_ id: Int) -> [Int] { self[id].all }

    func count(_ id: Int) -> Int { members[id]?.count ?? 0 }

    /// Notes that `member` points at `new` now and no longer at `old`.
    mutating func move(_ member: Int, from old: Int?, to new: Int?) {
        guard old != new else { return }
        if let old { unlink(member, from: old) }
        if let new { members[new, default: SortedIDs()].insert(member) }
    }

    mutating func replace(_ member: Int, from old: [Int], to new: [Int]) {
        for id in old where !new.contains(id) { unlink(member, from: id) }
        for id in new where !old.contains(id) { members[id, default: SortedIDs()].insert(member) }
    }

    private mutating func unlink(_ member: Int, from id: Int) {
        members[id]?.remove(member)
        if members[id]?.isEmpty == true { members[id] = nil }
    }
}

/// The reverse of the references that records hold.
struct Relations {
    var volumesByServer = Relation()
    var addressesByServer = Relation()
    var floatingIPsByServer = Relation()
    var serversByPlacementGroup = Relation()
    var serversByNetwork = Relation()
    var serversByFirewall = Relation()
    var serversByImage = Relation()
    var backupsByServer = Relation()
    var rrsetsByZone = Relation()
    var balancersByCertificate = Relation()
    var snapshotsByBox = Relation()
    var subaccountsByBox = Relation()
    var balancersByServer = Relation()
    var balancersByNetwork = Relation()
    var addressesByBalancer = Relation()
    /// Actions by the objects that they are about.
    var actions: [ObjectKey: SortedIDs] = [:]
    var actionsByKind: [ResourceKind: SortedIDs] = [:]
    /// How many records a zone has in all of its sets.
    var recordsByZone: [Int: Int] = [:]
    /// The running actions that keep others away from an object.
    var holders: [ObjectKey: Set<Int>] = [:]
    var keysByFingerprint: [String: Int] = [:]
}
