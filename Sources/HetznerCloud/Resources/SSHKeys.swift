import FoundationEssentials

/// A public key that new servers let in as root.
public struct SSHKey: APIResource {
    public static let names = ResourceNames(path: "ssh_keys", singular: "ssh_key")

    /// Given by Hetzner on creation.
    public let id: Identifier<SSHKey>
    /// Unique among the project's SSH keys; can be changed.
    public var name: String
    /// The MD5 of the key as pairs of digits.
    public var fingerprint: String
    /// In the format of OpenSSH.
    public var publicKey: String
    /// When it was uploaded, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<SSHKey>,
        name: String,
        fingerprint: String,
        publicKey: String,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.fingerprint = fingerprint
        self.publicKey = publicKey
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        fingerprint = try json.read("fingerprint")
        publicKey = try json.read("public_key")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "fingerprint": fingerprint.json,
            "public_key": publicKey.json,
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// Public keys that new servers let in.
    public var sshKeys: SSHKeysClient { SSHKeysClient(client: self) }
}

/// The operations on [SSH keys](https://docs.hetzner.cloud/reference/cloud#ssh-keys).
public struct SSHKeysClient: DeletableResourceClient, RenamableResourceClient {
    public typealias Resource = SSHKey

    public let client: CloudClient

    /// All SSH keys that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        fingerprint: String? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<SSHKey> {
        all(
            ListQuery()
                .with("name", name)
                .with("fingerprint", fingerprint)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Throws an `APIError` with the code `uniqueness_error` if the name or the key exists already.
    public func create(name: String, publicKey: String, labels: Labels? = nil) async throws -> Created<SSHKey> {
        var body: JSONObject = ["name": name.json, "public_key": publicKey.json]
        body.add("labels", labels)
        return try Created(try await make(body))
    }
}
