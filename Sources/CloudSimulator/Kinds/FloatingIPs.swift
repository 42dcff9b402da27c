/// A public address, or a /64 of IPv6, that can move from server to server.
struct FloatingIP: Named {
    static let kind = ResourceKind.floatingIP
    static var table: ReferenceWritableKeyPath<Project, Table<FloatingIP>> { \.floatingIPs }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    let family: PrimaryIP.Family
    /// `203.0.113.7`, or the network's first address without the prefix: `2001:db8:1::`.
    let address: String
    let homeLocation: Int
    var description: String?
    var server: Int?
    var isProtected = false
    /// An IPv4 address always has one; IPv6 only those that were set.
    var pointers: [PrimaryIP.Pointer]

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "description": .optional(description), "type": .string(family.rawValue),
            "ip": .string(family.shown(address)), "blocked": false, "server": .optional(server),
            "home_location": project.location(homeLocation),
            "dns_ptr": .array(pointers.map { ["ip": .string($0.address), "dns_ptr": .string($0.name)] }),
            "protection": ["delete": .bool(isProtected)],
        ]
    }

    static func changed(from old: FloatingIP?, to new: FloatingIP?, in project: Project) {
        guard let ip = new ?? old, old?.server != new?.server else { return }
        project.relations.floatingIPsByServer.move(ip.id, from: old?.server, to: new?.server)
        project.forgetRendering(Server.self, old?.server)
        project.forgetRendering(Server.self, new?.server)
    }
}

extension Route {
    static let floatingIPs: [Route] = [
        Route(.get, "floating_ips") { call in
            try call.project.list(FloatingIP.self, call, sortedBy: [.id, .created])
        },
        Route(.post, "floating_ips") { try $0.project.createFloatingIP($0) },
        Route(.get, "floating_ips/{id}") { try $0.project.show(FloatingIP.self, $0) },
        Route(.put, "floating_ips/{id}") { call in
            try call.project.update(FloatingIP.self, call) { ip, input in
                if input.has("description") { ip.description = input.optionalString("description") }
            }
        },
        Route(.delete, "floating_ips/{id}") { try $0.project.deleteFloatingIP($0) },
        Route(.post, "floating_ips/{id}/actions/assign") { try $0.project.assignFloatingIP($0) },
        Route(.post, "floating_ips/{id}/actions/unassign") { try $0.project.unassignFloatingIP($0) },
        Route(.post, "floating_ips/{id}/actions/change_dns_ptr") { try $0.project.changeFloatingIPPointer($0) },
        Route(.post, "floating_ips/{id}/actions/change_protection") { call in
            try call.project.protect(FloatingIP.self, call, \.isProtected)
        },
    ]
}

extension Project {
    fileprivate func createFloatingIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let family = PrimaryIP.Family(rawValue: input.string("type", .oneOf(["ipv4", "ipv6"])))
        let name = input.optionalString("name", .name)
        let description = input.optionalString("description")
        let labels = input.labels() ?? [:]
        let home = input.optionalReference("home_location")
        let serverID = input.optionalInteger("server")
        if (home == nil) == (serverID == nil) {
            for field in ["server", "home_location"] { input.reject(field, "exactly one of both is needed") }
        }
        try input.finish()
        guard let family else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        if let name { try requireUnique(FloatingIP.self, name: name) }
        var location: Int?
        if let serverID {
            location = try find(Server.self, serverID).location
            try requireIdle(.server(serverID))
        }
        if let home {
            location = world.catalog.locations.first(home)?.id
            if location == nil {
                throw APIFailure.invalidInput(field: "home_location", "location '\(home.text)' not found")
            }
        }
        guard let location else { throw APIFailure.invalidInput(field: "home_location", "is missing") }
        try requireRoom(for: FloatingIP.self)
        let drawn = try drawAddress(family, "Floating IP")
        let id = world.identifiers.next(.floatingIP)
        let ip = FloatingIP(
            id: id,
            title: name ?? freeFloatingIPName(id),
            labels: labels,
            created: now,
            family: family,
            address: drawn.address,
            homeLocation: location,
            description: description,
            pointers: drawn.pointers
        )
        save(ip)
        guard let serverID else { return response(201, FloatingIP.self, id) }
        let action = startAssigningFloatingIP(id, to: serverID)
        return SimulatorResponse(201, ["floating_ip": rendered(ip), "action": action.json(in: self)])
    }

    /// The generated name may have been taken by hand.
    private func freeFloatingIPName(_ id: Int) -> String {
        var name = "floating-ip-\(id)"
        while floatingIPs.id(named: name) != nil { name += "-1" }
        return name
    }

    private func startAssigningFloatingIP(_ ip: Int, to server: Int) -> Action {
        start(
            "assign_floating_ip",
            on: [.server(server), .floatingIP(ip)],
            takes: ActionTime.address,
            .floatingIPAssigned(ip, server: server)
        )
    }

    fileprivate func deleteFloatingIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(FloatingIP.self, call)
        guard !ip.isProtected else { throw APIFailure.protected("Floating IP deletion is protected") }
        try requireIdle(.floatingIP(ip.id))
        guard ip.server == nil else {
            throw APIFailure.unprocessable("must_be_unassigned", "Floating IP must be unassigned to be deleted")
        }
        world.addresses.giveBack(ip.address)
        remove(FloatingIP.self, ip.id)
        return .noContent
    }

    /// Moves an address that another server has: it leads there until it leads here.
    fileprivate func assignFloatingIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(FloatingIP.self, call)
        var input = try call.input()
        let server = input.integer("server")
        try input.finish()
        _ = try find(Server.self, server)
        try requireIdle(.floatingIP(ip.id), .server(server))
        guard ip.server != server else {
            throw APIFailure.unprocessable("floating_ip_assigned", "Floating IP is already assigned")
        }
        return response(startAssigningFloatingIP(ip.id, to: server))
    }

    fileprivate func unassignFloatingIP(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(FloatingIP.self, call)
        try requireIdle(.floatingIP(ip.id))
        guard let server = ip.server else {
            throw APIFailure.unprocessable("floating_ip_not_assigned", "Floating IP is not assigned")
        }
        try requireIdle(.server(server))
        let keys = [ObjectKey.server(server), .floatingIP(ip.id)]
        let effect = ActionEffect.floatingIPUnassigned(ip.id)
        return response(start("unassign_floating_ip", on: keys, takes: ActionTime.address, effect))
    }

    fileprivate func changeFloatingIPPointer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let ip = try find(FloatingIP.self, call)
        let (text, pointer) = try pointerRequest(call)
        guard let address = ip.family.owned(text, by: ip.address) else {
            throw APIFailure.invalidInput(field: "ip", "does not belong to the Floating IP")
        }
        change(FloatingIP.self, ip.id) { $0.pointers.set(pointer, for: address) }
        return response(finished("change_dns_ptr", on: [.floatingIP(ip.id)]))
    }
}
