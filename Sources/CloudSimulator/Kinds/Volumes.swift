/// Block storage that one server at a time can have.
struct Volume: Named {
    static let kind = ResourceKind.volume
    static var table: ReferenceWritableKeyPath<Project, Table<Volume>> { \.volumes }

    static let sizes = 10...10_240
    static let mostPerServer = 16

    enum Status: String, Codable, Sendable, CaseIterable {
        case creating
        case available
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var size: Int
    let location: Int
    let format: String?
    var server: Int?
    var status: Status
    var isProtected = false

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "size": .int(size), "location": project.location(location), "server": .optional(server),
            "linux_device": .string("/dev/disk/by-id/scsi-0HC_Volume_\(id)"), "format": .optional(format),
            "status": .string(status.rawValue), "protection": ["delete": .bool(isProtected)],
        ]
    }

    static func changed(from old: Volume?, to new: Volume?, in project: Project) {
        guard let volume = new ?? old, old?.server != new?.server else { return }
        project.relations.volumesByServer.move(volume.id, from: old?.server, to: new?.server)
        project.forgetRendering(Server.self, old?.server)
        project.forgetRendering(Server.self, new?.server)
    }
}

extension Route {
    static let volumes: [Route] = [
        Route(.get, "volumes") { call in
            let known = Volume.Status.allCases.map(\.rawValue)
            let status = ListFilter<Volume>(parameter: "status", allowed: known) { $1.contains($0.status.rawValue) }
            return try call.project.list(Volume.self, call, filters: [status])
        },
        Route(.post, "volumes") { try $0.project.createVolume($0) },
        Route(.get, "volumes/{id}") { try $0.project.show(Volume.self, $0) },
        Route(.put, "volumes/{id}") { try $0.project.update(Volume.self, $0, name: .volumeName) },
        Route(.delete, "volumes/{id}") { try $0.project.deleteVolume($0) },
        Route(.post, "volumes/{id}/actions/attach") { try $0.project.attachVolume($0) },
        Route(.post, "volumes/{id}/actions/detach") { try $0.project.detachVolume($0) },
        Route(.post, "volumes/{id}/actions/resize") { try $0.project.resizeVolume($0) },
        Route(.post, "volumes/{id}/actions/change_protection") { call in
            try call.project.protect(Volume.self, call, \.isProtected)
        },
    ]
}

extension Project {
    fileprivate func createVolume(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .volumeName)
        let size = input.integer("size", in: Volume.sizes)
        let labels = input.labels() ?? [:]
        let format = input.optionalString("format", .oneOf(["xfs", "ext4"]))
        let automount = input.optionalBoolean("automount")
        let wanted = input.optionalReference("location")
        let serverID = input.optionalInteger("server")
        if (wanted == nil) == (serverID == nil) {
            for field in ["server", "location"] { input.reject(field, "exactly one of server and location is needed") }
        }
        if automount == true, serverID == nil { input.reject("automount", "is only possible with a server") }
        try input.finish()
        try requireUnique(Volume.self, name: name)
        let server = try volumeServer(serverID)
        let location: Int
        if let server { location = server.location } else { location = try requireLocation(wanted) }
        try requireRoom(for: Volume.self)
        let volume = Volume(
            id: world.identifiers.next(.volume),
            title: name,
            labels: labels,
            created: now,
            size: size,
            location: location,
            format: format,
            server: nil,
            status: .creating
        )
        save(volume)
        let action = start(
            "create_volume",
            on: [.volume(volume.id)],
            takes: ActionTime.volume,
            .volumeCreated(volume.id)
        )
        var next: [Action] = []
        if let server { next.append(startAttaching(volume.id, to: server.id, after: action)) }
        return SimulatorResponse(
            201,
            [
                "volume": rendered(volume), "action": action.json(in: self),
                "next_actions": .array(next.map { $0.json(in: self) }),
            ]
        )
    }

    private func requireLocation(_ wanted: Reference?) throws(APIFailure) -> Int {
        guard let wanted else { throw APIFailure.invalidInput(field: "location", "is missing") }
        guard let location = world.catalog.locations.first(wanted) else {
            throw APIFailure.invalidInput(field: "location", "location '\(wanted.text)' not found")
        }
        return location.id
    }

    private func volumeServer(_ id: Int?) throws(APIFailure) -> Server? {
        guard let id else { return nil }
        let server = try find(Server.self, id)
        try requireIdle(.server(id))
        try requireRoomForVolume(on: id, adding: 1)
        return server
    }

    func requireRoomForVolume(on server: Int, adding count: Int) throws(APIFailure) {
        guard relations.volumesByServer.count(server) + count <= Volume.mostPerServer else {
            throw APIFailure.limitExceeded("volumes_per_server", "volume limit of the server exceeded")
        }
    }

    func startAttaching(_ volume: Int, to server: Int, after predecessor: Action?) -> Action {
        start(
            "attach_volume",
            on: [.volume(volume), .server(server)],
            after: predecessor,
            takes: ActionTime.volume,
            .volumeAttached(volume, server: server)
        )
    }

    fileprivate func deleteVolume(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let volume = try find(Volume.self, call)
        guard !volume.isProtected else { throw APIFailure.protected("volume is delete protected") }
        try requireIdle(.volume(volume.id))
        guard volume.server == nil else {
            throw APIFailure.serviceError("volume with ID '\(volume.id)' is still attached to a server")
        }
        remove(Volume.self, volume.id)
        return .noContent
    }

    fileprivate func attachVolume(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let volume = try find(Volume.self, call)
        var input = try call.input()
        let serverID = input.integer("server")
        _ = input.optionalBoolean("automount")
        try input.finish()
        try requireIdle(.volume(volume.id))
        guard volume.server == nil else {
            throw APIFailure.unprocessable("volume_already_attached", "volume is already attached to a server")
        }
        guard let server = try volumeServer(serverID) else { throw APIFailure.notFound(.server, String(serverID)) }
        guard server.location == volume.location else {
            throw APIFailure.invalidInput(field: "server", "server and volume must be in the same location")
        }
        return response(startAttaching(volume.id, to: server.id, after: nil))
    }

    fileprivate func detachVolume(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let volume = try find(Volume.self, call)
        try requireIdle(.volume(volume.id))
        guard let server = volume.server else {
            throw APIFailure.unprocessable("volume_not_attached", "volume is not attached to a server")
        }
        try requireIdle(.server(server))
        let effect = ActionEffect.volumeDetached(volume.id)
        let keys = [ObjectKey.volume(volume.id), .server(server)]
        return response(start("detach_volume", on: keys, takes: ActionTime.volume, effect))
    }

    fileprivate func resizeVolume(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let volume = try find(Volume.self, call)
        var input = try call.input()
        let size = input.integer("size", in: Volume.sizes)
        if size <= volume.size { input.reject("size", "must be greater than the current size") }
        try input.finish()
        try requireIdle(.volume(volume.id))
        let effect = ActionEffect.volumeResized(volume.id, size: size)
        return response(start("resize_volume", on: [.volume(volume.id)], takes: ActionTime.volume, effect))
    }

    func location(_ id: Int) -> JSON {
        world.catalog.locations[id].map { .rendered($0.rendered) } ?? nil
    }
}
