import FoundationEssentials

/// A virtual machine.
public struct Server: APIResource, Hashable {
    public static let names = ResourceNames(path: "servers", singular: "server")

    /// Given by Hetzner on creation.
    public let id: Identifier<Server>
    /// A host name of RFC 1123, unique among the project's servers; can be changed.
    public var name: String
    /// What it does at the moment; the power is on from `starting` to `stopping`.
    public var status: Status
    /// Its public addresses, floating IPs and firewalls.
    public var publicNet: PublicNet
    /// Its places in networks, three at most.
    public var privateNet: [PrivateNet]
    /// The whole type, as it was when the answer was made.
    public var serverType: ServerType
    /// The size of the disk in GB.
    ///
    /// It stays when a change of type leaves the disk alone.
    public var primaryDiskSize: Int
    /// What the disk was made of, if that still exists.
    public var image: Image?
    /// The disc image that the next start is from; `nil` without one.
    public var iso: ISO?
    /// Where it is; it cannot move.
    public var location: Location
    /// The whole group; `nil` if it is in none.
    public var placementGroup: PlacementGroup?
    /// The attached volumes, 16 at most.
    public var volumes: [Volume.ID]
    /// The load balancers that have it as a target.
    public var loadBalancers: [LoadBalancer.ID]
    /// Whether the next start leads into the rescue system; it ends by itself after an hour.
    public var isRescueEnabled: Bool
    /// Whether an action holds the server.
    public var isLocked: Bool
    /// The hours (UTC) in which backups are made, such as `22-02`; `nil` without backups.
    public var backupWindow: String?
    /// Bytes of this month; `nil` while not known.
    public var outgoingTraffic: Int64?
    /// Bytes of this month; `nil` while not known.
    public var ingoingTraffic: Int64?
    /// Bytes of outgoing traffic a month that cost nothing more.
    public var includedTraffic: Int64?
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// Whether `rebuild` is refused with the code `protected`; always the same as for deletion.
    public var isRebuildProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// What a server does at the moment.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It is being created.
        public static let initializing: Self = "initializing"
        /// The power is on, the system is not up yet.
        public static let starting: Self = "starting"
        /// The system is up, as far as Hetzner can tell.
        public static let running: Self = "running"
        /// The system is going down.
        public static let stopping: Self = "stopping"
        /// The power is off; the server is paid for all the same.
        public static let off: Self = "off"
        /// It is being deleted.
        public static let deleting: Self = "deleting"
        /// Its disk is being overwritten with an image.
        public static let rebuilding: Self = "rebuilding"
        /// It is moving to another host.
        public static let migrating: Self = "migrating"
        /// Hetzner cannot tell at the moment.
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
        /// `nil` if the server has none.
        public var ipv4: IPv4?
        /// `nil` if the server has none.
        public var ipv6: IPv6?
        /// The floating IPs that lead to it; its system has to set them up.
        public var floatingIPs: [FloatingIP.ID]
        /// All firewalls in force, those of label selectors too; five at most.
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
        /// In dotted decimals.
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
        /// Whether Hetzner has blocked the network.
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
        /// The network that it is attached to.
        public var network: Network.ID
        /// Its own address there.
        public var ip: String
        /// Its further addresses there, five at most.
        public var aliasIPs: [String]
        /// Of the interface, such as `86:00:ff:2a:7d:e1`; empty if the API does not tell.
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
    /// The address, never a network.
    public var ip: String
    /// `nil` if it has none.
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
