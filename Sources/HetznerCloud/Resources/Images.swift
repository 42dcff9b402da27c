import FoundationEssentials

/// What a server's disk can start as: an operating system, an app, a snapshot or a backup.
public struct Image: APIResource {
    public static let names = ResourceNames(path: "images", singular: "image")

    /// Given by Hetzner on creation.
    public let id: Identifier<Image>
    /// Decides what else is set: a name or a server that it came from.
    public var type: Kind
    /// Only `available` images can become a server's disk.
    public var status: Status
    /// `nil` for snapshots and backups.
    ///
    /// The same name may exist once for each architecture.
    public var name: String?
    /// What people see: the system and its version, or what was said of the snapshot.
    public var description: String
    /// The compressed size in GB, once it is known.
    public var imageSize: Double?
    /// The disk that a server needs for it, in GB.
    public var diskSize: Double
    /// Servers need a type of the same one.
    public var architecture: Architecture
    /// Such as `debian`.
    public var osFlavor: String
    /// Such as `13`; `nil` if unknown.
    public var osVersion: String?
    /// Whether Hetzner keeps copies ready, so that servers start sooner.
    public var isRapidDeploy: Bool?
    /// The server that a snapshot or backup was made of.
    public var createdFrom: Origin?
    /// The server that a backup belongs to, and vanishes with.
    public var boundTo: Identifier<Server>?
    /// Whether `delete` is refused with the code `protected`; only snapshots can be.
    public var isDeleteProtected: Bool
    /// Until when it can be used for new servers; `nil` if it stays.
    public var deprecation: Deprecation?
    /// The time of creation, in whole seconds.
    public var created: Date
    /// When it was deleted; `nil` while it exists.
    public var deleted: Date?
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Where an image comes from.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// An operating system, by Hetzner.
        public static let system: Self = "system"
        /// An operating system with a program set up, by Hetzner.
        public static let app: Self = "app"
        /// The disk of a server, kept until it is deleted.
        public static let snapshot: Self = "snapshot"
        /// The disk of a server, made daily; the eighth replaces the oldest, and all go with the server.
        public static let backup: Self = "backup"
    }

    /// Whether servers can be created from the image.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It can be used.
        public static let available: Self = "available"
        /// The disk is still being copied.
        public static let creating: Self = "creating"
        /// It cannot be used.
        public static let unavailable: Self = "unavailable"
    }

    /// The server that an image was made of.
    public struct Origin: APIModel {
        /// The server may be gone by now.
        public let id: Identifier<Server>
        /// The server's name when the image was made.
        public var name: String

        /// Creates one that a program makes up, in a test of its own.
        public init(id: Identifier<Server>, name: String) {
            self.id = id
            self.name = name
        }

        public init(_ json: JSONFields) throws(ModelError) {
            id = try json.read("id")
            name = try json.read("name")
        }

        public var json: JSONValue {
            [
                "id": id.json,
                "name": name.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Image>,
        type: Kind,
        status: Status,
        name: String? = nil,
        description: String,
        imageSize: Double? = nil,
        diskSize: Double,
        architecture: Architecture,
        osFlavor: String,
        osVersion: String? = nil,
        isRapidDeploy: Bool? = nil,
        createdFrom: Origin? = nil,
        boundTo: Identifier<Server>? = nil,
        isDeleteProtected: Bool = false,
        deprecation: Deprecation? = nil,
        created: Date,
        deleted: Date? = nil,
        labels: Labels = [:]
    ) {
        self.id = id
        self.type = type
        self.status = status
        self.name = name
        self.description = description
        self.imageSize = imageSize
        self.diskSize = diskSize
        self.architecture = architecture
        self.osFlavor = osFlavor
        self.osVersion = osVersion
        self.isRapidDeploy = isRapidDeploy
        self.createdFrom = createdFrom
        self.boundTo = boundTo
        self.isDeleteProtected = isDeleteProtected
        self.deprecation = deprecation
        self.created = created
        self.deleted = deleted
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        type = try json.read("type")
        status = try json.read("status")
        name = try json.read("name")
        description = try json.read("description")
        imageSize = try json.read("image_size")
        diskSize = try json.read("disk_size")
        architecture = try json.read("architecture")
        osFlavor = try json.read("os_flavor")
        osVersion = try json.read("os_version")
        isRapidDeploy = try json.read("rapid_deploy")
        createdFrom = try json.read("created_from")
        boundTo = try json.read("bound_to")
        isDeleteProtected = try json.isProtected("delete")
        deprecation = try json.read("deprecation")
        created = try json.read("created")
        deleted = try json.read("deleted")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "type": type.json,
            "status": status.json,
            "name": name.json,
            "description": description.json,
            "image_size": imageSize.json,
            "disk_size": diskSize.json,
            "architecture": architecture.json,
            "os_flavor": osFlavor.json,
            "os_version": osVersion.json,
            "rapid_deploy": isRapidDeploy.json,
            "created_from": createdFrom.json,
            "bound_to": boundTo.json,
            "protection": ["delete": isDeleteProtected.json],
            "deprecation": deprecation.json,
            "created": created.json,
            "deleted": deleted.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// What servers' disks can be made of.
    public var images: ImagesClient { ImagesClient(client: self) }
}

/// The operations on [images](https://docs.hetzner.cloud/reference/cloud#images).
///
/// Servers create images: see `ServersClient.createImage`.
public struct ImagesClient: DeletableResourceClient, ProtectableResourceClient, ActingResourceClient {
    public typealias Resource = Image

    public let client: CloudClient

    /// All images that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        type: [Image.Kind] = [],
        status: [Image.Status] = [],
        architecture: [Architecture] = [],
        boundTo servers: [Server.ID] = [],
        includeDeprecated: Bool? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Image> {
        all(
            ListQuery()
                .with("name", name)
                .with("type", each: type)
                .with("status", each: status)
                .with("architecture", each: architecture)
                .with("bound_to", each: servers)
                .with("include_deprecated", includeDeprecated)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Finds the image of that name for that architecture; a name alone may stand for two images.
    public func get(name: String, architecture: Architecture) async throws -> Image? {
        try await all(name: name, architecture: [architecture], includeDeprecated: true).page(perPage: 1).items.first
    }

    /// Finds an image by its id or, for that architecture, by its name; `nil` if there is none.
    public func find(_ image: some ImageReference, architecture: Architecture) async throws -> Image? {
        switch IDOrName<Image>(image) {
        case .name(let name): try await get(name: name, architecture: architecture)
        case .id(let id): try await find(id)
        }
    }

    /// Would find the first of two images.
    @available(*, unavailable, message: "a name may stand for two images: use get(name:architecture:)")
    public func get(name: String) async throws -> Image? {
        try await get(name: name, architecture: .x86)
    }

    /// Would find the first of two images.
    @available(*, unavailable, message: "a name may stand for two images: use find(_:architecture:)")
    public func find(_ name: String) async throws -> Image? {
        try await get(name: name, architecture: .x86)
    }

    /// Would find the first of two images.
    @available(*, unavailable, message: "a name may stand for two images: use find(_:architecture:)")
    public func find(_ image: IDOrName<Image>) async throws -> Image? {
        try await find(image, architecture: .x86)
    }

    /// Changes what is given.
    ///
    /// The only change of type is from backup to snapshot.
    public func update(
        _ id: Image.ID,
        description: String? = nil,
        type: Image.Kind? = nil,
        labels: Labels? = nil
    ) async throws -> Image {
        var body = JSONObject()
        body.add("description", description)
        body.add("type", type)
        body.add("labels", labels)
        return try await change(id, body)
    }
}
