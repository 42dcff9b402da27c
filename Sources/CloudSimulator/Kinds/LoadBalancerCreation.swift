/// What `POST /load_balancers` asks for, read and checked against nothing yet.
private struct LoadBalancerRequest {
    let name: String
    let type: Reference
    let location: Reference?
    let zone: String?
    let network: Int?
    let isPublic: Bool
    let algorithm: LoadBalancer.Algorithm
    let services: [BalancerService]
    let targets: [BalancerTarget]
    let labels: [String: String]
    /// The Primary IPs to use, by family; for the others new ones are made.
    let addresses: [PrimaryIP.Family: Int]

    init(_ input: inout Input) {
        name = input.string("name", .name)
        type = input.reference("load_balancer_type")
        location = input.optionalReference("location")
        zone = input.optionalString("network_zone")
        if (location == nil) == (zone == nil) {
            for field in ["location", "network_zone"] { input.reject(field, "exactly one of both is needed") }
        }
        network = input.optionalInteger("network")
        isPublic = input.optionalBoolean("public_interface") ?? true
        let words = TextRule.oneOf(LoadBalancer.Algorithm.allCases.map(\.rawValue))
        let algorithm = input.object("algorithm") { LoadBalancer.Algorithm(rawValue: $0.string("type", words)) }
        self.algorithm = algorithm ?? .roundRobin
        services = input.objects("services") { BalancerService(&$0) }
        targets = input.objects("targets") { BalancerTarget(&$0) }
        labels = input.labels() ?? [:]
        let addresses = input.object("public_net") { net in
            var addresses: [PrimaryIP.Family: Int] = [:]
            for family in PrimaryIP.Family.allCases { addresses[family] = net.optionalInteger(family.rawValue) }
            return addresses
        }
        self.addresses = addresses ?? [:]
    }
}

extension Project {
    func createLoadBalancer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let request = LoadBalancerRequest(&input)
        try input.finish()
        try requireUnique(LoadBalancer.self, name: request.name)
        let type = try balancerType(request.type)
        let location = try location(for: request, type)
        try requireRoom(for: LoadBalancer.self)
        for family in PrimaryIP.Family.allCases {
            if let id = request.addresses[family] { try requireFree(id, family, location.id) }
        }
        try requireRoom(for: PrimaryIP.self, adding: PrimaryIP.Family.allCases.count - request.addresses.count)
        var balancer = LoadBalancer(
            id: world.identifiers.next(.loadBalancer),
            title: request.name,
            labels: request.labels,
            created: now,
            type: type.id,
            location: location.id,
            algorithm: request.algorithm
        )
        if let network = request.network {
            let network = try find(Network.self, network)
            try requireIdle(.network(network.id))
            balancer.attachment = try balancerAttachment(to: network, at: location.id)
            balancer.attachment?.status = .ok
        }
        guard request.isPublic || balancer.attachment != nil else { throw APIFailure.balancerNotAttached }
        balancer.isPublic = request.isPublic
        for service in request.services {
            try requireFits(service, beside: balancer.services, of: type, portStatus: 412)
            balancer.services.append(service)
        }
        for target in request.targets {
            try requireCanTarget(target, from: balancer)
            balancer.targets.append(target)
        }
        return try build(balancer, request)
    }

    private func location(for request: LoadBalancerRequest, _ type: LoadBalancerType) throws(APIFailure) -> Location {
        let locations = world.catalog.locations
        if let wanted = request.location {
            guard let location = locations.first(wanted) else {
                throw APIFailure.invalidInput(field: "location", "location '\(wanted.text)' not found")
            }
            guard type.includedTraffic[location.code] != nil else {
                throw APIFailure.invalidInput("unsupported location for load balancer type")
            }
            return location
        }
        let zone = request.zone ?? ""
        let offering = locations.all.first { $0.networkZone == zone && type.includedTraffic[$0.code] != nil }
        guard let offering else {
            throw APIFailure.invalidInput(field: "network_zone", "network zone '\(zone)' not found")
        }
        return offering
    }

    private func build(_ planned: LoadBalancer, _ request: LoadBalancerRequest) throws(APIFailure) -> SimulatorResponse
    {
        var balancer = planned
        var addresses: [PrimaryIP] = []
        for family in PrimaryIP.Family.allCases {
            if let id = request.addresses[family] {
                addresses.append(try find(PrimaryIP.self, id))
            } else {
                addresses.append(try newPrimaryIP(nil, family, balancer.location, deletesWithServer: true))
            }
        }
        selectTargets(&balancer)
        save(balancer)
        for var ip in addresses {
            ip.balancer = balancer.id
            save(ip)
        }
        recheckHealth(of: balancer.id)
        let certificates = balancer.certificates.sorted().map(ObjectKey.certificate)
        let key = ObjectKey.loadBalancer(balancer.id)
        let action = start(
            "create_load_balancer",
            on: [key],
            holding: [key] + certificates,
            takes: ActionTime.balancer,
            .loadBalancer(balancer.id, .created)
        )
        return SimulatorResponse(
            201,
            [
                "load_balancer": .rendered(rendering(LoadBalancer.self, balancer.id)),
                "action": action.json(in: self),
            ]
        )
    }
}
