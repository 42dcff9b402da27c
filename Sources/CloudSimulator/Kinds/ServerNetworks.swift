extension Route {
    static let serverNetworks: [Route] = [
        Route(.post, "servers/{id}/actions/attach_to_network") { try $0.project.attachToNetwork($0) },
        Route(.post, "servers/{id}/actions/detach_from_network") { try $0.project.detachFromNetwork($0) },
        Route(.post, "servers/{id}/actions/change_alias_ips") { try $0.project.changeAliases($0) },
    ]
}

extension Project {
    fileprivate func attachToNetwork(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let networkID = input.integer("network")
        let address = address("ip", &input)
        let text = input.optionalString("ip_range")
        let range = text.flatMap { IPv4Range($0) }
        if text != nil, range == nil { input.reject("ip_range", "must be a network address without host bits") }
        let aliases = aliases(&input)
        try input.finish()
        let network = try find(Network.self, networkID)
        try requireIdle(.server(server.id), .network(networkID))
        guard !server.attachments.contains(where: { $0.network == networkID }) else {
            throw APIFailure.unprocessable("server_already_attached", "server is already attached to network")
        }
        guard server.attachments.count < Server.mostNetworks else {
            throw APIFailure.limitExceeded("networks_per_server", "network limit of the server exceeded")
        }
        try requireRoom(in: network)
        try requireNoOverlap(network, with: server.attachments)
        guard let location = world.catalog.locations[server.location] else {
            throw APIFailure.noSubnet
        }
        let attachment = try attachment(to: network, at: location, address: address, range: range, aliases: aliases)
        change(Server.self, server.id) { $0.attachments.append(attachment) }
        let effect = ActionEffect.networkAttached(server: server.id, network: networkID)
        let keys = [ObjectKey.server(server.id), .network(networkID)]
        return response(start("attach_to_network", on: keys, takes: ActionTime.network, effect))
    }

    private func address(_ name: String, _ input: inout Input) -> IPv4? {
        guard let text = input.optionalString(name) else { return nil }
        let address = IPv4(text)
        if address == nil { input.reject(name, "must be an IPv4 address") }
        return address
    }

    private func aliases(_ input: inout Input) -> [IPv4] {
        let texts = input.strings("alias_ips")
        if texts.count > Server.mostAliases { input.reject("alias_ips", "must not be more than 5") }
        let aliases = texts.compactMap { IPv4($0) }
        if aliases.count != texts.count { input.reject("alias_ips", "must be IPv4 addresses") }
        if Set(aliases).count != aliases.count { input.reject("alias_ips", "must be distinct") }
        return aliases
    }

    func requireRoom(in network: Network) throws(APIFailure) {
        let count = relations.serversByNetwork.count(network.id) + relations.balancersByNetwork.count(network.id)
        guard count < Network.mostMembers else {
            throw APIFailure.limitExceeded("resources_per_network", "resource limit of the network exceeded")
        }
    }

    func requireNoOverlap(_ network: Network, with attachments: [Attachment]) throws(APIFailure) {
        for attachment in attachments {
            guard networks[attachment.network]?.range.overlaps(network.range) == true else { continue }
            throw APIFailure.unprocessable(
                "networks_overlap",
                "the network's IP range overlaps with one of the server's networks"
            )
        }
    }

    /// Finds room in the network: the given address, or the lowest free one of a subnet in the server's zone.
    func attachment(
        to network: Network,
        at location: Location,
        address: IPv4?,
        range: IPv4Range?,
        aliases: [IPv4]
    ) throws(APIFailure) -> Attachment {
        let candidates = network.subnets.filter { subnet in
            subnet.zone == location.networkZone && subnet.kind != .vswitch && (range == nil || subnet.range == range)
        }
        guard !candidates.isEmpty else { throw APIFailure.noSubnet }
        var taken = takenAddresses(in: network)
        for alias in aliases {
            let isInside = network.subnets.contains { $0.range.contains(alias) }
            guard isInside, taken.insert(alias).inserted else { throw APIFailure.addressNotAvailable }
        }
        let chosen: IPv4
        if let address {
            guard candidates.contains(where: { $0.range.contains(address) }), !taken.contains(address) else {
                throw APIFailure.addressNotAvailable
            }
            chosen = address
        } else {
            guard let free = lowestFree(in: candidates, taken) else { throw APIFailure.noSubnet }
            chosen = free
        }
        return Attachment(
            network: network.id,
            address: chosen,
            aliases: aliases,
            hardwareAddress: world.random.hardwareAddress(),
            status: .attaching
        )
    }

    private func lowestFree(in subnets: [Subnet], _ taken: Set<IPv4>) -> IPv4? {
        for subnet in subnets {
            var address = subnet.range.base
            while address <= subnet.range.last {
                if !taken.contains(address) { return address }
                guard address.value < UInt32.max else { break }
                address = IPv4(address.value + 1)
            }
        }
        return nil
    }

    func networkIsAttached(_ network: Int, to server: Int) {
        change(Server.self, server) { server in
            for index in server.attachments.indices where server.attachments[index].network == network {
                server.attachments[index].status = .ok
            }
        }
    }

    func networkIsDetached(_ network: Int, from server: Int) {
        change(Server.self, server) { $0.attachments.removeAll { $0.network == network } }
    }

    private func setStatus(_ status: Attachment.Status, of network: Int, on server: Int) {
        change(Server.self, server) { server in
            for index in server.attachments.indices where server.attachments[index].network == network {
                server.attachments[index].status = status
            }
        }
    }

    private func requireAttached(_ server: Server, _ network: Int) throws(APIFailure) {
        _ = try find(Network.self, network)
        try requireIdle(.server(server.id), .network(network))
        guard server.attachments.contains(where: { $0.network == network }) else {
            throw APIFailure(
                status: 404,
                code: "not_found",
                message: "server is not attached to network with ID '\(network)'"
            )
        }
    }

    fileprivate func detachFromNetwork(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let network = input.integer("network")
        try input.finish()
        try requireAttached(server, network)
        setStatus(.detaching, of: network, on: server.id)
        let effect = ActionEffect.networkDetached(server: server.id, network: network)
        let keys = [ObjectKey.server(server.id), .network(network)]
        return response(start("detach_from_network", on: keys, takes: ActionTime.network, effect))
    }

    fileprivate func changeAliases(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        var input = try call.input()
        let networkID = input.integer("network")
        if input.value("alias_ips") == nil { input.reject("alias_ips", "Missing data for required field.") }
        let aliases = aliases(&input)
        try input.finish()
        try requireAttached(server, networkID)
        let network = try find(Network.self, networkID)
        var taken = takenAddresses(in: network, except: server.id)
        if let own = server.attachments.first(where: { $0.network == networkID }) { taken.insert(own.address) }
        for alias in aliases {
            let isInside = network.subnets.contains { $0.range.contains(alias) }
            guard isInside, !taken.contains(alias) else { throw APIFailure.addressNotAvailable }
        }
        setStatus(.updating, of: networkID, on: server.id)
        let effect = ActionEffect.aliasesChanged(server: server.id, network: networkID, aliases: aliases)
        let keys = [ObjectKey.server(server.id), .network(networkID)]
        return response(start("change_alias_ips", on: keys, takes: ActionTime.short, effect))
    }

    func aliasesChange(_ aliases: [IPv4], in network: Int, of server: Int) {
        change(Server.self, server) { server in
            for index in server.attachments.indices where server.attachments[index].network == network {
                server.attachments[index].aliases = aliases
                server.attachments[index].status = .ok
            }
        }
    }
}

extension APIFailure {
    static let noSubnet = APIFailure.unprocessable("no_subnet_available", "no subnet or IP available")
    static let addressNotAvailable = APIFailure.unprocessable("ip_not_available", "the provided IP is not available")
}
