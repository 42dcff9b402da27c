/// What an action on a storage box, a snapshot or a subaccount changes when it succeeds.
enum StorageBoxEffect: Codable, Sendable {
    /// A password is set that nobody can read.
    case nothing(Int)
    case created(Int)
    case deleted(Int)
    case protectionChanged(Int, Bool)
    case typeChanged(Int, Int)
    case accessChanged(Int, StorageBox.AccessSettings)
    case planChanged(Int, SnapshotPlan?)
    case rolledBack(Int, Int)
    case snapshotCreated(Int)
    case snapshotDeleted(Int)
    case subaccountCreated(Int)
    case subaccountDeleted(Int)
    case homeChanged(Int, String)
    case subaccountAccessChanged(Int, Subaccount.AccessSettings)
}

extension Action {
    /// Whether it takes a snapshot or a subaccount away from a storage box.
    var deletesStoragePart: Bool {
        switch effect {
        case .storageBox(.snapshotDeleted), .storageBox(.subaccountDeleted): true
        default: false
        }
    }
}

extension Project {
    func carryOut(_ effect: StorageBoxEffect, at moment: Moment) {
        switch effect {
        case .nothing, .snapshotCreated, .subaccountCreated: break
        case .created(let id): change(StorageBox.self, id) { $0.status = .active }
        case .deleted(let id): storageBoxIsDeleted(id)
        case .protectionChanged(let id, let flag): change(StorageBox.self, id) { $0.isProtected = flag }
        case .typeChanged(let id, let type): change(StorageBox.self, id) { $0.type = type }
        case .accessChanged(let id, let access): change(StorageBox.self, id) { $0.access = access }
        case .planChanged(let id, let plan):
            change(StorageBox.self, id) { $0.plan = plan }
            planNextSnapshot(of: id, after: moment)
        case .rolledBack(let id, let snapshot): storageBoxIsRolledBack(id, to: snapshot)
        case .snapshotDeleted(let id): remove(StorageSnapshot.self, id)
        case .subaccountDeleted(let id): remove(Subaccount.self, id)
        case .homeChanged(let id, let home): change(Subaccount.self, id) { $0.home = home }
        case .subaccountAccessChanged(let id, let access): change(Subaccount.self, id) { $0.access = access }
        }
    }

    /// Only what a request shows at once has to be taken back.
    func takeBack(_ effect: StorageBoxEffect) {
        switch effect {
        case .created(let id): storageBoxIsDeleted(id)
        case .snapshotCreated(let id): remove(StorageSnapshot.self, id)
        case .subaccountCreated(let id): remove(Subaccount.self, id)
        case .nothing, .deleted, .protectionChanged, .typeChanged, .accessChanged, .planChanged, .rolledBack,
            .snapshotDeleted, .subaccountDeleted, .homeChanged, .subaccountAccessChanged:
            break
        }
    }

    private func storageBoxIsDeleted(_ id: Int) {
        for snapshot in relations.snapshotsByBox.sorted(id) { remove(StorageSnapshot.self, snapshot) }
        for subaccount in relations.subaccountsByBox.sorted(id) { remove(Subaccount.self, subaccount) }
        remove(StorageBox.self, id)
    }

    /// Newer snapshots go, and the data is what it was.
    private func storageBoxIsRolledBack(_ id: Int, to snapshot: Int) {
        guard let snapshot = storageSnapshots[snapshot] else { return }
        for other in relations.snapshotsByBox.sorted(id) where other > snapshot.id {
            remove(StorageSnapshot.self, other)
        }
        change(StorageBox.self, id) { $0.dataSize = snapshot.fileSystemSize }
    }

    /// Sets the alarm of the plan, or takes it away with the plan.
    func planNextSnapshot(of id: Int, after moment: Moment) {
        change(StorageBox.self, id) { $0.nextSnapshot = $0.plan?.next(after: moment) }
        if let due = storageBoxes[id]?.nextSnapshot { events.plan(.snapshotIsDue(box: id), at: due) }
    }

    /// Takes the snapshot of the plan, and lets the oldest automatic ones go that are more than it keeps.
    func snapshotIsDue(_ id: Int, at moment: Moment) {
        // An alarm of a plan that was replaced since means nothing.
        guard let box = storageBoxes[id], box.nextSnapshot == moment, let plan = box.plan else { return }
        save(newSnapshot(of: box, at: moment, isAutomatic: true))
        let automatic = relations.snapshotsByBox.sorted(id).filter { storageSnapshots[$0]?.isAutomatic == true }
        for old in automatic.dropLast(plan.mostSnapshots) { remove(StorageSnapshot.self, old) }
        planNextSnapshot(of: id, after: moment)
    }
}
