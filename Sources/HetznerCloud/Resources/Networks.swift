import FoundationEssentials

/// A private network, divided into subnets.
public struct Network: APIResource {
    public static let names = ResourceNames(path: "networks", singular: "network")

    /// Given by Hetzner on creation.
    public let id: Identifier<Network>
    /// Unique among the project's networks; can be changed.
    public var name: String
    /// All addresses of the network, in CIDR notation.
    public var ipRange: String
    /// At most 50, all in one network zone, without overlaps.
    public var subnets: [Subnet]
    /// At most 100, for all that is attached.
    public var routes: [Route]
    /// The attached servers; `NetworksClient.members` has their addresses.
    public var servers: [Server.ID]
    /// The attached load balancers.
    public var loadBalancers: [LoadBalancer.ID]
    /// Whether dedicated servers behind a vSwitch learn the routes.
    public var exposesRoutesToVSwitch: Bool
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Where packets to a destination go.
    public struct Route: APIModel {
        /// In CIDR notation.
        public var destination: String
        /// An address of the network; usually a server's.
        public var gateway: String

        /// Describes a route.
        ///
        /// The destination is in a private range or `0.0.0.0/0` and overlaps with no subnet; the gateway is not the
        /// network's first address.
        public init(destination: String, gateway: String) {
            self.destination = destination
            self.gateway = gateway
        }

        public init(_ json: JSONFields) throws(ModelError) {
            destination = try json.read("destination")
            gateway = try json.read("gateway")
        }

        public var json: JSONValue { ["destination": destination.json, "gateway": gateway.json] }
    }

    /// A part of the network in one network zone.
    public struct Subnet: APIModel {
        /// Decides what can be attached.
        public var type: Kind
        /// In CIDR notation.
        ///
        /// If it is left out on creation, Hetzner chooses a free one.
        public var ipRange: String?
        /// Such as `eu-central`.
        public var networkZone: String
        /// The router's address; the API sets it.
        public var gateway: String?
        /// The number of the vSwitch in Robot; `nil` for other subnets.
        public var vSwitchID: Int?

        /// What a subnet is for.
        public struct Kind: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// For servers and load balancers.
            public static let cloud: Self = "cloud"
            /// For dedicated servers, through a vSwitch; only in `eu-central`.
            public static let vSwitch: Self = "vswitch"
            /// What `cloud` used to be called.
            public static let server: Self = "server"
        }

        /// Describes a subnet; a vSwitch's needs its id.
        ///
        /// A request leaves out the gateway, which is the API's to choose.
        public init(
            type: Kind = .cloud,
            ipRange: String? = nil,
            networkZone: String,
            vSwitchID: Int? = nil,
            gateway: String? = nil
        ) {
            self.gateway = gateway
            self.type = type
            self.ipRange = ipRange
            self.networkZone = networkZone
            self.vSwitchID = vSwitchID
        }

        public init(_ json: JSONFields) throws(ModelError) {
            type = try json.read("type")
            ipRange = try json.read("ip_range")
            networkZone = try json.read("network_zone")
            gateway = try json.read("gateway")
            vSwitchID = try json.read("vswitch_id")
        }

        public var json: JSONValue {
            var object = body
            object.add("gateway", gateway)
            return .object(object)
        }

        /// What a request says of it: all but what the API sets.
        fileprivate var body: JSONObject {
            var object: JSONObject = ["type": type.json]
            object.add("ip_range", ipRange)
            object.add("network_zone", networkZone)
            object.add("vswitch_id", vSwitchID)
            return object
        }
    }

    /// What is attached to a network, as its list of members shows it.
    public struct Member: APIModel, Identifiable {
        /// The number of the server or load balancer, as `type` tells.
        public let id: Int64
        /// Says what the id belongs to.
        public var type: Kind
        /// Its address in the network.
        public var ip: String
        /// More addresses of a server.
        public var aliasIPs: [String]
        /// In CIDR notation.
        public var subnet: String?
        /// How far attaching or detaching it is.
        public var status: Status

        /// What kind of thing is attached.
        public struct Kind: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// The id is a `Server.ID`.
            public static let server: Self = "server"
            /// The id is a `LoadBalancer.ID`.
            public static let loadBalancer: Self = "load_balancer"
        }

        /// How far attaching or detaching is.
        public struct Status: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// It is attached.
            public static let ok: Self = "ok"
            /// It is being attached.
            public static let attaching: Self = "attaching"
            /// It is being taken out.
            public static let detaching: Self = "detaching"
            /// Its addresses are being changed.
            public static let updating: Self = "updating"
            /// The last change has failed.
            public static let error: Self = "error"
        }

        /// Creates one that a program makes up, in a test of its own.
        public init(id: Int64, type: Kind, ip: String, aliasIPs: [String] = [], subnet: String? = nil, status: Status) {
            self.id = id
            self.type = type
            self.ip = ip
            self.aliasIPs = aliasIPs
            self.subnet = subnet
            self.status = status
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            type = try json.read("type")
            ip = try json.read("ip")
            aliasIPs = try json.read("alias_ips", default: [])
            subnet = try json.read("subnet")
            status = try json.read("status")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "type": type.json,
                "ip": ip.json,
                "alias_ips": aliasIPs.json,
                "subnet": subnet.json,
                "status": status.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Network>,
        name: String,
        ipRange: String,
        subnets: [Subnet] = [],
        routes: [Route] = [],
        servers: [Server.ID] = [],
        loadBalancers: [LoadBalancer.ID] = [],
        exposesRoutesToVSwitch: Bool = false,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.ipRange = ipRange
        self.subnets = subnets
        self.routes = routes
        self.servers = servers
        self.loadBalancers = loadBalancers
        self.exposesRoutesToVSwitch = exposesRoutesToVSwitch
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        ipRange = try json.read("ip_range")
        subnets = try json.read("subnets")
        routes = try json.read("routes")
        servers = try json.read("servers")
        loadBalancers = try json.read("load_balancers", default: [])
        exposesRoutesToVSwitch = try json.read("expose_routes_to_vswitch", default: false)
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "ip_range": ipRange.json,
            "subnets": subnets.json,
            "routes": routes.json,
            "servers": servers.json,
            "load_balancers": loadBalancers.json,
            "expose_routes_to_vswitch": exposesRoutesToVSwitch.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// Private networks, their subnets, routes and members.
    public var networks: NetworksClient { NetworksClient(client: self) }
}

/// The operations on [networks](https://docs.hetzner.cloud/reference/cloud#networks).
///
/// Only one change of a network runs at a time; another one meanwhile is a `conflict`.
public struct NetworksClient: LabelledResourceClient, DeletableResourceClient, ProtectableResourceClient,
    ActingResourceClient
{
    public typealias Resource = Network

    public let client: CloudClient

    /// Creates a network with its subnets and routes.
    public func create(
        name: String,
        ipRange: String,
        subnets: [Network.Subnet] = [],
        routes: [Network.Route] = [],
        exposeRoutesToVSwitch: Bool? = nil,
        labels: Labels? = nil
    ) async throws -> Created<Network> {
        var body: JSONObject = ["name": name.json, "ip_range": ipRange.json]
        body.add("subnets", subnets.map(\.body).nonEmpty)
        body.add("routes", routes.nonEmpty)
        body.add("expose_routes_to_vswitch", exposeRoutesToVSwitch)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(
        _ id: Network.ID,
        name: String? = nil,
        labels: Labels? = nil,
        exposeRoutesToVSwitch: Bool? = nil
    ) async throws -> Network {
        var body = JSONObject()
        body.add("name", name)
        body.add("labels", labels)
        body.add("expose_routes_to_vswitch", exposeRoutesToVSwitch)
        return try await change(id, body)
    }

    /// Adds a subnet, which must lie within the network.
    public func addSubnet(_ id: Network.ID, _ subnet: Network.Subnet) async throws -> Action {
        try await act("add_subnet", on: id, subnet.body)
    }

    /// Fails while anything is attached to the subnet.
    public func deleteSubnet(_ id: Network.ID, _ ipRange: String) async throws -> Action {
        try await act("delete_subnet", on: id, ["ip_range": ipRange.json])
    }

    /// Adds a route for all that is in the network.
    public func addRoute(_ id: Network.ID, _ route: Network.Route) async throws -> Action {
        try await act("add_route", on: id, route.json.object)
    }

    /// Deletes the route with exactly that destination and gateway.
    public func deleteRoute(_ id: Network.ID, _ route: Network.Route) async throws -> Action {
        try await act("delete_route", on: id, route.json.object)
    }

    /// Extends the network to a range that contains the old one.
    public func changeIPRange(_ id: Network.ID, to ipRange: String) async throws -> Action {
        try await act("change_ip_range", on: id, ["ip_range": ipRange.json])
    }

    /// Everything that is attached to the network.
    public func members(
        of id: Network.ID,
        type: [Network.Member.Kind] = [],
        status: [Network.Member.Status] = [],
        subnet: [String] = [],
        sort: [Sort] = []
    ) -> ResourceList<Network.Member> {
        let query = ListQuery()
            .with("type", each: type)
            .with("status", each: status)
            .with("subnet", each: subnet)
            .with("sort", each: sort)
        return ResourceList(
            ListRequest(client: client, path: "\(path(id))/members", key: "members", query: query.items)
        )
    }
}
