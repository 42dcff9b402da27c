import FoundationEssentials

/// A public address that moves between the servers of a network zone; the servers have to set it up themselves.
public struct FloatingIP: APIResource {
    public static let names = ResourceNames(path: "floating_ips", singular: "floating_ip")

    /// Given by Hetzner on creation.
    public let id: Identifier<FloatingIP>
    /// Unique among the project's floating IPs; Hetzner makes one up if none is given.
    public var name: String
    /// For people; `nil` without one.
    public var description: String?
    /// Decides whether `ip` is one address or a network.
    public var type: IPFamily
    /// An IPv4 address, or an IPv6 network such as `2001:db8::/64`.
    public var ip: String
    /// The server that it leads to.
    public var server: Server.ID?
    /// Where its traffic arrives; routing to a server is best from there.
    public var homeLocation: Location
    /// The names of its addresses; an IPv6 network has one only for addresses that were given one.
    public var reverseDNS: [ReverseDNSEntry]
    /// Whether Hetzner has blocked the address.
    public var isBlocked: Bool
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<FloatingIP>,
        name: String,
        description: String? = nil,
        type: IPFamily,
        ip: String,
        server: Server.ID? = nil,
        homeLocation: Location,
        reverseDNS: [ReverseDNSEntry] = [],
        isBlocked: Bool = false,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.type = type
        self.ip = ip
        self.server = server
        self.homeLocation = homeLocation
        self.reverseDNS = reverseDNS
        self.isBlocked = isBlocked
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        type = try json.read("type")
        ip = try json.read("ip")
        server = try json.read("server")
        homeLocation = try json.read("home_location")
        reverseDNS = try json.read("dns_ptr", default: [])
        isBlocked = try json.read("blocked")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "type": type.json,
            "ip": ip.json,
            "server": server.json,
            "home_location": homeLocation.json,
            "dns_ptr": reverseDNS.json,
            "blocked": isBlocked.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

/// Whether an address is an IPv4 address or an IPv6 network.
public struct IPFamily: OpenString {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// One address.
    public static let ipv4: Self = "ipv4"
    /// A network of 2⁶⁴ addresses.
    public static let ipv6: Self = "ipv6"
}

extension CloudClient {
    /// Public addresses that move from server to server.
    public var floatingIPs: FloatingIPsClient { FloatingIPsClient(client: self) }
}

/// The operations on [floating IPs](https://docs.hetzner.cloud/reference/cloud#floating-ips).
public struct FloatingIPsClient: LabelledResourceClient, DeletableResourceClient, ProtectableResourceClient,
    ReverseDNSResourceClient, ActingResourceClient
{
    public typealias Resource = FloatingIP

    /// Where a floating IP is created.
    public enum Placement: Hashable, Sendable {
        /// There, leading nowhere yet.
        case location(IDOrName<Location>)
        /// Where that server is, and leading to it.
        case server(Server.ID)

        /// There, by a name or an id that a variable holds.
        @_disfavoredOverload
        public static func location(_ location: some LocationReference) -> Self {
            .location(IDOrName<Location>(location))
        }
    }

    public let client: CloudClient

    /// Creates a floating IP.
    public func create(
        type: IPFamily,
        in placement: Placement,
        name: String? = nil,
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> Created<FloatingIP> {
        var body: JSONObject = ["type": type.json]
        switch placement {
        case .location(let location): body.add("home_location", location)
        case .server(let server): body.add("server", server)
        }
        body.add("name", name)
        body.add("description", description)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(
        _ id: FloatingIP.ID,
        name: String? = nil,
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> FloatingIP {
        var body = JSONObject()
        body.add("name", name)
        body.add("description", description)
        body.add("labels", labels)
        return try await change(id, body)
    }

    /// Leads the address to a server, away from the one before.
    public func assign(_ id: FloatingIP.ID, to server: Server.ID) async throws -> Action {
        try await act("assign", on: id, ["server": server.json])
    }

    /// Leads the address nowhere.
    public func unassign(_ id: FloatingIP.ID) async throws -> Action {
        try await act("unassign", on: id)
    }
}
