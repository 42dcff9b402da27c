extension Server {
    /// The server's side of the internet.
    public struct PublicNet: APIModel {
        /// `nil` if the server has none.
        public var ipv4: IPv4?
        /// `nil` if the server has none.
        public var ipv6: IPv6?
        /// The floating IPs that lead to it; its system has to set them up.
        public var floatingIPs: [FloatingIP.ID]
        /// All firewalls in force, those of label selectors too; five at most.
        public var firewalls: [AppliedFirewall]

        /// Creates one that a program makes up, in a test of its own.
        public init(
            ipv4: IPv4? = nil,
            ipv6: IPv6? = nil,
            floatingIPs: [FloatingIP.ID] = [],
            firewalls: [AppliedFirewall] = []
        ) {
            self.ipv4 = ipv4
            self.ipv6 = ipv6
            self.floatingIPs = floatingIPs
            self.firewalls = firewalls
        }

        public init(_ json: JSONFields) throws(ModelError) {
            ipv4 = try json.read("ipv4")
            ipv6 = try json.read("ipv6")
            floatingIPs = try json.read("floating_ips", default: [])
            firewalls = try json.read("firewalls", default: [])
        }

        public var json: JSONValue {
            [
                "ipv4": ipv4.json,
                "ipv6": ipv6.json,
                "floating_ips": floatingIPs.json,
                "firewalls": firewalls.json,
            ]
        }
    }

    /// The server's public IPv4 address.
    public struct IPv4: APIModel {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        /// In dotted decimals.
        public var ip: String
        /// Whether Hetzner has blocked the address.
        public var isBlocked: Bool
        /// Its name in the reverse DNS.
        public var reverseDNS: String?

        /// Creates one that a program makes up, in a test of its own.
        public init(id: PrimaryIP.ID? = nil, ip: String, isBlocked: Bool = false, reverseDNS: String? = nil) {
            self.id = id
            self.ip = ip
            self.isBlocked = isBlocked
            self.reverseDNS = reverseDNS
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            ip = try json.read("ip")
            isBlocked = try json.read("blocked")
            reverseDNS = try json.read("dns_ptr")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "ip": ip.json,
                "blocked": isBlocked.json,
                "dns_ptr": reverseDNS.json,
            ]
        }
    }

    /// The server's public IPv6 network.
    public struct IPv6: APIModel {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        /// The whole network, such as `2001:db8::/64`.
        public var ip: String
        /// Whether Hetzner has blocked the network.
        public var isBlocked: Bool
        /// The addresses that have a name in the reverse DNS.
        public var reverseDNS: [ReverseDNSEntry]

        /// Creates one that a program makes up, in a test of its own.
        public init(id: PrimaryIP.ID? = nil, ip: String, isBlocked: Bool = false, reverseDNS: [ReverseDNSEntry] = []) {
            self.id = id
            self.ip = ip
            self.isBlocked = isBlocked
            self.reverseDNS = reverseDNS
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            ip = try json.read("ip")
            isBlocked = try json.read("blocked")
            reverseDNS = try json.read("dns_ptr", default: [])
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "ip": ip.json,
                "blocked": isBlocked.json,
                "dns_ptr": reverseDNS.json,
            ]
        }
    }

    /// A firewall, and whether it is in force on the server.
    public struct AppliedFirewall: APIModel {
        /// The firewall.
        public let id: Firewall.ID
        /// Whether the rules are in force already.
        public var status: Status

        /// Whether a firewall is in force.
        public struct Status: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// The rules are in force.
            public static let applied: Self = "applied"
            /// The rules are on their way.
            public static let pending: Self = "pending"
        }

        /// Creates one that a program makes up, in a test of its own.
        public init(id: Firewall.ID, status: Status) {
            self.id = id
            self.status = status
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            status = try json.read("status")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "status": status.json,
            ]
        }
    }

    /// The server's place in one network.
    public struct PrivateNet: APIModel {
        /// The network that it is attached to.
        public var network: Network.ID
        /// Its own address there.
        public var ip: String
        /// Its further addresses there, five at most.
        public var aliasIPs: [String]
        /// Of the interface, such as `86:00:ff:2a:7d:e1`; empty if the API does not tell.
        public var macAddress: String

        /// Creates one that a program makes up, in a test of its own.
        public init(network: Network.ID, ip: String, aliasIPs: [String] = [], macAddress: String = "") {
            self.network = network
            self.ip = ip
            self.aliasIPs = aliasIPs
            self.macAddress = macAddress
        }

        public init(_ json: JSONFields) throws(ModelError) {
            network = try json.read("network")
            ip = try json.read("ip")
            aliasIPs = try json.read("alias_ips", default: [])
            macAddress = try json.read("mac_address", default: "")
        }

        public var json: JSONValue {
            [
                "network": network.json,
                "ip": ip.json,
                "alias_ips": aliasIPs.json,
                "mac_address": macAddress.json,
            ]
        }
    }
}

/// An address and its name in the reverse DNS.
public struct ReverseDNSEntry: APIModel {
    /// The address, never a network.
    public var ip: String
    /// `nil` if it has none.
    public var name: String?

    /// Creates one that a program makes up, in a test of its own.
    public init(ip: String, name: String? = nil) {
        self.ip = ip
        self.name = name
    }

    public init(_ json: JSONFields) throws(ModelError) {
        ip = try json.read("ip")
        name = try json.read("dns_ptr")
    }

    public var json: JSONValue {
        [
            "ip": ip.json,
            "dns_ptr": name.json,
        ]
    }
}
