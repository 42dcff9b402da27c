extension Route {
    static let balancerNetworks: [Route] = [
        Route(.post, "load_balancers/{id}/actions/attach_to_network") { try $0.project.attachBalancer($0) },
        Route(.post, "load_balancers/{id}/actions/detach_from_network") { try $0.project.detachBalancer($0) },
        Route(.post, "load_balancers/{id}/actions/enable_public_interface") { call in
            let balancer = try call.project.idleBalancer(call)
            let command = "enable_public_interface"
            guard !balancer.isPublic else {
                return call.project.response(call.project.finished(command, on: [.loadBalancer(balancer.id)]))
            }
            return call.project.startChanging(balancer.id, command, .publicInterface(true))
        },
        Route(.post, "load_balancers/{id}/actions/disable_public_interface") {
            try $0.project.disablePublicInterface($0)
        },
        Route(.post, "load_balancers/{id}/actions/change_dns_ptr") { try $0.project.changeBalancerPointer($0) },
    ]
}

extension Project {
    fileprivate func attachBalancer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let networkID = input.integer("network")
        let text = input.optionalString("ip")
        let address = text.flatMap { IPv4($0) }
        if text != nil, address == nil { input.reject("ip", "must be an IPv4 address") }
        let rangeText = input.optionalString("ip_range")
        let range = rangeText.flatMap { IPv4Range($0) }
        if rangeText != nil, range == nil { input.reject("ip_range", "must be a network address without host bits") }
        try input.finish()
        let network = try find(Network.self, networkID)
        try requireIdle(.loadBalancer(balancer.id), .network(networkID))
        guard balancer.attachment == nil else {
            throw APIFailure.unprocessable(
                "load_balancer_already_attached",
                "load balancer is already attached to a network"
            )
        }
        let place = try balancerAttachment(to: network, at: balancer.location, address, range)
        change(LoadBalancer.self, balancer.id) { $0.attachment = place }
        return startOnNetwork(balancer.id, networkID, "attach_to_network", .attached)
    }

    /// A place in the network, reserved until the load balancer is there.
    func balancerAttachment(
        to network: Network,
        at location: Int,
        _ address: IPv4? = nil,
        _ range: IPv4Range? = nil
    ) throws(APIFailure) -> Attachment {
        guard let location = world.catalog.locations[location] else { throw APIFailure.noSubnet }
        try requireRoom(in: network)
        return try attachment(to: network, at: location, address: address, range: range, aliases: [])
    }

    private func startOnNetwork(
        _ balancer: Int,
        _ network: Int,
        _ command: String,
        _ change: LoadBalancerChange
    ) -> SimulatorResponse {
        let keys = [ObjectKey.loadBalancer(balancer), .network(network)]
        return response(start(command, on: keys, takes: ActionTime.network, .loadBalancer(balancer, change)))
    }

    /// Targets that are reached over the network stay, and become unhealthy.
    fileprivate func detachBalancer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let network = input.integer("network")
        try input.finish()
        _ = try find(Network.self, network)
        try requireIdle(.loadBalancer(balancer.id), .network(network))
        guard balancer.attachment?.network == network else {
            let problem = "load balancer is not attached to network with ID '\(network)'"
            throw APIFailure(status: 404, code: "not_found", message: problem)
        }
        change(LoadBalancer.self, balancer.id) { $0.attachment?.status = .detaching }
        return startOnNetwork(balancer.id, network, "detach_from_network", .detached)
    }

    fileprivate func disablePublicInterface(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try idleBalancer(call)
        let command = "disable_public_interface"
        guard balancer.isPublic else {
            return response(finished(command, on: [.loadBalancer(balancer.id)]))
        }
        guard balancer.attachment != nil else { throw APIFailure.balancerNotAttached }
        guard balancer.targets.allSatisfy(\.isPrivate) else {
            throw APIFailure.unprocessable(
                "targets_without_use_private_ip",
                "load balancer has targets that do not use the private IP"
            )
        }
        return startChanging(balancer.id, command, .publicInterface(false))
    }

    /// The name belongs to the Primary IP; of IPv6 only the load balancer's own address can have one.
    fileprivate func changeBalancerPointer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        let (text, pointer) = try pointerRequest(call)
        try requireIdle(.loadBalancer(balancer.id))
        let asked = IPv6(text)?.text ?? text
        for id in relations.addressesByBalancer.sorted(balancer.id) where primaryIPs[id]?.balancerAddress == asked {
            let effect = ActionEffect.pointerChanged(primaryIP: id, address: asked, pointer: pointer)
            return response(
                start("change_dns_ptr", on: [.loadBalancer(balancer.id)], takes: ActionTime.short, effect)
            )
        }
        throw APIFailure.invalidInput(field: "ip", "does not belong to the load balancer")
    }

    /// Load balancers lose a network that is deleted.
    func balancersLeave(_ network: Int) {
        for id in relations.balancersByNetwork.sorted(network) {
            change(LoadBalancer.self, id) { $0.attachment = nil }
            recheckHealth(of: id)
        }
    }
}

extension BalancerTarget {
    /// Whether it is reached without the public interface.
    fileprivate var isPrivate: Bool {
        if case .address(let text) = subject { return IPv4(text)?.isPrivate ?? false }
        return usesPrivate
    }
}
