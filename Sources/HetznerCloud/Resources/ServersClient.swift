import FoundationEssentials

extension CloudClient {
    /// Virtual machines and what can be done with them.
    public var servers: ServersClient { ServersClient(client: self) }
}

/// The operations on [servers](https://docs.hetzner.cloud/reference/cloud#servers).
///
/// While an action runs on a server, most other changes of it are refused with `locked`.
public struct ServersClient: RenamableResourceClient, ReverseDNSResourceClient, ActingResourceClient {
    public typealias Resource = Server

    public let client: CloudClient

    /// All servers that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        status: [Server.Status] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Server> {
        all(
            ListQuery()
                .with("name", name)
                .with("status", each: status)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates a server and, unless told otherwise, starts it.
    ///
    /// Without SSH keys the answer holds a root password. Without a location Hetzner chooses one. Throws an `APIError`
    /// with `placement_error` or `resource_unavailable` if there is no room for it now.
    public func create(
        name: String,
        serverType: some ServerTypeReference,
        image: some ImageReference,
        location: (any LocationReference)? = nil,
        sshKeys: [any SSHKeyReference] = [],
        userData: String? = nil,
        publicNet: Server.PublicNetRequest? = nil,
        networks: [Network.ID] = [],
        firewalls: [Firewall.ID] = [],
        volumes: [Volume.ID] = [],
        automount: Bool? = nil,
        placementGroup: PlacementGroup.ID? = nil,
        startAfterCreate: Bool? = nil,
        labels: Labels? = nil
    ) async throws -> Created<Server> {
        var body: JSONObject = ["name": name.json, "server_type": serverType.json, "image": image.json]
        body.add("location", location?.json)
        body.add("ssh_keys", sshKeys.map(\.json).nonEmpty)
        body.add("user_data", userData)
        body.add("public_net", publicNet)
        body.add("networks", networks.nonEmpty)
        body.add("firewalls", firewalls.map { ["firewall": $0.json] as JSONValue }.nonEmpty)
        body.add("volumes", volumes.nonEmpty)
        body.add("automount", automount)
        body.add("placement_group", placementGroup)
        body.add("start_after_create", startAfterCreate)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Deletes the server with its disk; volumes stay.
    @discardableResult
    public func delete(_ id: Server.ID) async throws -> Action {
        try await client.ask(.delete, path(id)).decode("action")
    }

    /// Measurements of what the server does, at most some 500 a series.
    public func metrics(
        _ id: Server.ID,
        types: [Server.MetricKind],
        from start: Date,
        to end: Date,
        step: Int? = nil
    ) async throws -> Metrics {
        try await metrics(of: id, types: types.map(\.rawValue), from: start, to: end, step: step)
    }
}

extension Server {
    /// Which public addresses a new server gets.
    public struct PublicNetRequest: Hashable, Sendable, JSONEncodable {
        /// Whether it gets an IPv4 address, which costs extra.
        public var enableIPv4: Bool
        /// Whether it gets an IPv6 network, which is free.
        public var enableIPv6: Bool
        /// An existing primary IP; without one, Hetzner makes one.
        public var ipv4: PrimaryIP.ID?
        /// An existing primary IP; without one, Hetzner makes one.
        public var ipv6: PrimaryIP.ID?

        /// Asks for both families, with new addresses, unless told otherwise.
        ///
        /// A server with neither needs a network before it can start.
        public init(
            enableIPv4: Bool = true,
            enableIPv6: Bool = true,
            ipv4: PrimaryIP.ID? = nil,
            ipv6: PrimaryIP.ID? = nil
        ) {
            self.enableIPv4 = enableIPv4
            self.enableIPv6 = enableIPv6
            self.ipv4 = ipv4
            self.ipv6 = ipv6
        }

        public var json: JSONValue {
            var object: JSONObject = ["enable_ipv4": enableIPv4.json, "enable_ipv6": enableIPv6.json]
            object.add("ipv4", ipv4)
            object.add("ipv6", ipv6)
            return .object(object)
        }
    }

    /// What is measured of a server.
    public struct MetricKind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Percent of one processor, so up to 100 for each.
        public static let cpu: Self = "cpu"
        /// Operations and bytes a second, a series each for read and write.
        public static let disk: Self = "disk"
        /// Packets and bytes a second, a series each for in and out.
        public static let network: Self = "network"
    }
}
