/// What a server can be: its processors, memory and disk, and what they cost.
public struct ServerType: APIResource {
    public static let names = ResourceNames(path: "server_types", singular: "server_type")

    /// Given by Hetzner.
    public let id: Identifier<ServerType>
    /// Such as `cx23`.
    public var name: String
    /// The name as people write it, such as `CX 23`.
    public var description: String
    /// Such as "Shared vCPU".
    public var category: String?
    /// Virtual processors.
    public var cores: Int
    /// In GB.
    public var memory: Double
    /// In GB.
    public var disk: Int
    /// Whether others compute on the same processors.
    public var cpuType: CPUType
    /// Where the disk is.
    public var storageType: StorageType
    /// A server can only change to types of the same one.
    public var architecture: Architecture
    /// One for each location.
    public var prices: [LocationPrice]
    /// Where servers of this type can be.
    public var locations: [Availability]

    /// Whether processors are shared with other servers.
    public struct CPUType: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The processors are shared; how fast they are depends on the neighbours.
        public static let shared: Self = "shared"
        /// The processors are the server's alone.
        public static let dedicated: Self = "dedicated"
    }

    /// Where the servers' disks are.
    public struct StorageType: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// On the host; faster.
        public static let local: Self = "local"
        /// Over the network; slower, and more available.
        public static let network: Self = "network"
    }

    /// Whether the type can be had in one location.
    public struct Availability: APIModel {
        /// Given by Hetzner.
        public let id: Identifier<Location>
        /// The name of the location.
        public var name: String
        /// Whether it is in stock now.
        public var isAvailable: Bool?
        /// Whether Hetzner suggests the type for this location; `nil` if the API does not tell.
        public var isRecommended: Bool?
        /// Until when it can be had in this location; `nil` if it stays.
        public var deprecation: Deprecation?

        /// Creates one that a program makes up, in a test of its own.
        public init(
            id: Identifier<Location>,
            name: String,
            isAvailable: Bool? = nil,
            isRecommended: Bool? = nil,
            deprecation: Deprecation? = nil
        ) {
            self.id = id
            self.name = name
            self.isAvailable = isAvailable
            self.isRecommended = isRecommended
            self.deprecation = deprecation
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            name = try json.read("name")
            isAvailable = try json.read("available")
            isRecommended = try json.read("recommended")
            deprecation = try json.read("deprecation")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "name": name.json,
                "available": isAvailable.json,
                "recommended": isRecommended.json,
                "deprecation": deprecation.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<ServerType>,
        name: String,
        description: String,
        category: String? = nil,
        cores: Int,
        memory: Double,
        disk: Int,
        cpuType: CPUType,
        storageType: StorageType,
        architecture: Architecture,
        prices: [LocationPrice] = [],
        locations: [Availability] = []
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.category = category
        self.cores = cores
        self.memory = memory
        self.disk = disk
        self.cpuType = cpuType
        self.storageType = storageType
        self.architecture = architecture
        self.prices = prices
        self.locations = locations
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        category = try json.read("category")
        cores = try json.read("cores")
        memory = try json.read("memory")
        disk = try json.read("disk")
        cpuType = try json.read("cpu_type")
        storageType = try json.read("storage_type")
        architecture = try json.read("architecture")
        prices = try json.read("prices")
        locations = try json.read("locations", default: [])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "category": category.json,
            "cores": cores.json,
            "memory": memory.json,
            "disk": disk.json,
            "cpu_type": cpuType.json,
            "storage_type": storageType.json,
            "architecture": architecture.json,
            "prices": prices.json,
            "locations": locations.json,
        ]
    }
}

/// The instruction set of a server type or an image.
public struct Architecture: OpenString {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// 64 bits, of Intel or AMD.
    public static let x86: Self = "x86"
    /// 64 bits, of Ampere.
    public static let arm: Self = "arm"
}

extension CloudClient {
    /// The sizes that servers come in.
    public var serverTypes: ServerTypesClient { ServerTypesClient(client: self) }
}

/// The operations on [server types](https://docs.hetzner.cloud/reference/cloud#server-types).
public struct ServerTypesClient: NamedResourceClient {
    public typealias Resource = ServerType

    public let client: CloudClient
}
