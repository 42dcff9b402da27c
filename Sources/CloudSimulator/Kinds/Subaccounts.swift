/// Another user of a storage box with a directory and a password of its own.
struct Subaccount: Resource {
    static let kind = ResourceKind.subaccount
    static var table: ReferenceWritableKeyPath<Project, Table<Subaccount>> { \.subaccounts }

    let id: Int
    let box: Int
    let username: String
    var title: String
    var text: String
    var home: String
    var access: AccessSettings
    var labels: [String: String]
    let created: Moment

    var name: String? { nil }

    struct AccessSettings: Codable, Sendable, Equatable {
        var isReachableExternally = false
        var isReadOnly = false
        var hasSamba = false
        var hasSSH = false
        var hasWebDAV = false

        /// What the request does not mention stays.
        mutating func update(_ input: inout Input) {
            isReachableExternally = input.optionalBoolean("reachable_externally") ?? isReachableExternally
            isReadOnly = input.optionalBoolean("readonly") ?? isReadOnly
            hasSamba = input.optionalBoolean("samba_enabled") ?? hasSamba
            hasSSH = input.optionalBoolean("ssh_enabled") ?? hasSSH
            hasWebDAV = input.optionalBoolean("webdav_enabled") ?? hasWebDAV
        }

        fileprivate var json: JSON {
            [
                "reachable_externally": .bool(isReachableExternally), "readonly": .bool(isReadOnly),
                "samba_enabled": .bool(hasSamba), "ssh_enabled": .bool(hasSSH), "webdav_enabled": .bool(hasWebDAV),
            ]
        }
    }

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "storage_box": .int(box), "name": .string(title), "username": .string(username),
            "server": .string("\(username).your-storagebox.de"), "description": .string(text),
            "home_directory": .string(home), "access_settings": access.json, "labels": .map(labels),
            "created": .string(created.text),
        ]
    }

    static func changed(from old: Subaccount?, to new: Subaccount?, in project: Project) {
        guard let subaccount = new ?? old else { return }
        project.relations.subaccountsByBox.move(subaccount.id, from: old?.box, to: new?.box)
    }

    /// The names of the folders on a path, from the root of the box on.
    static func folders(in path: String) -> [String] {
        path.split(separator: "/").filter { $0 != "." }.map(String.init)
    }
}

extension TextRule {
    fileprivate static let homeDirectory = TextRule(
        problem: "must have 1 to 999 letters, digits, blanks and ./_-"
    ) { text in
        (1...999).contains(text.utf8.count) && !Subaccount.folders(in: text).contains("..")
            && text.utf8.allSatisfy { TextRule.isAlphanumeric($0) || " ./_-".utf8.contains($0) }
    }
}

extension Route {
    static let subaccounts: [Route] = [
        Route(.get, "storage_boxes/{id}/subaccounts") { try $0.project.listSubaccounts($0) },
        Route(.post, "storage_boxes/{id}/subaccounts") { try $0.project.createSubaccount($0) },
        Route(.get, subaccount) { call in
            let subaccount = try call.project.subaccount(call)
            return SimulatorResponse(200, ["subaccount": call.project.rendered(subaccount)])
        },
        Route(.put, subaccount) { try $0.project.updateSubaccount($0) },
        Route(.delete, subaccount) { try $0.project.deleteSubaccount($0) },
        Route(.post, "\(subaccount)/actions/change_home_directory") { call in
            try call.project.changeSubaccount(call, "change_home_directory") { subaccount, input in
                .homeChanged(subaccount.id, input.string("home_directory", .homeDirectory))
            }
        },
        Route(.post, "\(subaccount)/actions/reset_subaccount_password") { call in
            try call.project.changeSubaccount(call, "reset_subaccount_password") { subaccount, input in
                _ = input.string("password", .storagePassword)
                return .nothing(subaccount.box)
            }
        },
        Route(.post, "\(subaccount)/actions/update_access_settings") { call in
            try call.project.changeSubaccount(call, "update_access_settings") { subaccount, input in
                var access = subaccount.access
                access.update(&input)
                return .subaccountAccessChanged(subaccount.id, access)
            }
        },
    ]

    private static let subaccount = "storage_boxes/{id}/subaccounts/{subaccount_id}"
}

extension Project {
    fileprivate func subaccount(_ call: Call) throws(APIFailure) -> Subaccount {
        let box = try find(StorageBox.self, call)
        let subaccount = try find(Subaccount.self, call.id(.subaccount, at: 1))
        guard subaccount.box == box.id else { throw APIFailure.notFound(.subaccount, call.parameters[1]) }
        return subaccount
    }

    fileprivate func listSubaccounts(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        let filters = [
            ListFilter<Subaccount>(parameter: "name") { $1.contains($0.title) },
            ListFilter<Subaccount>(parameter: "username") { $1.contains($0.username) },
        ]
        let candidates = relations.subaccountsByBox.sorted(box.id)
        let ids = try selection(
            Subaccount.self,
            inside: box.id,
            among: candidates,
            call.query,
            sortedBy: [.id, .created],
            filters
        ) {
            field,
            left,
            right in
            switch field {
            case .created: .init(left.created, right.created)
            case .id, .name: .init(left.id, right.id)
            }
        }
        return response("subaccounts", Subaccount.self, ids)
    }

    fileprivate func createSubaccount(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let box = try find(StorageBox.self, call)
        var input = try call.input()
        let home = input.string("home_directory", .homeDirectory)
        _ = input.string("password", .storagePassword)
        let name = input.optionalString("name", .length(1...50))
        let text = input.optionalString("description", .length(0...1_000)) ?? ""
        let labels = input.labels() ?? [:]
        var access = Subaccount.AccessSettings()
        _ = input.object("access_settings") { input -> Bool? in
            access.update(&input)
            return true
        }
        try input.finish()
        try requireIdle(.storageBox(box.id))
        let limit = world.catalog.storageBoxTypes[box.type]?.subaccountLimit ?? 0
        guard relations.subaccountsByBox.count(box.id) < limit else {
            throw APIFailure.limitExceeded("subaccounts_limit", "subaccount limit exceeded")
        }
        change(StorageBox.self, box.id) { $0.subaccountsMade += 1 }
        let username = "\(box.username)-sub\(box.subaccountsMade + 1)"
        let subaccount = Subaccount(
            id: world.identifiers.next(.subaccount),
            box: box.id,
            username: username,
            title: name ?? username,
            text: text,
            home: home,
            access: access,
            labels: labels,
            created: now
        )
        save(subaccount)
        let key = ObjectKey.subaccount(subaccount.id)
        let action = startStorage("create_subaccount", box.id, and: key, .subaccountCreated(subaccount.id))
        return SimulatorResponse(
            201,
            [
                "subaccount": ["id": .int(subaccount.id), "storage_box": .int(box.id)],
                "action": action.json(in: self),
            ]
        )
    }

    fileprivate func updateSubaccount(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var subaccount = try subaccount(call)
        var input = try call.input()
        if let name = input.optionalString("name", .length(1...50)) { subaccount.title = name }
        if let text = input.optionalString("description", .length(0...1_000)) { subaccount.text = text }
        if let labels = input.labels() { subaccount.labels = labels }
        try input.finish()
        save(subaccount)
        return SimulatorResponse(200, ["subaccount": rendered(subaccount)])
    }

    fileprivate func deleteSubaccount(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let subaccount = try subaccount(call)
        let key = ObjectKey.subaccount(subaccount.id)
        try requireIdleForDeletion(of: key, in: subaccount.box)
        let effect = StorageBoxEffect.subaccountDeleted(subaccount.id)
        return response(startStorage("delete_subaccount", subaccount.box, and: key, effect))
    }

    /// Begins an action on a subaccount with the effect that the body asks for.
    fileprivate func changeSubaccount(
        _ call: Call,
        _ command: String,
        _ effect: (Subaccount, inout Input) -> StorageBoxEffect
    ) throws(APIFailure) -> SimulatorResponse {
        let subaccount = try subaccount(call)
        var input = try call.input()
        let effect = effect(subaccount, &input)
        try input.finish()
        try requireIdle(.storageBox(subaccount.box))
        return response(startStorage(command, subaccount.box, and: .subaccount(subaccount.id), effect))
    }
}
