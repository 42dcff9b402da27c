import FoundationEssentials

/// A public address of a server or a load balancer, which can outlive it.
public struct PrimaryIP: APIResource {
    public static let names = ResourceNames(path: "primary_ips", singular: "primary_ip")

    /// Given by Hetzner on creation.
    public let id: Identifier<PrimaryIP>
    /// Unique among the project's primary IPs; can be changed.
    public var name: String
    /// Decides whether `ip` is one address or a network.
    public var type: IPFamily
    /// An IPv4 address, or an IPv6 network such as `2001:db8::/64`.
    public var ip: String
    /// What has it; `nil` if nothing has.
    public var assignee: Assignee?
    /// What it is assigned to has to be there too.
    public var location: Location
    /// Whether it vanishes with what has it.
    public var isDeletedWithAssignee: Bool
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

    /// What a primary IP can belong to.
    public enum Assignee: Hashable, Sendable {
        /// Its address of that family.
        case server(Server.ID)
        /// Its address of that family, for life.
        case loadBalancer(LoadBalancer.ID)
        /// A kind that this library does not know.
        case other(type: String, id: Int64)

        init?(type: String, id: Int64?) {
            guard let id else { return nil }
            self =
                switch type {
                case "server": .server(Identifier(id))
                case "load_balancer": .loadBalancer(Identifier(id))
                default: .other(type: type, id: id)
                }
        }

        func add(to body: inout JSONObject) {
            let (type, id) =
                switch self {
                case .server(let id): ("server", id.rawValue)
                case .loadBalancer(let id): ("load_balancer", id.rawValue)
                case .other(let type, let id): (type, id)
                }
            body["assignee_type"] = .string(type)
            body["assignee_id"] = .integer(id)
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<PrimaryIP>,
        name: String,
        type: IPFamily,
        ip: String,
        assignee: Assignee? = nil,
        location: Location,
        isDeletedWithAssignee: Bool = false,
        reverseDNS: [ReverseDNSEntry] = [],
        isBlocked: Bool = false,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.ip = ip
        self.assignee = assignee
        self.location = location
        self.isDeletedWithAssignee = isDeletedWithAssignee
        self.reverseDNS = reverseDNS
        self.isBlocked = isBlocked
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        type = try json.read("type")
        ip = try json.read("ip")
        assignee = Assignee(type: try json.read("assignee_type", default: ""), id: try json.read("assignee_id"))
        location = try json.read("location")
        isDeletedWithAssignee = try json.read("auto_delete")
        reverseDNS = try json.read("dns_ptr", default: [])
        isBlocked = try json.read("blocked")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        var object: JSONObject = [
            "id": id.json,
            "name": name.json,
            "type": type.json,
            "ip": ip.json,
            "location": location.json,
            "auto_delete": isDeletedWithAssignee.json,
            "dns_ptr": reverseDNS.json,
            "blocked": isBlocked.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
        assignee?.add(to: &object)
        return .object(object)
    }
}

extension CloudClient {
    /// Public addresses of servers and load balancers.
    public var primaryIPs: PrimaryIPsClient { PrimaryIPsClient(client: self) }
}

/// The operations on [primary IPs](https://docs.hetzner.cloud/reference/cloud#primary-ips).
///
/// A server has to be off while it gets or loses one.
public struct PrimaryIPsClient: DeletableResourceClient, ProtectableResourceClient, ReverseDNSResourceClient,
    ActingResourceClient
{
    public typealias Resource = PrimaryIP

    /// Where a primary IP is created.
    public enum Placement: Hashable, Sendable {
        /// There, given to nothing yet.
        case location(IDOrName<Location>)
        /// Where that is, and given to it.
        case assignee(PrimaryIP.Assignee)

        /// There, by a name or an id that a variable holds.
        @_disfavoredOverload
        public static func location(_ location: some LocationReference) -> Self {
            .location(IDOrName<Location>(location))
        }
    }

    public let client: CloudClient

    /// All primary IPs that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        ip: String? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<PrimaryIP> {
        all(
            ListQuery()
                .with("name", name)
                .with("ip", ip)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates a primary IP.
    public func create(
        name: String,
        type: IPFamily,
        in placement: Placement,
        deleteWithAssignee: Bool? = nil,
        labels: Labels? = nil
    ) async throws -> Created<PrimaryIP> {
        var body: JSONObject = ["name": name.json, "type": type.json]
        switch placement {
        case .location(let location): body.add("location", location)
        case .assignee(let assignee): assignee.add(to: &body)
        }
        body.add("auto_delete", deleteWithAssignee)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(
        _ id: PrimaryIP.ID,
        name: String? = nil,
        deleteWithAssignee: Bool? = nil,
        labels: Labels? = nil
    ) async throws -> PrimaryIP {
        var body = JSONObject()
        body.add("name", name)
        body.add("auto_delete", deleteWithAssignee)
        body.add("labels", labels)
        return try await change(id, body)
    }

    /// Gives the address to something that has none of its family; servers must be off.
    public func assign(_ id: PrimaryIP.ID, to assignee: PrimaryIP.Assignee) async throws -> Action {
        var body = JSONObject()
        assignee.add(to: &body)
        return try await act("assign", on: id, body)
    }

    /// Takes the address from what it belongs to; servers must be off.
    public func unassign(_ id: PrimaryIP.ID) async throws -> Action {
        try await act("unassign", on: id)
    }
}
