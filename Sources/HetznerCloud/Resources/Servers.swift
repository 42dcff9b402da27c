import FoundationEssentials

/// A virtual machine.
public struct Server: APIResource, Hashable {
    public static let names = ResourceNames(path: "servers", singular: "server")

    public let id: Identifier<Server>
    public var name: String
    public var status: Status
    public var publicNet: PublicNet
    public var privateNet: [PrivateNet]
    public var serverType: ServerType
    /// The size of the disk in GB.
    ///
    /// It stays when a change of type leaves the disk alone.
    public var primaryDiskSize: Int
    /// What the disk was made of, if that still exists.
    public var image: Image?
    public var iso: ISO?
    public var location: Location
    public var placementGroup: PlacementGroup?
    public var volumes: [Volume.ID]
    public var loadBalancers: [LoadBalancer.ID]
    public var isRescueEnabled: Bool
    /// Whether an action holds the server.
    public var isLocked: Bool
    /// The hours (UTC) in which backups are made, such as `22-02`; `nil` without backups.
    public var backupWindow: String?
    /// Bytes of this month; `nil` while not known.
    public var outgoingTraffic: Int64?
    public var ingoingTraffic: Int64?
    /// Bytes of outgoing traffic a month that cost nothing more.
    public var includedTraffic: Int64?
    public var isDeleteProtected: Bool
    public var isRebuildProtected: Bool
    public var created: Date
    public var labels: Labels

    /// What a server does at the moment.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let initializing: Self = "initializing"
        public static let starting: Self = "starting"
        public static let running: Self = "running"
        public static let stopping: Self = "stopping"
        public static let off: Self = "off"
        public static let deleting: Self = "deleting"
        public static let rebuilding: Self = "rebuilding"
        public static let migrating: Self = "migrating"
        public static let unknown: Self = "unknown"
    }

    public init(_ json: JSONObject) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        status = try json.read("status")
        publicNet = try json.read("public_net")
        privateNet = try json.read("private_net", default: [])
        serverType = try json.read("server_type")
        primaryDiskSize = try json.read("primary_disk_size")
        image = try json.read("image")
        iso = try json.read("iso")
        location = try json.read("location")
        placementGroup = try json.read("placement_group")
        volumes = try json.read("volumes", default: [])
        loadBalancers = try json.read("load_balancers", default: [])
        isRescueEnabled = try json.read("rescue_enabled")
        isLocked = try json.read("locked")
        backupWindow = try json.read("backup_window")
        outgoingTraffic = try json.read("outgoing_traffic")
        ingoingTraffic = try json.read("ingoing_traffic")
        includedTraffic = try json.read("included_traffic")
        isDeleteProtected = try json.isProtected("delete")
        isRebuildProtected = try json.isProtected("rebuild")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "status": status.json,
            "public_net": publicNet.json,
            "private_net": privateNet.json,
            "server_type": serverType.json,
            "primary_disk_size": primaryDiskSize.json,
            "image": image.json,
            "iso": iso.json,
            "location": location.json,
            "placement_group": placementGroup.json,
            "volumes": volumes.json,
            "load_balancers": loadBalancers.json,
            "rescue_enabled": isRescueEnabled.json,
            "locked": isLocked.json,
            "backup_window": backupWindow.json,
            "outgoing_traffic": outgoingTraffic.json,
            "ingoing_traffic": ingoingTraffic.json,
            "included_traffic": includedTraffic.json,
            "protection": ["delete": isDeleteProtected.json, "rebuild": isRebuildProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension Server {
    /// The server's side of the internet.
    public struct PublicNet: JSONModel, JSONEncodable, Hashable {
        public var ipv4: IPv4?
        public var ipv6: IPv6?
        public var floatingIPs: [FloatingIP.ID]
        public var firewalls: [AppliedFirewall]

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct IPv4: JSONModel, JSONEncodable, Hashable {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        public var ip: String
        /// Whether Hetzner has blocked the address.
        public var isBlocked: Bool
        /// Its name in the reverse DNS.
        public var reverseDNS: String?

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct IPv6: JSONModel, JSONEncodable, Hashable {
        /// The primary IP.
        public var id: PrimaryIP.ID?
        /// The whole network, such as `2001:db8::/64`.
        public var ip: String
        public var isBlocked: Bool
        /// The addresses that have a name in the reverse DNS.
        public var reverseDNS: [ReverseDNSEntry]

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct AppliedFirewall: JSONModel, JSONEncodable, Hashable {
        public let id: Firewall.ID
        public var status: Status

        /// Whether a firewall is in force.
        public struct Status: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            public static let applied: Self = "applied"
            public static let pending: Self = "pending"
        }

        public init(_ json: JSONObject) throws(ModelError) {
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
    public struct PrivateNet: JSONModel, JSONEncodable, Hashable {
        public var network: Network.ID
        public var ip: String
        public var aliasIPs: [String]
        public var macAddress: String

        public init(_ json: JSONObject) throws(ModelError) {
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
public struct ReverseDNSEntry: JSONModel, JSONEncodable, Hashable {
    public var ip: String
    public var name: String?

    public init(_ json: JSONObject) throws(ModelError) {
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
