import LabelText

/// Where a load balancer sends connections.
struct BalancerTarget: Codable, Sendable {
    /// What identifies a target; how it is reached does not.
    enum Subject: Codable, Sendable, Hashable {
        case server(Int)
        case labelSelector(String)
        case address(String)
    }

    let subject: Subject
    let usesPrivate: Bool

    init?(_ input: inout Input) {
        guard let subject = Subject(&input) else { return nil }
        self.subject = subject
        let usesPrivate = input.optionalBoolean("use_private_ip") ?? false
        if case .address = subject, usesPrivate {
            input.reject("use_private_ip", "is only available for servers and label selectors")
        }
        self.usesPrivate = usesPrivate
    }
}

extension BalancerTarget.Subject {
    init?(_ input: inout Input) {
        let type = input.string("type", .oneOf(["server", "label_selector", "ip"]))
        let isSelector = TextRule(problem: "is not a valid label selector") { text in
            !text.isEmpty && LabelSelector(text) != nil
        }
        let isAddress = TextRule(problem: "must be an IP address") { IPv4($0) != nil || IPv6($0) != nil }
        guard ["server", "label_selector", "ip"].contains(type) else { return nil }
        if input.value(type) == nil { input.reject(type, "Missing data for required field.") }
        let subject: Self? = input.object(type) { part in
            switch type {
            case "server": .server(part.integer("id"))
            case "label_selector": .labelSelector(part.string("selector", isSelector))
            default: .address(part.string("ip", isAddress))
            }
        }
        guard let subject else { return nil }
        if case .address(let text) = subject, let canonical = IPv6(text)?.text {
            self = .address(canonical)
        } else {
            self = subject
        }
    }
}

extension LoadBalancer {
    /// Everything that is checked, in the order of the targets.
    var endpoints: [TargetHealth.Endpoint] {
        var seen: Set<TargetHealth.Endpoint> = []
        return targets.flatMap(endpoints).filter { seen.insert($0).inserted }
    }

    private func endpoints(of target: BalancerTarget) -> [TargetHealth.Endpoint] {
        switch target.subject {
        case .server(let id): [.init(server: id, usesPrivate: target.usesPrivate)]
        case .labelSelector(let text):
            (selected[text] ?? []).map { .init(server: $0, usesPrivate: target.usesPrivate) }
        case .address(let text):
            // A private address is reached over the vSwitch of the network.
            [.init(address: text, usesPrivate: IPv4(text)?.isPrivate ?? false)]
        }
    }

    func json(of target: BalancerTarget) -> JSON {
        let usesPrivate = JSON.bool(target.usesPrivate)
        switch target.subject {
        case .server(let id):
            return [
                "type": "server", "server": ["id": .int(id)], "use_private_ip": usesPrivate,
                "health_status": .array(endpoints(of: target).flatMap(healthJSON)),
            ]
        case .labelSelector(let text):
            let found = endpoints(of: target).map { endpoint -> JSON in
                [
                    "type": "server", "server": ["id": .optional(endpoint.server)], "use_private_ip": usesPrivate,
                    "health_status": .array(healthJSON(of: endpoint)),
                ]
            }
            return [
                "type": "label_selector", "label_selector": ["selector": .string(text)],
                "use_private_ip": usesPrivate, "targets": .array(found),
            ]
        case .address(let text):
            return [
                "type": "ip", "ip": ["ip": .string(text)], "use_private_ip": false,
                "health_status": .array(endpoints(of: target).flatMap(healthJSON)),
            ]
        }
    }

    private func healthJSON(of endpoint: TargetHealth.Endpoint) -> [JSON] {
        health.filter { $0.endpoint == endpoint }.map(\.json)
    }
}

extension IPv4 {
    var isPrivate: Bool { IPv4Range(base: self, prefix: 32).isPrivate }
}

extension Project {
    func requireCanTarget(_ target: BalancerTarget, from balancer: LoadBalancer) throws(APIFailure) {
        guard !balancer.targets.contains(where: { $0.subject == target.subject }) else {
            throw APIFailure.unprocessable("target_already_defined", "load balancer target is already defined")
        }
        guard balancer.targets.count < type(of: balancer).mostTargets else {
            throw APIFailure.limitExceeded("load_balancer_targets", "target limit of the load balancer exceeded")
        }
        switch target.subject {
        case .server(let id):
            let server = try find(Server.self, id)
            try requireReachable(privately: target.usesPrivate, from: balancer)
            if target.usesPrivate {
                guard server.attachments.contains(where: { $0.network == balancer.attachment?.network && $0.isVisible })
                else {
                    throw APIFailure.unprocessable(
                        "server_not_attached_to_network",
                        "server is not attached to the network of the load balancer"
                    )
                }
            } else if primaryIP(.ipv4, of: id) == nil {
                throw APIFailure.unprocessable("missing_ipv4", "server has no public IPv4 address")
            }
        case .labelSelector:
            try requireReachable(privately: target.usesPrivate, from: balancer)
        case .address(let text):
            try requireOwned(text, for: balancer)
        }
    }

    private func requireReachable(privately: Bool, from balancer: LoadBalancer) throws(APIFailure) {
        if privately {
            guard balancer.attachment != nil else { throw APIFailure.balancerNotAttached }
        } else if !balancer.isPublic {
            throw APIFailure.balancerNotPublic
        }
    }

    /// An address target is a dedicated machine of the customer: any address is, but those that cannot be one.
    private func requireOwned(_ text: String, for balancer: LoadBalancer) throws(APIFailure) {
        if let address = IPv4(text), address.isPrivate {
            guard let network = balancer.attachment.flatMap({ networks[$0.network] }) else {
                throw APIFailure.balancerNotAttached
            }
            let subnets = network.subnets.filter { $0.kind == .vswitch }
            guard !subnets.isEmpty else {
                throw APIFailure.unprocessable(
                    "network_has_no_vswitch_subnet",
                    "the network of the load balancer has no vSwitch subnet"
                )
            }
            guard subnets.contains(where: { $0.range.contains(address) }) else {
                throw APIFailure.unprocessable("ip_not_in_vswitch_subnet", "the IP is not in a vSwitch subnet")
            }
            return
        }
        try requireReachable(privately: false, from: balancer)
        let isCloud =
            primaryIPs.records.values.contains { $0.family.owned(text, by: $0.address) != nil }
            || floatingIPs.records.values.contains { $0.family.owned(text, by: $0.address) != nil }
        guard !isCloud else {
            throw APIFailure.unprocessable(
                "cloud_resource_ip_not_allowed",
                "the IP belongs to a Hetzner Cloud resource"
            )
        }
        guard IPv4(text)?.isRoutable ?? IPv6(text)?.isRoutable ?? false else {
            throw APIFailure.unprocessable("ip_not_owned", "the IP is not owned by the project's owner")
        }
    }

    /// A load balancer would lose a target that it reaches over the address.
    func requireNoPublicTarget(_ server: Int) throws(APIFailure) {
        for id in relations.balancersByServer.sorted(server) {
            let endpoint = TargetHealth.Endpoint(server: server, usesPrivate: false)
            guard loadBalancers[id]?.endpoints.contains(endpoint) == true else { continue }
            throw APIFailure.unprocessable("server_is_load_balancer_target", "server is a target of a load balancer")
        }
    }

    func addTarget(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let target = BalancerTarget(&input)
        try input.finish()
        guard let target else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        try requireIdle(.loadBalancer(balancer.id))
        try requireCanTarget(target, from: balancer)
        return startChanging(balancer.id, "add_target", .targetAdded(target))
    }

    func removeTarget(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let subject = BalancerTarget.Subject(&input)
        try input.finish()
        guard let subject else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        try requireIdle(.loadBalancer(balancer.id))
        guard balancer.targets.contains(where: { $0.subject == subject }) else {
            throw APIFailure(status: 404, code: "not_found", message: "load balancer target not found")
        }
        return startChanging(balancer.id, "remove_target", .targetRemoved(subject))
    }
}

extension IPv4 {
    /// Neither this host, nor a link's own, nor for many.
    fileprivate var isRoutable: Bool {
        let first = value >> 24
        return first != 0 && first != 127 && first < 224 && value >> 16 != 169 << 8 | 254
    }
}

extension IPv6 {
    fileprivate var isRoutable: Bool {
        let first = bits >> 112
        return first != 0 && first & 0xFFC0 != 0xFE80 && first & 0xFF00 != 0xFF00 && first & 0xFE00 != 0xFC00
    }
}

extension APIFailure {
    static let balancerNotAttached = unprocessable(
        "load_balancer_not_attached_to_network",
        "load balancer is not attached to a network"
    )
    static let balancerNotPublic = unprocessable(
        "load_balancer_public_interface_disabled",
        "load balancer public interface is disabled, cannot add target using public IP"
    )
}
