/// A disc image that a server can start from.
public struct ISO: APIResource {
    public static let names = ResourceNames(path: "isos", singular: "iso")

    /// Given by Hetzner.
    public let id: Identifier<ISO>
    /// Unique among public disc images; `nil` for private ones.
    public var name: String?
    /// Names the system on it and its version, for people.
    public var description: String
    /// `nil` if the API does not tell.
    public var type: Kind?
    /// `nil` if it starts on any.
    public var architecture: Architecture?
    /// Until when it can still be attached; `nil` if it stays.
    public var deprecation: Deprecation?

    /// Who may use a disc image.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Everybody may attach it.
        public static let `public`: Self = "public"
        /// Only this project may attach it.
        public static let `private`: Self = "private"
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<ISO>,
        name: String? = nil,
        description: String,
        type: Kind? = nil,
        architecture: Architecture? = nil,
        deprecation: Deprecation? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.type = type
        self.architecture = architecture
        self.deprecation = deprecation
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        type = try json.read("type")
        architecture = try json.read("architecture")
        deprecation = try json.read("deprecation")
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "type": type.json,
            "architecture": architecture.json,
            "deprecation": deprecation.json,
        ]
    }
}

extension CloudClient {
    /// The disc images that servers can start from.
    public var isos: ISOsClient { ISOsClient(client: self) }
}

/// The operations on [ISOs](https://docs.hetzner.cloud/reference/cloud#isos).
public struct ISOsClient: ResourceClient {
    public typealias Resource = ISO

    public let client: CloudClient

    /// With the wildcard, ISOs of unknown architecture are listed beside those of the ones asked for.
    public func all(
        name: String? = nil,
        architecture: [Architecture] = [],
        includeArchitectureWildcard: Bool? = nil
    ) -> ResourceList<ISO> {
        all(
            ListQuery()
                .with("name", name)
                .with("architecture", each: architecture)
                .with("include_architecture_wildcard", includeArchitectureWildcard)
        )
    }
}
