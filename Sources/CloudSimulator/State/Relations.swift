/// One direction of a relation: from an ID to the IDs that point at it.
struct Relation {
    private var sets: [Int: Set<Int>] = [:]

    subscript(id: Int) -> Set<Int> { sets[id] ?? [] }

    func sorted(_ id: Int) -> [Int] { self[id].sorted() }

    func count(_ id: Int) -> Int { sets[id]?.count ?? 0 }

    /// Notes that `member` points at `new` now and no longer at `old`.
    mutating func move(_ member: Int, from old: Int?, to new: Int?) {
        guard old != new else { return }
        if let old { unlink(member, from: old) }
        if let new { sets[new, default: []].insert(member) }
    }

    mutating func replace(_ member: Int, from old: [Int], to new: [Int]) {
        for id in old where !new.contains(id) { unlink(member, from: id) }
        for id in new where !old.contains(id) { sets[id, default: []].insert(member) }
    }

    private mutating func unlink(_ member: Int, from id: Int) {
        sets[id]?.remove(member)
        if sets[id]?.isEmpty == true { sets[id] = nil }
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
    /// Actions by the objects that they are about, in the order in which they started.
    var actions: [ObjectKey: [Int]] = [:]
    var actionsByKind: [ResourceKind: [Int]] = [:]
    /// The running actions that keep others away from an object.
    var holders: [ObjectKey: Set<Int>] = [:]
    var keysByFingerprint: [String: Int] = [:]
}
