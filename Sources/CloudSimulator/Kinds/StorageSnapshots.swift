/// The content of a storage box at one time.
struct StorageSnapshot: Resource {
    static let kind = ResourceKind.storageSnapshot
    static var table: ReferenceWritableKeyPath<Project, Table<StorageSnapshot>> { \.storageSnapshots }

    let id: Int
    let box: Int
    /// The time, which is unique in the box alone.
    let title: String
    var text: String
    var labels: [String: String]
    let created: Moment
    let isAutomatic: Bool
    /// Bytes that are no longer in the box.
    var size = 0
    /// Bytes that the box had.
    let fileSystemSize: Int

    var name: String? { nil }

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "storage_box": .int(box), "name": .string(title), "description": .string(text),
            "labels": .map(labels), "created": .string(created.text), "is_automatic": .bool(isAutomatic),
            "stats": ["size": .int(size), "size_filesystem": .int(fileSystemSize)],
        ]
    }

    static func changed(from old: StorageSnapshot?, to new: StorageSnapshot?, in project: Project) {
        guard let snapshot = new ?? old else { return }
        project.relations.snapshotsByBox.move(snapshot.id, from: old?.box, to: new?.box)
        project.forgetRendering(StorageBox.self, snapshot.box)
    }
}

extension TextRule {
    fileprivate static let snapshotDescription = TextRule(
        problem: "must have up to 1000 letters, digits, blanks and -_,:<>+#!()[]{}"
    ) { text in
        text.utf8.count <= 1_000
            && text.utf8.allSatisfy { TextRule.isAlphanumeric($0) || "-_,:<>+#!()[]{} ".utf8.contains($0) }
    }
}

extension Route {
    static let storageSnapshots: [Route] = [
        Route(.get, "storage_boxes/{id}/snapshots") { try $0.project.listSnapshots($0) },
        Route(.post, "storage_boxes/{id}/snapshots") { try $0.project.createSnapshot($0) },
        Route(.get, snapshot) { call in
            let snapshot = try call.project.snapshot(call)
            return SimulatorResponse(200, ["snapshot": call.project.rendered(snapshot)])
        },
        Route(.put, snapshot) { try $0.project.updateSnapshot($0) },
        Route(.delete, snapshot) { try $0.project.deleteSnapshot($0) },
    ]

    private static let snapshot = "storage_boxes/{id}/snapshots/{snapshot_id}"
}

extension Project {
    func snapshotSize(of box: Int) -> Int {
        relations.snapshotsByBox[box].reduce(0) { $0 + (storageSnapshots[$1]?.size ?? 0) }
    }

    fileprivate func snapshot(_ call: Call) throws(APIFailure) -> StorageSnapshot {
        let box = try find(StorageBox.self, call)
        let snapshot = try find(StorageSnapshot.self, call.id(.storageSnapshot, at: 1))
        guard snapshot.box == box.id else { throw APIFailure.notFound(.storageSnapshot, call.parameters[1]) }
        return snapshot
    }

    /// The list without pages that both kinds inside of a storage box have.
    func response<R: Resource>(_ key: String, _ type: R.Type, _ ids: [Int]) -> SimulatorResponse {
        let elements = ids.map { JSON.rendered(rendering(type, $0)) }
        return SimulatorResponse(200, .object([JSON.Member(name: key, value: .array(elements))]))
    }

    fileprivate func listSnapshots(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        let filters = [
            ListFilter<StorageSnapshot>(parameter: "name") { $1.contains($0.title) },
            ListFilter<StorageSnapshot>(parameter: "is_automatic", allowed: Query.booleans) { snapshot, wanted in
                wanted.contains { Query.isTrue($0) == snapshot.isAutomatic }
            },
        ]
        let candidates = relations.snapshotsByBox.sorted(box.id)
        let ids = try selection(StorageSnapshot.self, inside: box.id, among: candidates, call.query, filters) {
            field,
            left,
            right in
            switch field {
            case .id: .init(left.id, right.id)
            case .name: .init(left.title, right.title)
            case .created: .init(left.created, right.created)
            }
        }
        return response("snapshots", StorageSnapshot.self, ids)
    }

    /// A snapshot of the box as it is, named by the second in which it was taken or by the next free one.
    func newSnapshot(of box: StorageBox, at moment: Moment, isAutomatic: Bool) -> StorageSnapshot {
        let taken = Set(relations.snapshotsByBox[box.id].compactMap { storageSnapshots[$0]?.title })
        var named = moment
        while taken.contains(StorageSnapshot.name(for: named)) { named = named.adding(1_000) }
        return StorageSnapshot(
            id: world.identifiers.next(.storageSnapshot),
            box: box.id,
            title: StorageSnapshot.name(for: named),
            text: "",
            labels: [:],
            created: moment,
            isAutomatic: isAutomatic,
            fileSystemSize: box.dataSize
        )
    }

    fileprivate func createSnapshot(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let text = input.optionalString("description", .snapshotDescription) ?? ""
        let labels = input.labels() ?? [:]
        try input.finish()
        try requireIdle(.storageBox(box.id))
        let manual = relations.snapshotsByBox[box.id].count { storageSnapshots[$0]?.isAutomatic == false }
        guard manual < world.catalog.storageBoxTypes[box.type]?.snapshotLimit ?? 0 else {
            throw APIFailure.limitExceeded("snapshot_limit", "snapshot limit exceeded")
        }
        var snapshot = newSnapshot(of: box, at: now, isAutomatic: false)
        snapshot.text = text
        snapshot.labels = labels
        save(snapshot)
        let key = ObjectKey.storageSnapshot(snapshot.id)
        let action = startStorage("create_snapshot", box.id, and: key, .snapshotCreated(snapshot.id))
        return SimulatorResponse(
            201,
            [
                "snapshot": ["id": .int(snapshot.id), "storage_box": .int(box.id)], "action": action.json(in: self),
            ]
        )
    }

    fileprivate func updateSnapshot(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var snapshot = try snapshot(call)
        var input = try call.input()
        if let text = input.optionalString("description", .snapshotDescription) { snapshot.text = text }
        if let labels = input.labels() { snapshot.labels = labels }
        try input.finish()
        save(snapshot)
        return SimulatorResponse(200, ["snapshot": rendered(snapshot)])
    }

    fileprivate func deleteSnapshot(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let snapshot = try snapshot(call)
        let key = ObjectKey.storageSnapshot(snapshot.id)
        try requireIdleForDeletion(of: key, in: snapshot.box)
        return response(startStorage("delete_snapshot", snapshot.box, and: key, .snapshotDeleted(snapshot.id)))
    }
}

extension StorageSnapshot {
    /// `2025-02-12T11-35-19`.
    fileprivate static func name(for moment: Moment) -> String {
        String(moment.text.prefix(19)).replacing(":", with: "-")
    }
}
