/// A private network with its subnets and routes.
struct Network: Named {
    static let kind = ResourceKind.network
    static var table: ReferenceWritableKeyPath<Project, Table<Network>> { \.networks }

    // https://docs.hetzner.com/cloud/networks/faq
    static let mostSubnets = 50
    static let mostRoutes = 100
    static let mostMembers = 100
    /// The address that a server's default route in every network goes through.
    static let hostGateway = IPv4(172 << 24 | 31 << 16 | 1 << 8 | 1)

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var range: IPv4Range
    var subnets: [Subnet]
    var routes: [NetworkRoute]
    var exposesRoutesToVSwitch: Bool
    var isProtected = false

    /// The gateway of all cloud subnets: the first address of the whole range.
    var gateway: IPv4 { IPv4(range.base.value + 1) }

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "ip_range": .string(range.text),
            "subnets": .array(subnets.map { $0.json(gateway: gateway) }),
            "routes": .array(routes.map(\.json)),
            "servers": .ints(project.attached(.server, to: id)),
            "load_balancers": .ints(project.attached(.loadBalancer, to: id)),
            "protection": ["delete": .bool(isProtected)], "labels": .map(labels),
            "created": .string(created.text), "expose_routes_to_vswitch": .bool(exposesRoutesToVSwitch),
        ]
    }

    static func changed(from old: Network?, to new: Network?, in project: Project) {}
}

/// A range of a network in one network zone.
struct Subnet: Codable, Sendable, Equatable {
    enum Kind: String, Codable, Sendable, CaseIterable {
        case cloud
        case server
        case vswitch
    }

    let kind: Kind
    let range: IPv4Range
    let zone: String
    let vswitch: Int?

    /// The first address of a vSwitch subnet is that subnet's gateway.
    func gateway(of network: IPv4) -> IPv4 {
        kind == .vswitch ? IPv4(range.base.value + 1) : network
    }

    fileprivate func json(gateway network: IPv4) -> JSON {
        [
            "type": .string(kind.rawValue), "ip_range": .string(range.text), "network_zone": .string(zone),
            "gateway": .string(gateway(of: network).text), "vswitch_id": .optional(vswitch),
        ]
    }
}

struct NetworkRoute: Codable, Sendable, Equatable {
    let destination: IPv4Range
    let gateway: IPv4

    fileprivate var json: JSON {
        ["destination": .string(destination.text), "gateway": .string(gateway.text)]
    }
}

extension Route {
    static let networks: [Route] = [
        Route(.get, "networks") { try $0.project.list(Network.self, $0) },
        Route(.post, "networks") { try $0.project.createNetwork($0) },
        Route(.get, "networks/{id}") { try $0.project.show(Network.self, $0) },
        Route(.put, "networks/{id}") { call in
            try call.project.requireIdle(.network(try call.id(.network)))
            return try call.project.update(Network.self, call) { network, input in
                if let exposes = input.optionalBoolean("expose_routes_to_vswitch") {
                    network.exposesRoutesToVSwitch = exposes
                }
            }
        },
        Route(.delete, "networks/{id}") { try $0.project.deleteNetwork($0) },
        Route(.get, "networks/{id}/members") { try $0.project.listMembers($0) },
        Route(.post, "networks/{id}/actions/add_subnet") { try $0.project.addSubnet($0) },
        Route(.post, "networks/{id}/actions/delete_subnet") { try $0.project.deleteSubnet($0) },
        Route(.post, "networks/{id}/actions/add_route") { try $0.project.addRoute($0) },
        Route(.post, "networks/{id}/actions/delete_route") { try $0.project.deleteRoute($0) },
        Route(.post, "networks/{id}/actions/change_ip_range") { try $0.project.changeRange($0) },
        Route(.post, "networks/{id}/actions/change_protection") { call in
            try call.project.protect(Network.self, call, \.isProtected)
        },
    ]
}

extension Project {
    fileprivate func createNetwork(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        let range = networkRange(&input)
        let labels = input.labels() ?? [:]
        let exposes = input.optionalBoolean("expose_routes_to_vswitch") ?? false
        let subnets = input.objects("subnets") { SubnetRequest(&$0) }
        let routes = input.objects("routes") { NetworkRoute(&$0) }
        try input.finish()
        guard let range else { throw APIFailure.invalidInput(field: "ip_range", "is not valid") }
        try requireUnique(Network.self, name: name)
        try requireRoom(for: Network.self)
        var planned: [Subnet] = []
        for request in subnets { planned.append(try subnet(request, in: range, beside: planned, routes: [])) }
        var checked: [NetworkRoute] = []
        for route in routes {
            try requireFits(route, in: range, subnets: planned, beside: checked)
            checked.append(route)
        }
        let network = Network(
            id: world.identifiers.next(.network),
            title: name,
            labels: labels,
            created: now,
            range: range,
            subnets: planned,
            routes: checked,
            exposesRoutesToVSwitch: exposes
        )
        save(network)
        return response(201, Network.self, network.id)
    }

    private func networkRange(_ input: inout Input) -> IPv4Range? {
        let text = input.string("ip_range")
        guard !text.isEmpty else { return nil }
        guard let range = IPv4Range(text), range.isPrivate, range.prefix <= 24 else {
            input.reject("ip_range", "must be a private network address of /24 or larger without host bits")
            return nil
        }
        return range
    }

    /// Attached servers lose the network with it.
    fileprivate func deleteNetwork(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let network = try find(Network.self, call)
        guard !network.isProtected else { throw APIFailure.protected("network is delete protected") }
        try requireIdle(.network(network.id))
        for server in relations.serversByNetwork.sorted(network.id) { networkIsDetached(network.id, from: server) }
        balancersLeave(network.id)
        remove(Network.self, network.id)
        return .noContent
    }

    fileprivate func changeRange(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let network = try find(Network.self, call)
        var input = try call.input()
        let range = networkRange(&input)
        try input.finish()
        try requireIdle(.network(network.id))
        guard let range, range.base == network.range.base, range.prefix <= network.range.prefix else {
            throw APIFailure.invalidInput(field: "ip_range", "the range can only be extended at its end")
        }
        for route in network.routes where route.destination.prefix > 0 && route.destination.overlaps(range) {
            guard range.contains(route.destination) else {
                throw APIFailure.invalidInput(field: "ip_range", "overlaps with route \(route.destination.text)")
            }
        }
        change(Network.self, network.id) { $0.range = range }
        return response(finished("change_ip_range", on: [.network(network.id)]))
    }
}
