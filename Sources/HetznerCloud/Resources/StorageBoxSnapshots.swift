import FoundationEssentials

/// All files of a storage box as they were at one time.
public struct StorageBoxSnapshot: APIResource {
    public static let names = ResourceNames(path: "snapshots", singular: "snapshot")

    /// Given by Hetzner on creation.
    public let id: Identifier<StorageBoxSnapshot>
    /// The box that it is of, and goes with.
    public var storageBox: StorageBox.ID
    /// Made from the time.
    public var name: String
    /// Up to 1000 characters for people; empty without one.
    public var description: String
    /// Whether it was made by the box's plan.
    public var isAutomatic: Bool
    /// What it takes up, in bytes.
    public var size: Int64
    /// What the files in it take up, in bytes.
    public var fileSystemSize: Int64
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<StorageBoxSnapshot>,
        storageBox: StorageBox.ID,
        name: String,
        description: String,
        isAutomatic: Bool,
        size: Int64,
        fileSystemSize: Int64,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.storageBox = storageBox
        self.name = name
        self.description = description
        self.isAutomatic = isAutomatic
        self.size = size
        self.fileSystemSize = fileSystemSize
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        let stats: [String: Int64] = try json.read("stats", default: [:])
        id = try json.read("id")
        storageBox = try json.read("storage_box")
        name = try json.read("name")
        description = try json.read("description", default: "")
        isAutomatic = try json.read("is_automatic")
        size = stats["size"] ?? 0
        fileSystemSize = stats["size_filesystem"] ?? 0
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "storage_box": storageBox.json,
            "name": name.json,
            "description": description.json,
            "is_automatic": isAutomatic.json,
            "stats": ["size": size.json, "size_filesystem": fileSystemSize.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

/// The operations on the [snapshots](https://docs.hetzner.cloud/reference/hetzner#storage-box-snapshots) of one box.
public struct StorageBoxSnapshotsClient: StorageBoxPartClient {
    public typealias Part = StorageBoxSnapshot

    public let client: CloudClient
    public let storageBox: StorageBox.ID

    /// All snapshots that fit; the API gives them at once.
    public func all(
        name: String? = nil,
        isAutomatic: Bool? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<StorageBoxSnapshot> {
        all(
            ListQuery()
                .with("name", name)
                .with("is_automatic", isAutomatic)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Makes a snapshot.
    ///
    /// The rest of it can be read once the action has succeeded.
    public func create(
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> Created<StorageBoxPartReference<StorageBoxSnapshot>> {
        var body = JSONObject()
        body.add("description", description)
        body.add("labels", labels)
        return try await make(body)
    }

    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(
        _ id: StorageBoxSnapshot.ID,
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> StorageBoxSnapshot {
        var body = JSONObject()
        body.add("description", description)
        body.add("labels", labels)
        return try await change(id, body)
    }
}
