import FoundationEssentials

/// Block storage that can be attached to one server.
public struct Volume: APIResource {
    public static let names = ResourceNames(path: "volumes", singular: "volume")

    /// Given by Hetzner on creation.
    public let id: Identifier<Volume>
    /// Up to 64 letters, digits, `-`, `_` and `.`, unique among the project's volumes; can be changed.
    public var name: String
    /// In GB.
    public var size: Int
    /// `available` once the creating action has succeeded.
    public var status: Status
    /// The server that it is attached to.
    public var server: Server.ID?
    /// Only servers of the same one can have it.
    public var location: Location
    /// The file system that it was created with.
    public var format: String?
    /// The path of the device on the server.
    public var linuxDevice: String
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Whether the volume can be used yet.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It cannot be used yet.
        public static let creating: Self = "creating"
        /// It can be attached.
        public static let available: Self = "available"
    }

    /// Where a volume is created.
    public enum Placement: Hashable, Sendable {
        /// There, attached to nothing yet.
        case location(IDOrName<Location>)
        /// Where that server is, and attached to it; if asked for, the server mounts it at once.
        case server(Server.ID, automount: Bool)

        /// There, by a name or an id that a variable holds.
        @_disfavoredOverload
        public static func location(_ location: some LocationReference) -> Self {
            .location(IDOrName<Location>(location))
        }
    }

    /// The file system that a volume is created with.
    public struct Format: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The usual one.
        public static let ext4: Self = "ext4"
        /// For large files and many writers at once.
        public static let xfs: Self = "xfs"
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Volume>,
        name: String,
        size: Int,
        status: Status,
        server: Server.ID? = nil,
        location: Location,
        format: String? = nil,
        linuxDevice: String,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.size = size
        self.status = status
        self.server = server
        self.location = location
        self.format = format
        self.linuxDevice = linuxDevice
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        size = try json.read("size")
        status = try json.read("status")
        server = try json.read("server")
        location = try json.read("location")
        format = try json.read("format")
        linuxDevice = try json.read("linux_device")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "size": size.json,
            "status": status.json,
            "server": server.json,
            "location": location.json,
            "format": format.json,
            "linux_device": linuxDevice.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// Block storage for servers.
    public var volumes: VolumesClient { VolumesClient(client: self) }
}

/// The operations on [volumes](https://docs.hetzner.cloud/reference/cloud#volumes).
public struct VolumesClient: DeletableResourceClient, RenamableResourceClient, ProtectableResourceClient,
    ActingResourceClient
{
    public typealias Resource = Volume

    public let client: CloudClient

    /// All volumes that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        status: [Volume.Status] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Volume> {
        all(
            ListQuery()
                .with("name", name)
                .with("status", each: status)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates a volume of 10 to 10,240 GB.
    ///
    /// Without a format it has no file system.
    public func create(
        name: String,
        size: Int,
        in placement: Volume.Placement,
        format: Volume.Format? = nil,
        labels: Labels? = nil
    ) async throws -> Created<Volume> {
        var body: JSONObject = ["name": name.json, "size": size.json]
        switch placement {
        case .location(let location): body.add("location", location)
        case .server(let server, let automount):
            body.add("server", server)
            body.add("automount", automount)
        }
        body.add("format", format)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Attaches the volume to a server in its location.
    public func attach(_ id: Volume.ID, to server: Server.ID, automount: Bool? = nil) async throws -> Action {
        var body: JSONObject = ["server": server.json]
        body.add("automount", automount)
        return try await act("attach", on: id, body)
    }

    /// Takes the volume from its server.
    public func detach(_ id: Volume.ID) async throws -> Action {
        try await act("detach", on: id)
    }

    /// Enlarges the volume to that many GB; it can never be made smaller.
    public func resize(_ id: Volume.ID, to size: Int) async throws -> Action {
        try await act("resize", on: id, ["size": size.json])
    }
}
