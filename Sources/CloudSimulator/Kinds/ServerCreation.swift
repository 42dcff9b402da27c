/// What `POST /servers` asks for, read and checked against nothing yet.
private struct ServerRequest {
    let name: String
    let type: Reference
    let image: Reference
    let location: Reference?
    let keys: [Reference]
    let volumes: [Int]
    let networks: [Int]
    let firewalls: [Int]
    let placementGroup: Int?
    let labels: [String: String]
    let starts: Bool
    let wantsIPv4: Bool
    let wantsIPv6: Bool
    let ipv4: Int?
    let ipv6: Int?

    init(_ input: inout Input) {
        name = input.string("name", .hostname)
        type = input.reference("server_type")
        image = input.reference("image")
        location = input.optionalReference("location")
        keys = input.references("ssh_keys")
        volumes = input.integers("volumes")
        networks = input.integers("networks")
        firewalls = input.objects("firewalls") { $0.integer("firewall") }
        placementGroup = input.optionalInteger("placement_group")
        labels = input.labels() ?? [:]
        starts = input.optionalBoolean("start_after_create") ?? true
        _ = input.optionalString("user_data", .userData)
        _ = input.optionalBoolean("automount")
        var enabled = (ipv4: true, ipv6: true)
        var chosen: (ipv4: Int?, ipv6: Int?) = (nil, nil)
        _ = input.object("public_net") { net in
            enabled.ipv4 = net.optionalBoolean("enable_ipv4") ?? true
            enabled.ipv6 = net.optionalBoolean("enable_ipv6") ?? true
            chosen.ipv4 = net.optionalInteger("ipv4")
            chosen.ipv6 = net.optionalInteger("ipv6")
            if chosen.ipv4 != nil, !enabled.ipv4 { net.reject("ipv4", "needs enable_ipv4") }
            if chosen.ipv6 != nil, !enabled.ipv6 { net.reject("ipv6", "needs enable_ipv6") }
            return true
        }
        wantsIPv4 = enabled.ipv4
        wantsIPv6 = enabled.ipv6
        ipv4 = chosen.ipv4
        ipv6 = chosen.ipv6
        if !wantsIPv4, !wantsIPv6, networks.isEmpty, starts {
            input.reject("public_net", "a server without any network interface cannot be started")
        }
        if Set(networks).count > Server.mostNetworks { input.reject("networks", "must not be more than 3") }
        if Set(volumes).count > Volume.mostPerServer { input.reject("volumes", "must not be more than 16") }
        if Set(firewalls).count > Firewall.mostPerServer { input.reject("firewalls", "must not be more than 5") }
        if !firewalls.isEmpty, !wantsIPv4, !wantsIPv6 {
            input.reject("firewalls", "need a public network interface")
        }
    }
}

/// What the request stands for once every name in it was found.
private struct ServerPlan {
    let type: ServerType
    let location: Location
    let image: Image
    var attachments: [Attachment] = []
}

extension Project {
    func createServer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let request = ServerRequest(&input)
        try input.finish()
        try requireUnique(Server.self, name: request.name)
        try requireRoom(for: Server.self)
        var plan = try plan(for: request)
        try requireUsable(request, plan)
        for network in unique(request.networks) {
            let target = try find(Network.self, network)
            try requireRoom(in: target)
            try requireNoOverlap(target, with: plan.attachments)
            let place = try attachment(to: target, at: plan.location, address: nil, range: nil, aliases: [])
            plan.attachments.append(place)
        }
        return try build(request, plan)
    }

    private func unique(_ ids: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return ids.filter { seen.insert($0).inserted }
    }

    private func plan(for request: ServerRequest) throws(APIFailure) -> ServerPlan {
        guard let type = world.catalog.serverTypes.first(request.type) else {
            throw APIFailure.invalidInput(field: "server_type", "server type '\(request.type.text)' not found")
        }
        let location = try location(for: request, type)
        try requireOffered(type, in: location)
        guard let image = findImage(request.image, architecture: type.architecture) else {
            throw APIFailure.invalidInput(field: "image", "image '\(request.image.text)' not found")
        }
        try requireFits(image, type)
        return ServerPlan(type: type, location: location, image: image)
    }

    /// The one of the request, else that of the volumes and addresses to use, else the first that has the type.
    private func location(for request: ServerRequest, _ type: ServerType) throws(APIFailure) -> Location {
        let locations = world.catalog.locations
        if let wanted = request.location {
            guard let location = locations.first(wanted) else {
                throw APIFailure.invalidInput(field: "location", "location '\(wanted.text)' not found")
            }
            return location
        }
        let given =
            request.volumes.first.flatMap { volumes[$0]?.location }
            ?? [request.ipv4, request.ipv6].compactMap { $0 }.first.flatMap { primaryIPs[$0]?.location }
        if let given, let location = locations[given] { return location }
        let offering = locations.all.filter { location in
            guard let offer = type.availability[location.code] else { return false }
            return offer.unavailableAfter.map { $0 > now } ?? true
        }
        guard !offering.isEmpty else {
            throw APIFailure.invalidInput(field: "server_type", "server type '\(type.name ?? "")' is deprecated")
        }
        let available = offering.first { location in
            return !isFull(location) && type.availability[location.code]?.isAvailable == true
        }
        guard let available else { throw APIFailure.soldOut }
        return available
    }

    func requireOffered(_ type: ServerType, in location: Location) throws(APIFailure) {
        guard let offer = type.availability[location.code] else {
            throw APIFailure.invalidInput("unsupported location for server type")
        }
        if let end = offer.unavailableAfter, end <= now {
            throw APIFailure.invalidInput(field: "server_type", "server type '\(type.name ?? "")' is deprecated")
        }
        guard offer.isAvailable, !isFull(location) else { throw APIFailure.soldOut }
    }

    /// Whether no further server can be placed there.
    private func isFull(_ location: Location) -> Bool {
        guard let capacity = world.settings.capacities[location.code] else { return false }
        return servers.records.values.count { $0.location == location.id } >= capacity
    }

    func requireFits(_ image: Image, _ type: ServerType) throws(APIFailure) {
        guard image.status == .available else {
            throw APIFailure.invalidInput(field: "image", "image is not available")
        }
        if let end = image.unavailableAfter, end <= now {
            throw APIFailure.invalidInput(field: "image", "image is deprecated")
        }
        guard image.architecture == type.architecture else {
            throw APIFailure.invalidInput(field: "image", "image and server type have different architectures")
        }
        guard image.diskSize <= type.disk else {
            throw APIFailure.invalidInput(field: "image", "image is larger than the disk of the server type")
        }
    }

    /// Names are found for the architecture; an ID may turn out to be of the other one.
    func findImage(_ reference: Reference, architecture: String) -> Image? {
        switch reference {
        case .id(let id): image(id)
        case .name(let name): world.catalog.images.named(name).first { $0.architecture == architecture }
        }
    }

    private func requireUsable(_ request: ServerRequest, _ plan: ServerPlan) throws(APIFailure) {
        for key in request.keys where sshKey(key) == nil { throw APIFailure.notFound(.sshKey, key.text) }
        for id in unique(request.volumes) {
            let volume = try find(Volume.self, id)
            try requireIdle(.volume(id))
            guard volume.server == nil else {
                throw APIFailure.unprocessable("volume_already_attached", "volume is already attached to a server")
            }
            guard volume.location == plan.location.id else {
                throw APIFailure.invalidInput(field: "volumes", "server and volume must be in the same location")
            }
        }
        for id in request.firewalls { _ = try find(Firewall.self, id) }
        if let id = request.placementGroup { try requireRoom(in: find(PlacementGroup.self, id)) }
        for (id, family) in [(request.ipv4, PrimaryIP.Family.ipv4), (request.ipv6, .ipv6)] {
            if let id { try requireFree(id, family, plan.location.id) }
        }
        let fresh = [(request.wantsIPv4, request.ipv4), (request.wantsIPv6, request.ipv6)].count { $0.0 && $0.1 == nil }
        if fresh > 0 { try requireRoom(for: PrimaryIP.self, adding: fresh) }
    }

    func requireFree(_ id: Int, _ family: PrimaryIP.Family, _ location: Int) throws(APIFailure) {
        guard let ip = primaryIPs[id] else {
            throw APIFailure.unprocessable("primary_ip_not_found", "Primary IP with ID '\(id)' not found")
        }
        try requireIdle(.primaryIP(id))
        guard ip.family == family else {
            throw APIFailure.unprocessable("primary_ip_version_mismatch", "Primary IP has the wrong version")
        }
        guard !ip.isAssigned else {
            throw APIFailure.unprocessable("primary_ip_assigned", "Primary IP is already assigned")
        }
        guard ip.location == location else {
            throw APIFailure.unprocessable("primary_ip_datacenter_mismatch", "Primary IP is in another location")
        }
    }

    private func build(_ request: ServerRequest, _ plan: ServerPlan) throws(APIFailure) -> SimulatorResponse {
        var addresses: [PrimaryIP] = []
        let families = [
            (PrimaryIP.Family.ipv4, request.wantsIPv4, request.ipv4), (.ipv6, request.wantsIPv6, request.ipv6),
        ]
        for (family, isWanted, id) in families where isWanted {
            if let id {
                addresses.append(try find(PrimaryIP.self, id))
            } else {
                addresses.append(try newPrimaryIP(nil, family, plan.location.id, deletesWithServer: true))
            }
        }
        var server = Server(
            id: world.identifiers.next(.server),
            title: request.name,
            labels: request.labels,
            created: now,
            type: plan.type.id,
            location: plan.location.id,
            image: plan.image.id,
            diskSize: plan.type.disk
        )
        server.placementGroup = request.placementGroup
        server.attachments = plan.attachments
        server.hasKeys = !request.keys.isEmpty
        server.firewalls = unique(request.firewalls).map { FirewallMembership(firewall: $0, isApplied: true) }
        save(server)
        for var ip in addresses {
            ip.assignee = server.id
            save(ip)
        }
        for id in unique(request.firewalls) { change(Firewall.self, id) { $0.targets.append(.server(server.id)) } }
        if firewalls.count > 0 || loadBalancers.count > 0 { followSelectors(server.id) }
        let actions = startCreating(server, request, plan)
        let password: JSON = server.hasKeys ? nil : .string(world.random.password())
        return SimulatorResponse(
            201,
            [
                "server": .rendered(rendering(Server.self, server.id)), "action": actions[0].json(in: self),
                "next_actions": .array(actions.dropFirst().map { $0.json(in: self) }), "root_password": password,
            ]
        )
    }

    /// One after the other, as the answer lists them: create, start, volumes, networks.
    private func startCreating(_ server: Server, _ request: ServerRequest, _ plan: ServerPlan) -> [Action] {
        let key = ObjectKey.server(server.id)
        let creation = start("create_server", on: [key], takes: ActionTime.createServer, .serverCreated(server.id))
        var actions = [creation]
        func then(_ command: String, _ keys: [ObjectKey], _ holds: [ObjectKey], _ time: Int64, _ effect: ActionEffect) {
            let last = actions.last ?? creation
            actions.append(start(command, on: keys, holding: holds, after: last, takes: time, effect))
        }
        let isPrivate = !request.wantsIPv4 && !request.wantsIPv6
        let startsLate = request.starts && isPrivate
        if request.starts, !isPrivate {
            then("start_server", [key], [key], ActionTime.startServer, .serverRuns(server.id))
        }
        for id in unique(request.volumes) {
            let keys = [ObjectKey.volume(id), key]
            then("attach_volume", keys, keys, ActionTime.volume, .volumeAttached(id, server: server.id))
        }
        for attachment in plan.attachments {
            let network = attachment.network
            let effect = ActionEffect.networkAttached(server: server.id, network: network)
            then("attach_to_network", [key, .network(network)], [key], ActionTime.network, effect)
        }
        // Without a public interface there is nothing to start with before a network is there.
        if startsLate { then("start_server", [key], [key], ActionTime.startServer, .serverRuns(server.id)) }
        return actions
    }

    func serverIsCreated(_ id: Int) {
        change(Server.self, id) { server in
            server.status = .off
            server.settledStatus = .off
        }
    }
}

extension APIFailure {
    static let soldOut = APIFailure(status: 412, code: "resource_unavailable", message: "error during placement")
}
