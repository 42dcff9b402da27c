import FoundationEssentials

/// Distributes what arrives on its ports among targets.
public struct LoadBalancer: APIResource, Hashable {
    public static let names = ResourceNames(path: "load_balancers", singular: "load_balancer")

    public let id: Identifier<LoadBalancer>
    public var name: String
    public var type: LoadBalancerType
    public var location: Location
    public var algorithm: Algorithm
    public var services: [Service]
    public var targets: [TargetStatus]
    public var publicNet: PublicNet
    public var privateNet: [PrivateNet]
    /// Bytes of this month; `nil` while not known.
    public var outgoingTraffic: Int64?
    public var ingoingTraffic: Int64?
    /// Bytes of outgoing traffic a month that cost nothing more.
    public var includedTraffic: Int64
    public var isDeleteProtected: Bool
    public var created: Date
    public var labels: Labels

    /// How a target is chosen.
    public struct Algorithm: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let roundRobin: Self = "round_robin"
        public static let leastConnections: Self = "least_connections"
    }

    public init(_ json: JSONObject) throws(ModelError) {
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

        init(_ json: JSONObject) throws(ModelError) {
            type = try json.read("type")
        }
    }
}

extension LoadBalancer {
    /// The load balancer's side of the internet.
    public struct PublicNet: JSONModel, JSONEncodable, Hashable {
        public var isEnabled: Bool
        public var ipv4: Address
        public var ipv6: Address

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct Address: JSONModel, JSONEncodable, Hashable {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        public var ip: String?
        /// Its name in the reverse DNS.
        public var reverseDNS: String?

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct PrivateNet: JSONModel, JSONEncodable, Hashable {
        public var network: Network.ID
        public var ip: String?

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct TargetStatus: JSONModel, JSONEncodable, Hashable {
        /// `nil` for a kind of target that this library does not know.
        public var target: Target?
        /// One for each service.
        public var health: [Health]
        /// The servers that a label selector stands for at the moment.
        public var selected: [TargetStatus]

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct Health: JSONModel, JSONEncodable, Hashable {
        public var listenPort: Int?
        public var status: Status?
        /// What is wrong, such as `layer4_timeout`.
        public var detail: String?
        public var httpStatusCode: Int?

        /// What the last checks came to.
        public struct Status: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            public static let healthy: Self = "healthy"
            public static let unhealthy: Self = "unhealthy"
            public static let unknown: Self = "unknown"
        }

        public init(_ json: JSONObject) throws(ModelError) {
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
