/// A disc image that a server can start from.
public struct ISO: APIResource, Hashable {
    public static let names = ResourceNames(path: "isos", singular: "iso")

    public let id: Identifier<ISO>
    public var name: String?
    public var description: String
    public var type: Kind?
    /// `nil` for private ISOs, of which it is not known.
    public var architecture: Architecture?
    public var deprecation: Deprecation?

    /// Who may use a disc image.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let `public`: Self = "public"
        public static let `private`: Self = "private"
    }

    public init(_ json: JSONObject) throws(ModelError) {
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
    ) -> ResourceSequence<ISO> {
        all(
            ListQuery()
                .with("name", name)
                .with("architecture", each: architecture)
                .with("include_architecture_wildcard", includeArchitectureWildcard)
        )
    }

    /// One page of the ISOs that fit.
    public func list(
        name: String? = nil,
        architecture: [Architecture] = [],
        includeArchitectureWildcard: Bool? = nil,
        page: Int = 1,
        perPage: Int = 25
    ) async throws -> ResourcePage<ISO> {
        let sequence = all(
            name: name,
            architecture: architecture,
            includeArchitectureWildcard: includeArchitectureWildcard
        )
        return try await sequence.page(page, perPage: perPage)
    }
}
