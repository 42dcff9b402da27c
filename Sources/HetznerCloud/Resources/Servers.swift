import FoundationEssentials

/// A virtual machine.
public struct Server: APIResource {
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

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Server>,
        name: String,
        status: Status,
        publicNet: PublicNet,
        privateNet: [PrivateNet] = [],
        serverType: ServerType,
        primaryDiskSize: Int,
        image: Image? = nil,
        iso: ISO? = nil,
        location: Location,
        placementGroup: PlacementGroup? = nil,
        volumes: [Volume.ID] = [],
        loadBalancers: [LoadBalancer.ID] = [],
        isRescueEnabled: Bool = false,
        isLocked: Bool = false,
        backupWindow: String? = nil,
        outgoingTraffic: Int64? = nil,
        ingoingTraffic: Int64? = nil,
        includedTraffic: Int64? = nil,
        isDeleteProtected: Bool = false,
        isRebuildProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.publicNet = publicNet
        self.privateNet = privateNet
        self.serverType = serverType
        self.primaryDiskSize = primaryDiskSize
        self.image = image
        self.iso = iso
        self.location = location
        self.placementGroup = placementGroup
        self.volumes = volumes
        self.loadBalancers = loadBalancers
        self.isRescueEnabled = isRescueEnabled
        self.isLocked = isLocked
        self.backupWindow = backupWindow
        self.outgoingTraffic = outgoingTraffic
        self.ingoingTraffic = ingoingTraffic
        self.includedTraffic = includedTraffic
        self.isDeleteProtected = isDeleteProtected
        self.isRebuildProtected = isRebuildProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
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
