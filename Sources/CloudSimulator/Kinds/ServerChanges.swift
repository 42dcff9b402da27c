extension Route {
    static let serverChanges: [Route] = [
        Route(.post, "servers/{id}/actions/change_type") { try $0.project.changeServerType($0) },
        Route(.post, "servers/{id}/actions/rebuild") { try $0.project.rebuildServer($0) },
        Route(.post, "servers/{id}/actions/change_protection") { try $0.project.protectServer($0) },
        Route(.post, "servers/{id}/actions/add_to_placement_group") { try $0.project.joinPlacementGroup($0) },
        Route(.post, "servers/{id}/actions/remove_from_placement_group") { try $0.project.leavePlacementGroup($0) },
        Route(.post, "servers/{id}/actions/change_dns_ptr") { try $0.project.changeServerPointer($0) },
    ]
}

extension Project {
    fileprivate func changeServerType(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let wanted = input.reference("server_type")
        let upgradesDisk = input.boolean("upgrade_disk")
        try input.finish()
        try requireIdle(.server(server.id))
        guard let type = world.catalog.serverTypes.first(wanted) else {
            throw APIFailure.invalidInput(field: "server_type", "server type '\(wanted.text)' not found")
        }
        guard server.status == .off else {
            throw APIFailure.unprocessable("server_not_stopped", "server is not stopped")
        }
        try requireMigratable(server, to: type)
        change(Server.self, server.id) { $0.status = .migrating }
        let disk = upgradesDisk ? type.disk : server.diskSize
        let time = upgradesDisk ? ActionTime.changeTypeWithDisk : ActionTime.changeType
        let effect = ActionEffect.serverTypeChanged(server.id, type: type.id, disk: disk)
        return response(start("change_server_type", on: [.server(server.id)], takes: time, effect))
    }

    private func requireMigratable(_ server: Server, to type: ServerType) throws(APIFailure) {
        func refuse(_ problem: String) -> APIFailure { .unprocessable("invalid_server_type", problem) }
        guard let current = world.catalog.serverTypes[server.type],
            let location = world.catalog.locations[server.location],
            let offer = type.availability[location.code]
        else { throw refuse("server type is not offered in the server's location") }
        guard type.id != current.id else { throw refuse("server already has this server type") }
        guard type.architecture == current.architecture else { throw refuse("server type has another architecture") }
        guard type.storageType == current.storageType else { throw refuse("server type has another storage type") }
        guard type.disk >= server.diskSize else { throw refuse("the disk of the server type is too small") }
        if let end = offer.unavailableAfter, end <= now { throw refuse("server type is deprecated") }
        guard offer.isAvailable, world.settings.capacities[location.code] != 0 else {
            throw APIFailure.soldOut
        }
    }

    /// The action itself starts the server again.
    func serverTypeIsChanged(_ id: Int, type: Int, disk: Int) {
        change(Server.self, id) { server in
            server.type = type
            server.diskSize = disk
        }
        serverRuns(id)
    }

    fileprivate func rebuildServer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let wanted = input.reference("image")
        _ = input.optionalString("user_data", .userData)
        try input.finish()
        guard !server.isRebuildProtected else { throw APIFailure.protected("server is rebuild protected") }
        try requireIdle(.server(server.id))
        guard let type = world.catalog.serverTypes[server.type],
            let image = findImage(wanted, architecture: type.architecture)
        else {
            throw APIFailure.invalidInput(field: "image", "image '\(wanted.text)' not found")
        }
        try requireFits(image, type)
        change(Server.self, server.id) { $0.status = .rebuilding }
        let action = start(
            "rebuild_server",
            on: [.server(server.id)],
            takes: ActionTime.rebuildServer,
            .serverRebuilt(server.id, image: image.id)
        )
        let password: JSON = server.hasKeys ? nil : .string(world.random.password())
        return SimulatorResponse(201, ["action": action.json(in: self), "root_password": password])
    }

    func serverIsRebuilt(_ id: Int, image: Int) {
        change(Server.self, id) { $0.image = image }
        serverRuns(id)
    }

    /// Protection from deletion and from a rebuild only come together.
    fileprivate func protectServer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let delete = input.optionalBoolean("delete") ?? server.isDeleteProtected
        let rebuild = input.optionalBoolean("rebuild") ?? server.isRebuildProtected
        if delete != rebuild {
            for field in ["delete", "rebuild"] { input.reject(field, "delete and rebuild must have the same value") }
        }
        try input.finish()
        change(Server.self, server.id) { server in
            server.isDeleteProtected = delete
            server.isRebuildProtected = rebuild
        }
        return response(finished("change_protection", on: [.server(server.id)]))
    }

    fileprivate func joinPlacementGroup(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let id = input.integer("placement_group")
        try input.finish()
        let group = try find(PlacementGroup.self, id)
        try requireIdle(.server(server.id), .placementGroup(id))
        guard server.status == .off else {
            throw APIFailure.unprocessable("server_not_stopped", "server is not stopped")
        }
        guard server.placementGroup == nil else {
            throw APIFailure.unprocessable("already_in_placement_group", "server is already in a placement group")
        }
        try requireRoom(in: group)
        let keys = [ObjectKey.server(server.id), .placementGroup(id)]
        let effect = ActionEffect.placementGroupJoined(server: server.id, group: id)
        return response(start("add_to_placement_group", on: keys, takes: ActionTime.short, effect))
    }

    /// The action itself starts the server again, as a change of its type does.
    func placementGroupIsJoined(_ group: Int, by id: Int) {
        change(Server.self, id) { $0.placementGroup = group }
        serverRuns(id)
    }

    fileprivate func leavePlacementGroup(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        guard let group = server.placementGroup else {
            throw APIFailure.unprocessable("not_in_placement_group", "server is not in a placement group")
        }
        try requireIdle(.placementGroup(group))
        change(Server.self, server.id) { $0.placementGroup = nil }
        let keys = [ObjectKey.server(server.id), .placementGroup(group)]
        return response(finished("remove_from_placement_group", on: keys))
    }

    /// The name belongs to the primary IP; it stays when the server goes.
    fileprivate func changeServerPointer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        let (text, pointer) = try pointerRequest(call)
        for id in relations.addressesByServer.sorted(server.id) {
            guard let ip = primaryIPs[id], let address = ip.family.owned(text, by: ip.address) else { continue }
            let effect = ActionEffect.pointerChanged(primaryIP: id, address: address, pointer: pointer)
            let keys = [ObjectKey.server(server.id)]
            return response(start("change_dns_ptr", on: keys, holding: [], takes: ActionTime.short, effect))
        }
        throw APIFailure.invalidInput(field: "ip", "does not belong to the server")
    }
}
