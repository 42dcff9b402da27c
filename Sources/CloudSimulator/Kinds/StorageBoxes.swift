import LabelText

/// Network storage that servers and others reach by SSH, Samba or WebDAV.
struct StorageBox: Named {
    static let kind = ResourceKind.storageBox
    static var table: ReferenceWritableKeyPath<Project, Table<StorageBox>> { \.storageBoxes }

    enum Status: String, Codable, Sendable {
        case initializing
        case active
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var type: Int
    let location: Int
    /// The machine that it is on.
    let system: String
    var access: AccessSettings
    var status = Status.initializing
    var isProtected = false
    var plan: SnapshotPlan?
    /// When the plan takes its next snapshot.
    var nextSnapshot: Moment?
    /// Bytes outside of snapshots.
    var dataSize = 0
    /// How many subaccounts it ever had, which numbers them.
    var subaccountsMade = 0

    var username: String { "u\(id)" }
    var server: String { "\(username).your-storagebox.de" }

    struct AccessSettings: Codable, Sendable, Equatable {
        var isReachableExternally = false
        var hasSamba = false
        var hasSSH = false
        var hasWebDAV = false
        var hasZFS = false

        /// What the request does not mention stays.
        mutating func update(_ input: inout Input) {
            isReachableExternally = input.optionalBoolean("reachable_externally") ?? isReachableExternally
            hasSamba = input.optionalBoolean("samba_enabled") ?? hasSamba
            hasSSH = input.optionalBoolean("ssh_enabled") ?? hasSSH
            hasWebDAV = input.optionalBoolean("webdav_enabled") ?? hasWebDAV
            hasZFS = input.optionalBoolean("zfs_enabled") ?? hasZFS
        }

        fileprivate var json: JSON {
            [
                "reachable_externally": .bool(isReachableExternally), "samba_enabled": .bool(hasSamba),
                "ssh_enabled": .bool(hasSSH), "webdav_enabled": .bool(hasWebDAV), "zfs_enabled": .bool(hasZFS),
            ]
        }
    }

    func json(in project: Project) -> JSON {
        let isActive = status == .active
        let snapshots = project.snapshotSize(of: id)
        let type = project.world.catalog.storageBoxTypes[type]
        return [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "storage_box_type": type.map { .rendered($0.rendered) } ?? nil, "location": project.location(location),
            "status": .string(status.rawValue), "username": isActive ? .string(username) : nil,
            "server": isActive ? .string(server) : nil, "system": isActive ? .string(system) : nil,
            "access_settings": access.json, "snapshot_plan": plan?.json ?? nil,
            "protection": ["delete": .bool(isProtected)],
            "stats": [
                "size": .int(dataSize + snapshots), "size_data": .int(dataSize), "size_snapshots": .int(snapshots),
            ],
        ]
    }

    static func changed(from old: StorageBox?, to new: StorageBox?, in project: Project) {}
}

extension TextRule {
    /// Passwords of storage boxes: 12 to 128 characters of all four sorts.
    /// https://docs.hetzner.com/storage/storage-box/access/access-overview
    static let storagePassword = TextRule(
        problem:
            "must have 12 to 128 characters, among them upper and lower case letters, digits and special characters"
    ) { text in
        guard (12...128).contains(text.count), text.unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) })
        else { return false }
        let isSpecial: (Character) -> Bool = { !$0.isLetter && !$0.isNumber }
        return text.contains(where: \.isUppercase) && text.contains(where: \.isLowercase)
            && text.contains(where: \.isNumber) && text.contains(where: isSpecial)
    }
}

extension Route {
    static let storageBoxes: [Route] =
        [
            Route(.get, "storage_boxes") { try $0.project.listStorageBoxes($0) },
            Route(.post, "storage_boxes") { try $0.project.createStorageBox($0) },
            Route(.get, "storage_boxes/{id}") { try $0.project.show(StorageBox.self, $0) },
            Route(.put, "storage_boxes/{id}") { try $0.project.update(StorageBox.self, $0, name: .name) },
            Route(.delete, "storage_boxes/{id}") { try $0.project.deleteStorageBox($0) },
            Route(.get, "storage_boxes/{id}/folders") { try $0.project.listFolders($0) },
            Route(.post, "storage_boxes/{id}/actions/change_protection") { call in
                try call.project.changeStorageBoxProtection(call)
            },
            Route(.post, "storage_boxes/{id}/actions/change_type") { try $0.project.changeStorageBoxType($0) },
            Route(.post, "storage_boxes/{id}/actions/reset_password") { try $0.project.resetStoragePassword($0) },
            Route(.post, "storage_boxes/{id}/actions/update_access_settings") { call in
                try call.project.updateStorageAccess(call)
            },
            Route(.post, "storage_boxes/{id}/actions/enable_snapshot_plan") { call in
                try call.project.enableSnapshotPlan(call)
            },
            Route(.post, "storage_boxes/{id}/actions/disable_snapshot_plan") { call in
                try call.project.disableSnapshotPlan(call)
            },
            Route(.post, "storage_boxes/{id}/actions/rollback_snapshot") { try $0.project.rollBackSnapshot($0) },
        ] + storageSnapshots + subaccounts
}

extension Project {
    fileprivate func listStorageBoxes(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var ids = storageBoxes.ids
        if let name = call.query["name"] { ids = storageBoxes.id(named: name).map { [$0] } ?? [] }
        if let text = call.query["label_selector"] {
            guard let selector = LabelSelector(text) else { throw APIFailure.badSelector }
            ids = ids.filter { storageBoxes[$0].map { selector.matches($0.labels) } ?? false }
        }
        let order = try SortOrder(call.query, ["id", "name", "created", "stats.size", "stats.size_filesystem"])
        ids = order.sorted(ids) { field, left, right in
            guard let left = storageBoxes[left], let right = storageBoxes[right] else { return .equal }
            return switch field {
            case "name": .init(left.title, right.title)
            case "created": .init(left.created, right.created)
            case "stats.size":
                .init(left.dataSize + snapshotSize(of: left.id), right.dataSize + snapshotSize(of: right.id))
            case "stats.size_filesystem": .init(left.dataSize, right.dataSize)
            default: .init(left.id, right.id)
            }
        }
        let page = try Page(of: ids, call.query)
        return page.response("storage_boxes", call) { rendering(StorageBox.self, $0) }
    }

    fileprivate func createStorageBox(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        let wantedType = input.reference("storage_box_type")
        let wantedLocation = input.reference("location")
        _ = input.string("password", .storagePassword)
        let labels = input.labels() ?? [:]
        for (index, key) in input.strings("ssh_keys").enumerated() where SSHKey.fingerprint(of: key) == nil {
            input.reject("ssh_keys.\(index)", "is not a valid SSH public key")
        }
        var access = StorageBox.AccessSettings()
        _ = input.object("access_settings") { input -> Bool? in
            access.update(&input)
            return true
        }
        try input.finish()
        try requireUnique(StorageBox.self, name: name)
        let type = try storageBoxType(wantedType)
        guard let location = world.catalog.locations.first(wantedLocation) else {
            throw APIFailure.invalidInput(field: "location", "location '\(wantedLocation.text)' not found")
        }
        guard type.locations.contains(location.code) else {
            throw APIFailure.invalidInput(field: "location", "unsupported location for storage box type")
        }
        try requireRoom(for: StorageBox.self)
        let box = StorageBox(
            id: world.identifiers.next(.storageBox),
            title: name,
            labels: labels,
            created: now,
            type: type.id,
            location: location.id,
            system: "\(location.code.uppercased())-BX\(Int.random(in: 100...999, using: &world.random))",
            access: access
        )
        save(box)
        let action = startStorage("create", box.id, takes: ActionTime.createStorageBox, .created(box.id))
        return SimulatorResponse(201, ["storage_box": rendered(box), "action": action.json(in: self)])
    }

    /// A type that is still sold.
    func storageBoxType(_ wanted: Reference) throws(APIFailure) -> StorageBoxType {
        guard let type = world.catalog.storageBoxTypes.first(wanted) else {
            throw APIFailure.invalidInput(field: "storage_box_type", "storage box type '\(wanted.text)' not found")
        }
        if let end = type.unavailableAfter, end < now {
            throw APIFailure.invalidInput(field: "storage_box_type", "storage box type '\(wanted.text)' is deprecated")
        }
        return type
    }

    fileprivate func deleteStorageBox(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        guard !box.isProtected else { throw APIFailure.protected("storage box is delete protected") }
        try requireIdle(.storageBox(box.id))
        return response(startStorage("delete", box.id, .deleted(box.id)))
    }

    /// The folders right below a path; those that home directories of subaccounts need are there.
    fileprivate func listFolders(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        let path = Subaccount.folders(in: call.query["path"] ?? ".")
        let homes = relations.subaccountsByBox[box.id].compactMap { subaccounts[$0] }
            .map { Subaccount.folders(in: $0.home) }
        guard path.isEmpty || homes.contains(where: { $0.starts(with: path) }) else {
            throw APIFailure.invalidInput(field: "path", "the folder does not exist")
        }
        let names = homes.filter { $0.starts(with: path) && $0.count > path.count }.map { $0[path.count] }
        return SimulatorResponse(200, ["folders": .strings(Set(names).sorted())])
    }
}
