import FoundationEssentials

/// Distributes what arrives on its ports among targets.
public struct LoadBalancer: APIResource {
    public static let names = ResourceNames(path: "load_balancers", singular: "load_balancer")

    /// Given by Hetzner on creation.
    public let id: Identifier<LoadBalancer>
    /// Unique among the project's load balancers; can be changed.
    public var name: String
    /// The whole type, as it was when the answer was made.
    public var type: LoadBalancerType
    /// Where it is; it cannot move.
    public var location: Location
    /// Decides which healthy target gets the next connection.
    public var algorithm: Algorithm
    /// The ports that it listens on; no two have the same.
    public var services: [Service]
    /// Servers, selectors and addresses, with the health of each.
    public var targets: [TargetStatus]
    /// Its public addresses, which stay listed while the public interface is off.
    public var publicNet: PublicNet
    /// Its place in a network; it can be in one at most.
    public var privateNet: [PrivateNet]
    /// Bytes of this month; `nil` while not known.
    public var outgoingTraffic: Int64?
    /// Bytes of this month; `nil` while not known.
    public var ingoingTraffic: Int64?
    /// Bytes of outgoing traffic a month that cost nothing more.
    public var includedTraffic: Int64
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// How a target is chosen.
    public struct Algorithm: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// One after the other.
        public static let roundRobin: Self = "round_robin"
        /// The one with the fewest open connections.
        public static let leastConnections: Self = "least_connections"
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<LoadBalancer>,
        name: String,
        type: LoadBalancerType,
        location: Location,
        algorithm: Algorithm,
        services: [Service] = [],
        targets: [TargetStatus] = [],
        publicNet: PublicNet,
        privateNet: [PrivateNet] = [],
        outgoingTraffic: Int64? = nil,
        ingoingTraffic: Int64? = nil,
        includedTraffic: Int64,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.location = location
        self.algorithm = algorithm
        self.services = services
        self.targets = targets
        self.publicNet = publicNet
        self.privateNet = privateNet
        self.outgoingTraffic = outgoingTraffic
        self.ingoingTraffic = ingoingTraffic
        self.includedTraffic = includedTraffic
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        type = try json.read("load_balancer_type")
        location = try json.read("location")
        algorithm = try (json.read("algorithm") as Typed<Algorithm>).type
        services = try json.read("services", default: [])
        targets = try json.read("targets", default: [])
        publicNet = try json.read("public_net")
        privateNet = try json.read("private_net", default: [])
        outgoingTraffic = try json.read("outgoing_traffic")
        ingoingTraffic = try json.read("ingoing_traffic")
        includedTraffic = try json.read("included_traffic")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "load_balancer_type": type.json,
            "location": location.json,
            "algorithm": ["type": algorithm.json],
            "services": services.json,
            "targets": targets.json,
            "public_net": publicNet.json,
            "private_net": privateNet.json,
            "outgoing_traffic": outgoingTraffic.json,
            "ingoing_traffic": ingoingTraffic.json,
            "included_traffic": includedTraffic.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }

    /// An object that is nothing but its type.
    private struct Typed<Kind: OpenString>: JSONModel {
        let type: Kind

        init(_ json: JSONFields) throws(ModelError) {
            type = try json.read("type")
        }
    }
}

extension LoadBalancer {
    /// The load balancer's side of the internet.
    public struct PublicNet: APIModel {
        /// Whether it can be reached from the internet.
        public var isEnabled: Bool
        /// The IPv4 address; its own members are `nil` if there is none.
        public var ipv4: Address
        /// The IPv6 address, a single one, not a network; its own members are `nil` if there is none.
        public var ipv6: Address

        /// Creates one that a program makes up, in a test of its own.
        public init(isEnabled: Bool, ipv4: Address, ipv6: Address) {
            self.isEnabled = isEnabled
            self.ipv4 = ipv4
            self.ipv6 = ipv6
        }

        public init(_ json: JSONFields) throws(ModelError) {
            isEnabled = try json.read("enabled")
            ipv4 = try json.read("ipv4")
            ipv6 = try json.read("ipv6")
        }

        public var json: JSONValue {
            [
                "enabled": isEnabled.json,
                "ipv4": ipv4.json,
                "ipv6": ipv6.json,
            ]
        }
    }

    /// A public address.
    public struct Address: APIModel {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        /// `nil` if there is no address of the family.
        public var ip: String?
        /// Its name in the reverse DNS.
        public var reverseDNS: String?

        /// Creates one that a program makes up, in a test of its own.
        public init(id: PrimaryIP.ID? = nil, ip: String? = nil, reverseDNS: String? = nil) {
            self.id = id
            self.ip = ip
            self.reverseDNS = reverseDNS
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            ip = try json.read("ip")
            reverseDNS = try json.read("dns_ptr")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "ip": ip.json,
                "dns_ptr": reverseDNS.json,
            ]
        }
    }

    /// The load balancer's place in one network.
    public struct PrivateNet: APIModel {
        /// The network that it is attached to.
        public var network: Network.ID
        /// Its IPv4 address there; `nil` while it is being attached.
        public var ip: String?

        /// Creates one that a program makes up, in a test of its own.
        public init(network: Network.ID, ip: String? = nil) {
            self.network = network
            self.ip = ip
        }

        public init(_ json: JSONFields) throws(ModelError) {
            network = try json.read("network")
            ip = try json.read("ip")
        }

        public var json: JSONValue {
            [
                "network": network.json,
                "ip": ip.json,
            ]
        }
    }

    /// What the load balancer sends requests to.
    public enum Target: Hashable, Sendable {
        /// One server, by its public address unless told otherwise.
        case server(Server.ID, usePrivateIP: Bool = false)
        /// All servers with these labels, now and later.
        case labelSelector(LabelSelector, usePrivateIP: Bool = false)
        /// An address of a dedicated server of the same owner.
        case ip(String)

        /// What names the target; without how it is reached.
        var reference: JSONObject {
            switch self {
            case .server(let id, _): ["type": "server", "server": ["id": id.json]]
            case .labelSelector(let selector, _):
                ["type": "label_selector", "label_selector": ["selector": selector.description.json]]
            case .ip(let ip): ["type": "ip", "ip": ["ip": ip.json]]
            }
        }

        var body: JSONObject {
            var body = reference
            switch self {
            case .server(_, let usePrivateIP), .labelSelector(_, let usePrivateIP):
                body.add("use_private_ip", usePrivateIP)
            case .ip: break
            }
            return body
        }
    }

    /// A target and its health.
    public struct TargetStatus: APIModel {
        /// `nil` for a kind of target that this library does not know.
        public var target: Target?
        /// One for each service.
        public var health: [Health]
        /// The servers that a label selector stands for at the moment.
        public var selected: [TargetStatus]

        /// Creates one that a program makes up, in a test of its own.
        public init(target: Target? = nil, health: [Health] = [], selected: [TargetStatus] = []) {
            self.target = target
            self.health = health
            self.selected = selected
        }

        public init(_ json: JSONFields) throws(ModelError) {
            let server: [String: JSONValue]? = try json.read("server")
            let selector: [String: String]? = try json.read("label_selector")
            let ip: [String: String]? = try json.read("ip")
            let usePrivateIP: Bool = try json.read("use_private_ip", default: false)
            let fromServer = server?["id"]?.integer.map { Target.server(Identifier($0), usePrivateIP: usePrivateIP) }
            let fromSelector = selector?["selector"].map {
                Target.labelSelector(LabelSelector($0), usePrivateIP: usePrivateIP)
            }
            target = fromServer ?? fromSelector ?? ip?["ip"].map(Target.ip)
            health = try json.read("health_status", default: [])
            selected = try json.read("targets", default: [])
        }

        public var json: JSONValue {
            var object = target?.body ?? JSONObject()
            object.add("health_status", health)
            object.add("targets", selected.nonEmpty)
            return .object(object)
        }
    }

    /// Whether a target answers on behalf of one service.
    public struct Health: APIModel {
        /// Names the service.
        public var listenPort: Int?
        /// What the last checks came to.
        public var status: Status?
        /// What is wrong, such as `layer4_timeout`.
        public var detail: String?
        /// The status of the last answer, if that was the problem.
        public var httpStatusCode: Int?

        /// What the last checks came to.
        public struct Status: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// It gets traffic.
            public static let healthy: Self = "healthy"
            /// It gets none, until as many checks succeed in a row as had to fail.
            public static let unhealthy: Self = "unhealthy"
            /// It has not been checked yet.
            public static let unknown: Self = "unknown"
        }

        /// Creates one that a program makes up, in a test of its own.
        public init(listenPort: Int? = nil, status: Status? = nil, detail: String? = nil, httpStatusCode: Int? = nil) {
            self.listenPort = listenPort
            self.status = status
            self.detail = detail
            self.httpStatusCode = httpStatusCode
        }

        public init(_ json: JSONFields) throws(ModelError) {
            listenPort = try json.read("listen_port")
            status = try json.read("status")
            detail = try json.read("detail")
            httpStatusCode = try json.read("http_status_code")
        }

        public var json: JSONValue {
            [
                "listen_port": listenPort.json,
                "status": status.json,
                "detail": detail.json,
                "http_status_code": httpStatusCode.json,
            ]
        }
    }
}
