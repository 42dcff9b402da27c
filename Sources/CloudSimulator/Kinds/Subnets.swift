/// A subnet as a request asks for it: the range may be left to the API.
struct SubnetRequest {
    let kind: Subnet.Kind
    let zone: String
    let range: IPv4Range?
    let vswitch: Int?

    init?(_ input: inout Input) {
        let kind = Subnet.Kind(rawValue: input.string("type", .oneOf(Subnet.Kind.allCases.map(\.rawValue))))
        zone = input.string("network_zone")
        vswitch = input.optionalInteger("vswitch_id")
        let text = input.optionalString("ip_range")
        range = text.flatMap { IPv4Range($0) }
        if let text, !text.isEmpty, range == nil {
            input.reject("ip_range", "must be a network address without host bits")
        }
        guard let kind else { return nil }
        self.kind = kind
        if kind == .vswitch, vswitch == nil { input.reject("vswitch_id", "is required for a vswitch subnet") }
        if kind != .vswitch, vswitch != nil { input.reject("vswitch_id", "is only allowed for a vswitch subnet") }
    }
}

extension NetworkRoute {
    init?(_ input: inout Input) {
        let destination = input.string("destination")
        let gateway = input.string("gateway")
        let range = IPv4Range(destination)
        if !destination.isEmpty, range?.isPrivate != true, range?.prefix != 0 {
            input.reject("destination", "must be a private network address without host bits, or 0.0.0.0/0")
        }
        let address = IPv4(gateway)
        if !gateway.isEmpty, address == nil { input.reject("gateway", "must be an IPv4 address") }
        guard let range, let address else { return nil }
        self.init(destination: range, gateway: address)
    }
}

extension Project {
    /// The subnet that answers the request, or why the network cannot have it.
    func subnet(
        _ request: SubnetRequest,
        in network: IPv4Range,
        beside others: [Subnet],
        routes: [NetworkRoute]
    ) throws(APIFailure) -> Subnet {
        guard others.count < Network.mostSubnets else {
            throw APIFailure.limitExceeded("network_subnet_limit", "subnet limit exceeded")
        }
        guard world.catalog.locations.all.contains(where: { $0.networkZone == request.zone }) else {
            throw APIFailure.invalidInput(field: "network_zone", "network zone '\(request.zone)' not found")
        }
        if let zone = others.first?.zone, zone != request.zone {
            throw APIFailure.invalidInput(field: "network_zone", "all subnets of a network must be in one zone")
        }
        if request.kind == .vswitch, request.zone != "eu-central" {
            throw APIFailure.invalidInput(field: "network_zone", "a vswitch subnet must be in eu-central")
        }
        if let vswitch = request.vswitch, world.settings.vSwitches?.contains(vswitch) == false {
            throw APIFailure.serviceError("vswitch not found")
        }
        if let vswitch = request.vswitch, isUsed(vswitch: vswitch, others) {
            throw APIFailure.unprocessable("vswitch_id_already_used", "vSwitch ID is already used")
        }
        let taken = others.map(\.range) + routes.map(\.destination).filter { $0.prefix > 0 }
        let range: IPv4Range
        if let wanted = request.range { range = wanted } else { range = try freeRange(in: network, beside: taken) }
        guard network.contains(range), range.prefix <= 30 else {
            throw APIFailure.invalidInput(field: "ip_range", "must lie in the network's range and be /30 or larger")
        }
        guard !taken.contains(where: { $0.overlaps(range) }) else {
            throw APIFailure.invalidInput(field: "ip_range", "overlaps with another subnet or route")
        }
        return Subnet(kind: request.kind, range: range, zone: request.zone, vswitch: request.vswitch)
    }

    private func isUsed(vswitch: Int, _ others: [Subnet]) -> Bool {
        others.contains { $0.vswitch == vswitch }
            || networks.records.values.contains { $0.subnets.contains { $0.vswitch == vswitch } }
    }

    /// The first free /24.
    private func freeRange(in network: IPv4Range, beside taken: [IPv4Range]) throws(APIFailure) -> IPv4Range {
        var base = network.base.value
        while base <= network.last.value {
            let range = IPv4Range(base: IPv4(base), prefix: 24)
            if !taken.contains(where: { $0.overlaps(range) }) { return range }
            guard base <= UInt32.max - 256 else { break }
            base += 256
        }
        throw APIFailure.invalidInput(field: "ip_range", "the network has no free range left")
    }

    func addSubnet(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let network = try find(Network.self, call)
        var input = try call.input()
        let request = SubnetRequest(&input)
        try input.finish()
        guard let request else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        try requireIdle(.network(network.id))
        let subnet = try subnet(request, in: network.range, beside: network.subnets, routes: network.routes)
        let effect = ActionEffect.subnetAdded(network: network.id, subnet: subnet)
        return response(start("add_subnet", on: [.network(network.id)], takes: ActionTime.subnet, effect))
    }

    func deleteSubnet(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let network = try find(Network.self, call)
        var input = try call.input()
        let text = input.string("ip_range")
        try input.finish()
        try requireIdle(.network(network.id))
        guard let subnet = network.subnets.first(where: { $0.range.text == text }) else {
            throw APIFailure(status: 404, code: "not_found", message: "subnet '\(text)' not found")
        }
        let isUsed = members(of: network.id).contains { subnet.range.contains($0.attachment.address) }
        guard !isUsed else {
            throw APIFailure.serviceError("cannot remove subnet because servers are attached to it")
        }
        let effect = ActionEffect.subnetDeleted(network: network.id, range: subnet.range)
        return response(start("delete_subnet", on: [.network(network.id)], takes: ActionTime.subnet, effect))
    }

    func requireFits(
        _ route: NetworkRoute,
        in network: IPv4Range,
        subnets: [Subnet],
        beside others: [NetworkRoute]
    ) throws(APIFailure) {
        guard others.count < Network.mostRoutes else {
            throw APIFailure.limitExceeded("network_route_limit", "route limit exceeded")
        }
        let destination = route.destination
        let isDefault = destination.prefix == 0
        let overlapsSubnet = !isDefault && subnets.contains { $0.range.overlaps(destination) }
        let overlapsRoute = others.contains { other in
            isDefault || other.destination.prefix == 0
                ? other.destination == destination : other.destination.overlaps(destination)
        }
        guard !overlapsSubnet, !overlapsRoute, isDefault || !destination.contains(Network.hostGateway) else {
            throw APIFailure.invalidInput(field: "destination", "overlaps with a subnet, a route or 172.31.1.1")
        }
        let isBehindVSwitch = subnets.contains { $0.kind == .vswitch && $0.range.contains(route.gateway) }
        guard network.contains(route.gateway), route.gateway != IPv4(network.base.value + 1),
            route.gateway != Network.hostGateway, !isBehindVSwitch
        else {
            throw APIFailure.invalidInput(field: "gateway", "is not a usable address of the network")
        }
    }

    func addRoute(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let (network, route) = try routeRequest(call)
        try requireFits(route, in: network.range, subnets: network.subnets, beside: network.routes)
        let effect = ActionEffect.routeAdded(network: network.id, route: route)
        return response(start("add_route", on: [.network(network.id)], takes: ActionTime.subnet, effect))
    }

    func deleteRoute(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let (network, route) = try routeRequest(call)
        guard network.routes.contains(route) else {
            throw APIFailure(
                status: 404,
                code: "not_found",
                message: "route '\(route.destination.text)' via '\(route.gateway.text)' not found"
            )
        }
        let effect = ActionEffect.routeDeleted(network: network.id, route: route)
        return response(start("delete_route", on: [.network(network.id)], takes: ActionTime.subnet, effect))
    }

    private func routeRequest(_ call: Call) throws(APIFailure) -> (Network, NetworkRoute) {
        let network = try find(Network.self, call)
        var input = try call.input()
        let route = NetworkRoute(&input)
        try input.finish()
        guard let route else { throw APIFailure.invalidInput(field: "destination", "is not valid") }
        try requireIdle(.network(network.id))
        return (network, route)
    }
}
