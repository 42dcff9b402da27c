extension Route {
    static let serverExtras: [Route] = [
        Route(.post, "servers/{id}/actions/enable_backup") { call in
            let server = try call.project.idleServer(call)
            call.project.change(Server.self, server.id) { $0.backupWindow = $0.backupWindow ?? "22-02" }
            return call.project.response(call.project.finished("enable_backup", on: [.server(server.id)]))
        },
        Route(.post, "servers/{id}/actions/disable_backup") { try $0.project.disableBackup($0) },
        Route(.post, "servers/{id}/actions/create_image") { try $0.project.createImage($0) },
        Route(.post, "servers/{id}/actions/enable_rescue") { try $0.project.enableRescue($0) },
        Route(.post, "servers/{id}/actions/disable_rescue") { call in
            let server = try call.project.idleServer(call)
            let effect = ActionEffect.rescueDisabled(server: server.id)
            let keys = [ObjectKey.server(server.id)]
            return call.project.response(
                call.project.start("disable_rescue", on: keys, takes: ActionTime.short, effect)
            )
        },
        Route(.post, "servers/{id}/actions/attach_iso") { try $0.project.attachISO($0) },
        Route(.post, "servers/{id}/actions/detach_iso") { try $0.project.detachISO($0) },
        Route(.post, "servers/{id}/actions/reset_password") { try $0.project.resetPassword($0) },
        Route(.post, "servers/{id}/actions/request_console") { try $0.project.requestConsole($0) },
        Route(.get, "servers/{id}/metrics") { try $0.project.serverMetrics($0) },
    ]
}

extension Project {
    fileprivate func disableBackup(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        for backup in relations.backupsByServer.sorted(server.id) { remove(Image.self, backup) }
        change(Server.self, server.id) { $0.backupWindow = nil }
        return response(finished("disable_backup", on: [.server(server.id)]))
    }

    fileprivate func createImage(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let type = input.optionalString("type", .oneOf(["snapshot", "backup"]))
        let description = input.optionalString("description")
        let labels = input.labels() ?? [:]
        try input.finish()
        try requireIdle(.server(server.id))
        let isBackup = type == "backup"
        if isBackup, server.backupWindow == nil {
            throw APIFailure.unprocessable("backups_not_enabled", "backups are not enabled for the server")
        }
        try requireRoom(for: Image.self)
        let original = server.image.flatMap(image)
        let architecture = world.catalog.serverTypes[server.type]?.architecture ?? "x86"
        let made = Image(
            id: world.identifiers.next(.image),
            name: nil,
            labels: labels,
            created: now,
            category: isBackup ? .backup : .snapshot,
            status: .creating,
            description: description ?? "\(server.title) \(now.text.prefix(10))",
            architecture: architecture,
            osFlavor: original?.osFlavor ?? "unknown",
            osVersion: original?.osVersion,
            diskSize: server.diskSize,
            imageSize: 2.3,
            origin: Image.Origin(id: server.id, name: server.title),
            boundTo: isBackup ? server.id : nil
        )
        save(made)
        let action = start(
            "create_image",
            on: [.server(server.id), .image(made.id)],
            takes: ActionTime.createImage,
            .imageCreated(made.id)
        )
        if isBackup { dropOldestBackup(of: server.id) }
        return SimulatorResponse(201, ["image": rendered(made), "action": action.json(in: self)])
    }

    /// There are seven slots; the eighth backup takes the place of the oldest.
    private func dropOldestBackup(of server: Int) {
        let backups = relations.backupsByServer.sorted(server)
        if backups.count > Image.mostBackups, let oldest = backups.first { remove(Image.self, oldest) }
    }

    fileprivate func enableRescue(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        _ = input.optionalString("type", .oneOf(["linux64"]))
        let keys = input.references("ssh_keys")
        try input.finish()
        try requireIdle(.server(server.id))
        for key in keys where sshKey(key) == nil { throw APIFailure.notFound(.sshKey, key.text) }
        let end = now.adding(ActionTime.rescue)
        change(Server.self, server.id) { $0.rescueEnds = end }
        events.plan(.rescueExpires(server: server.id), at: end)
        let password: JSON = keys.isEmpty ? .string(world.random.password()) : nil
        let action = finished("enable_rescue", on: [.server(server.id)])
        return SimulatorResponse(201, ["action": action.json(in: self), "root_password": password])
    }

    func rescueExpires(_ id: Int, at moment: Moment) {
        guard servers[id]?.rescueEnds == moment else { return }
        change(Server.self, id) { $0.rescueEnds = nil }
    }

    fileprivate func attachISO(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let wanted = input.reference("iso")
        try input.finish()
        try requireIdle(.server(server.id))
        guard let iso = world.catalog.isos.first(wanted) else { throw APIFailure.notFound(.iso, wanted.text) }
        let architecture = world.catalog.serverTypes[server.type]?.architecture
        guard iso.architecture == nil || iso.architecture == architecture else {
            throw APIFailure.invalidInput(field: "iso", "ISO and server have different architectures")
        }
        if let end = iso.unavailableAfter, end <= now {
            throw APIFailure.invalidInput(field: "iso", "ISO is deprecated")
        }
        let effect = ActionEffect.isoChanged(server: server.id, iso: iso.id)
        let keys = [ObjectKey.server(server.id), .iso(iso.id)]
        return response(start("attach_iso", on: keys, holding: [keys[0]], takes: ActionTime.short, effect))
    }

    fileprivate func detachISO(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        let key = ObjectKey.server(server.id)
        guard let iso = server.iso else { return response(finished("detach_iso", on: [key])) }
        let effect = ActionEffect.isoChanged(server: server.id, iso: nil)
        return response(start("detach_iso", on: [key, .iso(iso)], holding: [key], takes: ActionTime.short, effect))
    }

    fileprivate func resetPassword(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        guard server.status == .running else {
            throw APIFailure.serviceError("server with ID '\(server.id)' is not running")
        }
        let action = start("reset_password", on: [.server(server.id)], takes: ActionTime.short, .nothing)
        let password = world.random.password()
        return SimulatorResponse(201, ["action": action.json(in: self), "root_password": .string(password)])
    }

    fileprivate func requestConsole(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        let token = world.random.password(length: 32)
        let action = finished("request_console", on: [.server(server.id)])
        return SimulatorResponse(
            201,
            [
                "action": action.json(in: self), "password": .string(world.random.password()),
                "wss_url": .string("wss://console.hetzner.cloud/?server_id=\(server.id)&token=\(token)"),
            ]
        )
    }
}
