/// What a server can be: its processors, memory and disk, and what they cost.
public struct ServerType: APIResource, Hashable {
    public static let names = ResourceNames(path: "server_types", singular: "server_type")

    public let id: Identifier<ServerType>
    /// Such as `cx23`.
    public var name: String
    public var description: String
    /// Such as "Shared vCPU".
    public var category: String?
    public var cores: Int
    /// In GB.
    public var memory: Double
    /// In GB.
    public var disk: Int
    public var cpuType: CPUType
    public var storageType: StorageType
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

        public static let shared: Self = "shared"
        public static let dedicated: Self = "dedicated"
    }

    /// Where the servers' disks are.
    public struct StorageType: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let local: Self = "local"
        public static let network: Self = "network"
    }

    /// Whether the type can be had in one location.
    public struct Availability: JSONModel, JSONEncodable, Hashable {
        public let id: Identifier<Location>
        /// The name of the location.
        public var name: String
        /// Whether it is in stock now.
        public var isAvailable: Bool?
        public var isRecommended: Bool?
        public var deprecation: Deprecation?

        public init(_ json: JSONObject) throws(ModelError) {
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

    public init(_ json: JSONObject) throws(ModelError) {
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

    public static let x86: Self = "x86"
    public static let arm: Self = "arm"
}

extension CloudClient {
    public var serverTypes: ServerTypesClient { ServerTypesClient(client: self) }
}

/// The operations on [server types](https://docs.hetzner.cloud/reference/cloud#server-types).
public struct ServerTypesClient: ResourceClient {
    public typealias Resource = ServerType

    public let client: CloudClient

    /// All server types that fit, fetched page by page as they are asked for.
    public func all(name: String? = nil) -> ResourceSequence<ServerType> {
        all(ListQuery().with("name", name))
    }

    /// One page of the server types that fit.
    public func list(name: String? = nil, page: Int = 1, perPage: Int = 25) async throws -> ResourcePage<ServerType> {
        try await all(name: name).page(page, perPage: perPage)
    }
}
