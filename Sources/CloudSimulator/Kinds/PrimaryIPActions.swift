extension Project {
    func createPrimaryIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        let family = PrimaryIP.Family(rawValue: input.string("type", .oneOf(["ipv4", "ipv6"])))
        let labels = input.labels() ?? [:]
        let deletesWithServer = input.optionalBoolean("auto_delete") ?? false
        let wanted = input.optionalReference("location")
        let assignee = input.optionalInteger("assignee_id")
        let assigneeType = input.optionalString("assignee_type", .oneOf(["server", "load_balancer", "unassigned"]))
        if (wanted == nil) == (assignee == nil) {
            for field in ["location", "assignee_id"] { input.reject(field, "exactly one of both is needed") }
        }
        if assignee != nil, assigneeType != "server" { input.reject("assignee_type", "must be server") }
        try input.finish()
        guard let family else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        try requireUnique(PrimaryIP.self, name: name)
        var location: Int?
        if let assignee { location = try requireAssignable(family, to: assignee, in: nil).location }
        if let wanted {
            location = world.catalog.locations.first(wanted)?.id
            if location == nil {
                throw APIFailure.invalidInput(field: "location", "location '\(wanted.text)' not found")
            }
        }
        guard let location else { throw APIFailure.invalidInput(field: "location", "is missing") }
        try requireRoom(for: PrimaryIP.self)
        var ip = try newPrimaryIP(name, family, location, deletesWithServer: deletesWithServer)
        ip.labels = labels
        save(ip)
        // Without an assignee nothing is to be waited for, and the answer has no action at all.
        guard let assignee else { return response(201, PrimaryIP.self, ip.id) }
        let action = startAssigning(ip.id, to: assignee, "create_primary_ip")
        return SimulatorResponse(201, ["primary_ip": rendered(ip), "action": action.json(in: self)])
    }

    /// Draws an address; without a name it gets the one that Hetzner generates.
    func newPrimaryIP(
        _ name: String?,
        _ family: PrimaryIP.Family,
        _ location: Int,
        deletesWithServer: Bool
    ) throws(APIFailure) -> PrimaryIP {
        let drawn = try drawAddress(family, "Primary IP")
        var title = name ?? "primary_ip-\(world.identifiers.nextNameNumber())"
        while name == nil, primaryIPs.id(named: title) != nil {
            title = "primary_ip-\(world.identifiers.nextNameNumber())"
        }
        return PrimaryIP(
            id: world.identifiers.next(.primaryIP),
            title: title,
            labels: [:],
            created: now,
            family: family,
            address: drawn.address,
            location: location,
            assignee: nil,
            deletesWithServer: deletesWithServer,
            pointers: drawn.pointers
        )
    }

    /// The address returns to the pool for the next one who asks.
    func releasePrimaryIP(_ id: Int) {
        guard let ip = primaryIPs[id] else { return }
        world.addresses.giveBack(ip.address)
        remove(PrimaryIP.self, id)
    }

    func primaryIP(_ family: PrimaryIP.Family, of server: Int) -> PrimaryIP? {
        for id in relations.addressesByServer[server] {
            if let ip = primaryIPs[id], ip.family == family { return ip }
        }
        return nil
    }

    private func startAssigning(_ ip: Int, to server: Int, _ command: String) -> Action {
        start(
            command,
            on: [.primaryIP(ip), .server(server)],
            takes: ActionTime.address,
            .primaryIPAssigned(ip, server: server)
        )
    }

    private func requireAssignable(
        _ family: PrimaryIP.Family,
        to id: Int,
        in location: Int?
    ) throws(APIFailure) -> Server {
        let server = try find(Server.self, id)
        try requireIdle(.server(id))
        guard server.status == .off else {
            throw APIFailure.unprocessable("server_not_stopped", "server is not stopped")
        }
        guard primaryIP(family, of: id) == nil else {
            let version = family == .ipv4 ? "IPv4" : "IPv6"
            throw APIFailure.unprocessable(
                "server_has_\(family.rawValue)",
                "server already has an \(version) address"
            )
        }
        guard location == nil || location == server.location else {
            throw APIFailure.invalidInput(field: "assignee_id", "server and Primary IP must be in the same location")
        }
        return server
    }

    func deletePrimaryIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(PrimaryIP.self, call)
        guard !ip.isProtected else { throw APIFailure.protected("Primary IP deletion is protected") }
        try requireIdle(.primaryIP(ip.id))
        guard !ip.isAssigned else {
            throw APIFailure.unprocessable("must_be_unassigned", "Primary IP must be unassigned to be deleted")
        }
        releasePrimaryIP(ip.id)
        return .noContent
    }

    func assignPrimaryIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(PrimaryIP.self, call)
        var input = try call.input()
        let server = input.integer("assignee_id")
        _ = input.string("assignee_type", .oneOf(["server"]))
        try input.finish()
        try requireIdle(.primaryIP(ip.id))
        guard !ip.isAssigned else {
            throw APIFailure.unprocessable("primary_ip_already_assigned", "Primary IP is already assigned")
        }
        _ = try requireAssignable(ip.family, to: server, in: ip.location)
        return response(startAssigning(ip.id, to: server, "assign_primary_ip"))
    }

    func unassignPrimaryIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(PrimaryIP.self, call)
        try requireIdle(.primaryIP(ip.id))
        guard ip.balancer == nil else {
            throw APIFailure.unprocessable("unsupported_error", "a load balancer keeps its Primary IPs")
        }
        guard let id = ip.assignee, let server = servers[id] else {
            throw APIFailure.unprocessable("primary_ip_not_assigned", "Primary IP is not assigned")
        }
        try requireIdle(.server(id))
        if ip.family == .ipv4 { try requireNoPublicTarget(id) }
        guard server.status == .off else {
            throw APIFailure.unprocessable("server_not_stopped", "server is not stopped")
        }
        let keys = [ObjectKey.primaryIP(ip.id), .server(id)]
        let effect = ActionEffect.primaryIPUnassigned(ip.id)
        return response(start("unassign_primary_ip", on: keys, takes: ActionTime.address, effect))
    }

    func changePrimaryIPPointer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(PrimaryIP.self, call)
        let (address, pointer) = try pointerRequest(call)
        guard let address = ip.family.owned(address, by: ip.address) else {
            throw APIFailure.invalidInput(field: "ip", "does not belong to the Primary IP")
        }
        setPointer(pointer, of: address, on: ip.id)
        return response(finished("change_dns_ptr", on: [.primaryIP(ip.id)]))
    }

    /// Reads `{ip, dns_ptr}`; null takes the name back to its default.
    func pointerRequest(_ call: Call) throws(APIFailure) -> (address: String, pointer: String?) {
        var input = try call.input()
        let address = input.string("ip")
        let pointer = input.optionalString("dns_ptr", .hostname)
        if !input.has("dns_ptr") { input.reject("dns_ptr", "Missing data for required field.") }
        try input.finish()
        return (address, pointer)
    }

    func setPointer(_ pointer: String?, of address: String, on id: Int) {
        change(PrimaryIP.self, id) { $0.pointers.set(pointer, for: address) }
    }
}
