extension Project {
    /// Begins an action that keeps others away from the whole box.
    func startStorage(
        _ command: String,
        _ box: Int,
        and other: ObjectKey? = nil,
        takes milliseconds: Int64 = ActionTime.storageBox,
        _ effect: StorageBoxEffect
    ) -> Action {
        let keys = [ObjectKey.storageBox(box), other].compactMap { $0 }
        return start(command, on: keys, holding: [.storageBox(box)], takes: milliseconds, .storageBox(effect))
    }

    /// Several snapshots and subaccounts of a box can go at once; everything else waits for its turn.
    func requireIdleForDeletion(of part: ObjectKey, in box: Int) throws(APIFailure) {
        for id in relations.holders[.storageBox(box)] ?? [] {
            guard let action = actions[id], action.deletesStoragePart, !action.resources.contains(part) else {
                throw ResourceKind.storageBox.busy
            }
        }
    }

    func changeStorageBoxProtection(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let delete = input.optionalBoolean("delete") ?? box.isProtected
        try input.finish()
        try requireIdle(.storageBox(box.id))
        return response(startStorage("change_protection", box.id, .protectionChanged(box.id, delete)))
    }

    func changeStorageBoxType(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let wanted = input.reference("storage_box_type")
        try input.finish()
        try requireIdle(.storageBox(box.id))
        let type = try storageBoxType(wanted)
        guard type.id != box.type else {
            throw APIFailure.invalidInput(field: "storage_box_type", "the storage box has this type already")
        }
        guard box.dataSize + snapshotSize(of: box.id) <= type.size else {
            throw APIFailure.invalidInput(field: "storage_box_type", "offers less space than the storage box uses")
        }
        return response(startStorage("change_type", box.id, .typeChanged(box.id, type.id)))
    }

    func resetStoragePassword(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        _ = input.string("password", .storagePassword)
        try input.finish()
        try requireIdle(.storageBox(box.id))
        return response(startStorage("reset_password", box.id, .nothing(box.id)))
    }

    func updateStorageAccess(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        var access = box.access
        access.update(&input)
        try input.finish()
        try requireIdle(.storageBox(box.id))
        return response(startStorage("update_access_settings", box.id, .accessChanged(box.id, access)))
    }

    func enableSnapshotPlan(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let limit = world.catalog.storageBoxTypes[box.type]?.automaticSnapshotLimit ?? 0
        let plan = SnapshotPlan(&input, limit: limit)
        try input.finish()
        try requireIdle(.storageBox(box.id))
        return response(startStorage("enable_snapshot_plan", box.id, .planChanged(box.id, plan)))
    }

    func disableSnapshotPlan(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        try requireIdle(.storageBox(box.id))
        return response(startStorage("disable_snapshot_plan", box.id, .planChanged(box.id, nil)))
    }

    func rollBackSnapshot(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let wanted = input.reference("snapshot")
        try input.finish()
        try requireIdle(.storageBox(box.id))
        let candidates = relations.snapshotsByBox.sorted(box.id).compactMap { storageSnapshots[$0] }
        let snapshot = candidates.first { snapshot in
            switch wanted {
            case .id(let id): snapshot.id == id
            case .name(let name): snapshot.title == name
            }
        }
        guard let snapshot else { throw APIFailure.notFound(.storageSnapshot, wanted.text) }
        let key = ObjectKey.storageSnapshot(snapshot.id)
        return response(startStorage("rollback_snapshot", box.id, and: key, .rolledBack(box.id, snapshot.id)))
    }
}
