/// Spreads connections over servers and over addresses of dedicated machines.
struct LoadBalancer: Named {
    static let kind = ResourceKind.loadBalancer
    static var table: ReferenceWritableKeyPath<Project, Table<LoadBalancer>> { \.loadBalancers }

    enum Algorithm: String, Codable, Sendable, CaseIterable {
        case roundRobin = "round_robin"
        case leastConnections = "least_connections"
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var type: Int
    let location: Int
    var algorithm = Algorithm.roundRobin
    var services: [BalancerService] = []
    var targets: [BalancerTarget] = []
    /// The servers that each of its label selectors finds.
    var selected: [String: [Int]] = [:]
    var health: [TargetHealth] = []
    /// It can be in one network only.
    var attachment: Attachment?
    var isPublic = true
    var isProtected = false

    /// All servers that get connections, named or found by a selector.
    var targetedServers: Set<Int> {
        var servers = Set(selected.values.joined())
        for target in targets {
            if case .server(let id) = target.subject { servers.insert(id) }
        }
        return servers
    }

    var certificates: Set<Int> {
        Set(services.flatMap { $0.http?.certificates ?? [] })
    }

    func json(in project: Project) -> JSON {
        let type = project.world.catalog.loadBalancerTypes[self.type]
        let code = project.world.catalog.locations[location]?.code ?? ""
        let network = attachment.flatMap { $0.isVisible ? $0 : nil }
        return [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "public_net": publicNet(in: project),
            "private_net": .array(
                network.map { [["network": .int($0.network), "ip": .string($0.address.text)]] } ?? []
            ),
            "location": project.location(location), "load_balancer_type": type.map { .rendered($0.rendered) } ?? nil,
            "protection": ["delete": .bool(isProtected)], "algorithm": ["type": .string(algorithm.rawValue)],
            "services": .array(services.map(\.json)), "targets": .array(targets.map(json)),
            "included_traffic": .int(type?.includedTraffic[code] ?? 0), "ingoing_traffic": 0, "outgoing_traffic": 0,
        ]
    }

    private func publicNet(in project: Project) -> JSON {
        var net: [JSON.Member] = [.init(name: "enabled", value: .bool(isPublic))]
        for family in PrimaryIP.Family.allCases {
            let ip = project.primaryIP(family, ofBalancer: id)
            let address = ip?.balancerAddress
            let pointer = ip?.pointers.first { $0.address == address }?.name
            let json: JSON = ["id": .optional(ip?.id), "ip": .optional(address), "dns_ptr": .optional(pointer)]
            net.append(.init(name: family.rawValue, value: json))
        }
        return .object(net)
    }

    static func changed(from old: LoadBalancer?, to new: LoadBalancer?, in project: Project) {
        guard let id = (new ?? old)?.id else { return }
        let before = old?.targetedServers ?? []
        let after = new?.targetedServers ?? []
        for server in before.symmetricDifference(after) {
            let isLeaving = before.contains(server)
            project.relations.balancersByServer.move(id, from: isLeaving ? server : nil, to: isLeaving ? nil : server)
            project.forgetRendering(Server.self, server)
        }
        project.relations.balancersByNetwork.move(id, from: old?.attachment?.network, to: new?.attachment?.network)
        project.forgetRendering(Network.self, old?.attachment?.network)
        project.forgetRendering(Network.self, new?.attachment?.network)
        let used = (before: old?.certificates ?? [], after: new?.certificates ?? [])
        for certificate in used.before.symmetricDifference(used.after) {
            let isLeaving = used.before.contains(certificate)
            project.relations.balancersByCertificate.move(
                id,
                from: isLeaving ? certificate : nil,
                to: isLeaving ? nil : certificate
            )
            project.forgetRendering(Certificate.self, certificate)
        }
    }
}

extension PrimaryIP {
    /// What a load balancer answers on: of an IPv6 network the first address after its own.
    var balancerAddress: String {
        switch family {
        case .ipv4: address
        case .ipv6: "\(address)1"
        }
    }
}

extension Route {
    static let loadBalancers: [Route] = balancerObjects + balancerParts + balancerNetworks

    private static let balancerObjects: [Route] = [
        Route(.get, "load_balancers") { try $0.project.list(LoadBalancer.self, $0) },
        Route(.post, "load_balancers") { try $0.project.createLoadBalancer($0) },
        Route(.get, "load_balancers/{id}") { try $0.project.show(LoadBalancer.self, $0) },
        Route(.put, "load_balancers/{id}") { call in
            try call.project.requireIdle(.loadBalancer(try call.id(.loadBalancer)))
            return try call.project.update(LoadBalancer.self, call)
        },
        Route(.delete, "load_balancers/{id}") { try $0.project.deleteLoadBalancer($0) },
        Route(.get, "load_balancers/{id}/metrics") { try $0.project.balancerMetrics($0) },
        Route(.post, "load_balancers/{id}/actions/change_algorithm") { try $0.project.changeAlgorithm($0) },
        Route(.post, "load_balancers/{id}/actions/change_type") { try $0.project.changeBalancerType($0) },
        Route(.post, "load_balancers/{id}/actions/change_protection") { call in
            try call.project.protect(LoadBalancer.self, call, \.isProtected)
        },
    ]
}

extension Project {
    func primaryIP(_ family: PrimaryIP.Family, ofBalancer balancer: Int) -> PrimaryIP? {
        for id in relations.addressesByBalancer[balancer] {
            if let ip = primaryIPs[id], ip.family == family { return ip }
        }
        return nil
    }

    /// The load balancer of the path, when nothing else is being done to it.
    func idleBalancer(_ call: Call) throws(APIFailure) -> LoadBalancer {
        let balancer = try find(LoadBalancer.self, call)
        try requireIdle(.loadBalancer(balancer.id))
        return balancer
    }

    /// Begins a change that keeps others away from the load balancer, and from what it is about to refer to.
    func startChanging(
        _ balancer: Int,
        _ command: String,
        with others: [ObjectKey] = [],
        takes time: Int64 = ActionTime.balancer,
        _ change: LoadBalancerChange
    ) -> SimulatorResponse {
        let key = ObjectKey.loadBalancer(balancer)
        let effect = ActionEffect.loadBalancer(balancer, change)
        return response(start(command, on: [key], holding: [key] + others, takes: time, effect))
    }

    fileprivate func deleteLoadBalancer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        guard !balancer.isProtected else { throw APIFailure.protected("load balancer is delete protected") }
        try requireIdle(.loadBalancer(balancer.id))
        return startChanging(balancer.id, "delete_load_balancer", .deleted)
    }

    fileprivate func changeAlgorithm(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let text = input.string("type", .oneOf(LoadBalancer.Algorithm.allCases.map(\.rawValue)))
        try input.finish()
        try requireIdle(.loadBalancer(balancer.id))
        let algorithm = LoadBalancer.Algorithm(rawValue: text) ?? .roundRobin
        change(LoadBalancer.self, balancer.id) { $0.algorithm = algorithm }
        return response(finished("change_algorithm", on: [.loadBalancer(balancer.id)]))
    }

    func balancerType(_ wanted: Reference) throws(APIFailure) -> LoadBalancerType {
        guard let type = world.catalog.loadBalancerTypes.first(wanted) else {
            let problem = "load balancer type '\(wanted.text)' not found"
            throw APIFailure.invalidInput(field: "load_balancer_type", problem)
        }
        return type
    }

    /// The type that it has already fits.
    fileprivate func changeBalancerType(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let wanted = input.reference("load_balancer_type")
        try input.finish()
        let type = try balancerType(wanted)
        try requireIdle(.loadBalancer(balancer.id))
        let isOnSale = type.unavailableAfter.map { $0 > now } ?? true
        guard balancer.services.count <= type.mostServices, balancer.targets.count <= type.mostTargets,
            balancer.certificates.count <= type.mostCertificates, isOnSale || type.id == balancer.type
        else {
            let problem = "the load balancer type does not fit for the given load balancer"
            throw APIFailure.unprocessable("invalid_load_balancer_type", problem)
        }
        let command = "change_load_balancer_type"
        return startChanging(balancer.id, command, takes: ActionTime.balancerType, .typeChanged(type.id))
    }

    fileprivate func balancerMetrics(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        let levels: [String: [(String, Double)]] = [
            "open_connections": [("open_connections", 40)],
            "connections_per_second": [("connections_per_second", 15)],
            "requests_per_second": [("requests_per_second", 60)],
            "bandwidth": [("bandwidth.in", 18_000), ("bandwidth.out", 240_000)],
        ]
        let types = call.query.all("type").flatMap { $0.split(separator: ",").map(String.init) }
        guard !types.isEmpty, types.allSatisfy({ levels[$0] != nil }) else {
            throw APIFailure.invalidInput(
                field: "type",
                "must be one of \(levels.keys.sorted().joined(separator: ", "))"
            )
        }
        let window = try MetricsWindow(call.query)
        let isBusy = balancer.health.contains { $0.status == .healthy }
        var series: [JSON.Member] = []
        for (name, level) in types.flatMap({ levels[$0] ?? [] }) {
            let values = window.series(name, of: balancer.id, around: isBusy ? level : 0)
            series.append(.init(name: name, value: values))
        }
        let metrics: JSON = [
            "start": .string(window.start.text), "end": .string(window.end.text), "step": .int(Int(window.step)),
            "time_series": .object(series),
        ]
        return SimulatorResponse(200, ["metrics": metrics])
    }
}
