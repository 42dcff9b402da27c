import FoundationEssentials

/// Servers that Hetzner places in relation to each other.
public struct PlacementGroup: APIResource {
    public static let names = ResourceNames(path: "placement_groups", singular: "placement_group")

    /// Given by Hetzner on creation.
    public let id: Identifier<PlacementGroup>
    /// Unique among the project's placement groups; can be changed.
    public var name: String
    /// The rule by which members are placed; it cannot be changed.
    public var type: Kind
    /// The members; at most ten in a group that spreads.
    public var servers: [Server.ID]
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// How the servers are placed.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Each server on a host of its own.
        public static let spread: Self = "spread"
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<PlacementGroup>,
        name: String,
        type: Kind,
        servers: [Server.ID] = [],
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.servers = servers
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        type = try json.read("type")
        servers = try json.read("servers")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "type": type.json,
            "servers": servers.json,
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// Groups of servers that must not share a host.
    public var placementGroups: PlacementGroupsClient { PlacementGroupsClient(client: self) }
}

/// The operations on [placement groups](https://docs.hetzner.cloud/reference/cloud#placement-groups).
///
/// Servers join and leave them: see `ServersClient.addToPlacementGroup`.
public struct PlacementGroupsClient: DeletableResourceClient, RenamableResourceClient {
    public typealias Resource = PlacementGroup

    public let client: CloudClient

    /// All placement groups that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        type: PlacementGroup.Kind? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<PlacementGroup> {
        all(
            ListQuery()
                .with("name", name)
                .with("type", type)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates an empty placement group.
    public func create(
        name: String,
        type: PlacementGroup.Kind = .spread,
        labels: Labels? = nil
    ) async throws -> Created<PlacementGroup> {
        var body: JSONObject = ["name": name.json, "type": type.json]
        body.add("labels", labels)
        return try Created(try await make(body))
    }
}
