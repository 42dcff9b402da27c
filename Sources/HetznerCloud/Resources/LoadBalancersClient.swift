import FoundationEssentials

extension CloudClient {
    /// Load balancers, their services and their targets.
    public var loadBalancers: LoadBalancersClient { LoadBalancersClient(client: self) }
}

/// The operations on [load balancers](https://docs.hetzner.cloud/reference/cloud#load-balancers).
public struct LoadBalancersClient: LabelledResourceClient, RenamableResourceClient, ProtectableResourceClient,
    ReverseDNSResourceClient, ActingResourceClient
{
    public typealias Resource = LoadBalancer

    /// Where a load balancer is created.
    public enum Placement: Hashable, Sendable {
        /// There, for good.
        case location(IDOrName<Location>)
        /// Anywhere in that network zone.
        case networkZone(String)

        /// There, by a name or an id that a variable holds.
        @_disfavoredOverload
        public static func location(_ location: some LocationReference) -> Self {
            .location(IDOrName<Location>(location))
        }
    }

    public let client: CloudClient

    /// Creates a load balancer.
    ///
    /// Its public addresses are for life: existing primary IPs if given, else new ones.
    public func create(
        name: String,
        type: some LoadBalancerTypeReference,
        in placement: Placement,
        algorithm: LoadBalancer.Algorithm? = nil,
        services: [LoadBalancer.Service] = [],
        targets: [LoadBalancer.Target] = [],
        network: Network.ID? = nil,
        publicInterface: Bool? = nil,
        publicIPv4: PrimaryIP.ID? = nil,
        publicIPv6: PrimaryIP.ID? = nil,
        labels: Labels? = nil
    ) async throws -> Created<LoadBalancer> {
        var body: JSONObject = ["name": name.json, "load_balancer_type": type.json]
        switch placement {
        case .location(let location): body.add("location", location)
        case .networkZone(let zone): body.add("network_zone", zone)
        }
        body.add("algorithm", algorithm.map { ["type": $0.json] as JSONValue })
        body.add("services", services.nonEmpty)
        body.add("targets", targets.map(\.body).nonEmpty)
        body.add("network", network)
        body.add("public_interface", publicInterface)
        var publicNet = JSONObject()
        publicNet.add("ipv4", publicIPv4)
        publicNet.add("ipv6", publicIPv6)
        if !publicNet.isEmpty { body.add("public_net", publicNet) }
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Deletes the load balancer; its targets go on.
    @discardableResult
    public func delete(_ id: LoadBalancer.ID) async throws -> Action {
        try await client.ask(.delete, path(id)).decode("action")
    }

    /// Adds a service.
    ///
    /// All of it has to be set but what belongs to another protocol.
    public func addService(_ id: LoadBalancer.ID, _ service: LoadBalancer.Service) async throws -> Action {
        try await act("add_service", on: id, service.json.object)
    }

    /// Changes what is set in the service of that port.
    public func updateService(_ id: LoadBalancer.ID, _ service: LoadBalancer.Service) async throws -> Action {
        try await act("update_service", on: id, service.json.object)
    }

    /// Stops serving a port.
    public func deleteService(_ id: LoadBalancer.ID, listenPort: Int) async throws -> Action {
        try await act("delete_service", on: id, ["listen_port": listenPort.json])
    }

    /// Adds a target, which gets traffic once its checks succeed.
    public func addTarget(_ id: LoadBalancer.ID, _ target: LoadBalancer.Target) async throws -> Action {
        try await act("add_target", on: id, target.body)
    }

    /// Stops sending traffic to a target.
    public func removeTarget(_ id: LoadBalancer.ID, _ target: LoadBalancer.Target) async throws -> Action {
        try await act("remove_target", on: id, target.reference)
    }

    /// Changes how targets are chosen.
    public func changeAlgorithm(_ id: LoadBalancer.ID, to algorithm: LoadBalancer.Algorithm) async throws -> Action {
        try await act("change_algorithm", on: id, ["type": algorithm.json])
    }

    /// Makes the load balancer larger or smaller; what it has must fit.
    public func changeType(_ id: LoadBalancer.ID, to type: some LoadBalancerTypeReference) async throws -> Action {
        try await act("change_type", on: id, ["load_balancer_type": type.json])
    }

    /// Gives the load balancer a place in a network.
    ///
    /// Without an address Hetzner chooses one.
    public func attach(
        _ id: LoadBalancer.ID,
        to network: Network.ID,
        ip: String? = nil,
        ipRange: String? = nil
    ) async throws -> Action {
        var body: JSONObject = ["network": network.json]
        body.add("ip", ip)
        body.add("ip_range", ipRange)
        return try await act("attach_to_network", on: id, body)
    }

    /// Takes the load balancer out of a network.
    public func detach(_ id: LoadBalancer.ID, from network: Network.ID) async throws -> Action {
        try await act("detach_from_network", on: id, ["network": network.json])
    }

    /// Lets the load balancer be reached from the internet.
    public func enablePublicInterface(_ id: LoadBalancer.ID) async throws -> Action {
        try await act("enable_public_interface", on: id)
    }

    /// Hides the load balancer from the internet.
    public func disablePublicInterface(_ id: LoadBalancer.ID) async throws -> Action {
        try await act("disable_public_interface", on: id)
    }

    /// Measurements of what the load balancer does.
    public func metrics(
        _ id: LoadBalancer.ID,
        types: [LoadBalancer.MetricKind],
        from start: Date,
        to end: Date,
        step: Int? = nil
    ) async throws -> Metrics {
        try await metrics(of: id, types: types.map(\.rawValue), from: start, to: end, step: step)
    }
}

extension LoadBalancer {
    /// What is measured of a load balancer.
    public struct MetricKind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Connections that are open.
        public static let openConnections: Self = "open_connections"
        /// New connections a second.
        public static let connectionsPerSecond: Self = "connections_per_second"
        /// Requests a second, of HTTP and HTTPS services.
        public static let requestsPerSecond: Self = "requests_per_second"
        /// Bytes a second, a series each for in and out.
        public static let bandwidth: Self = "bandwidth"
    }
}
