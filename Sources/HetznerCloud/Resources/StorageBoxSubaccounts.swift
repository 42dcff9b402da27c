import FoundationEssentials

/// A login of its own to one folder of a storage box.
public struct StorageBoxSubaccount: APIResource {
    public static let names = ResourceNames(path: "subaccounts", singular: "subaccount")

    /// Given by Hetzner on creation.
    public let id: Identifier<StorageBoxSubaccount>
    /// The box that it belongs to.
    public var storageBox: StorageBox.ID
    /// Up to 50 characters; the user name if none was given.
    public var name: String
    /// Up to 1000 characters for people; empty without one.
    public var description: String
    /// The folder that it sees, from the box's own.
    public var homeDirectory: String
    /// Who logs in: the box's own with a suffix, such as `u12345-sub1`.
    public var username: String
    /// The host to connect to.
    public var server: String
    /// How it can be reached and what it may do; in answers nothing is `nil`.
    public var accessSettings: AccessSettings
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// How it can be reached and what it may do.
    ///
    /// In a request, what is `nil` stays as it is.
    public struct AccessSettings: APIModel {
        /// From outside Hetzner's network.
        public var isReachableExternally: Bool?
        /// Whether it may only read.
        public var isReadOnly: Bool?
        /// Over SMB, on port 445.
        public var isSambaEnabled: Bool?
        /// Over SFTP, SCP, rsync and Borg.
        public var isSSHEnabled: Bool?
        /// Over WebDAV, on port 443.
        public var isWebDAVEnabled: Bool?

        /// Says only what is to be different.
        public init(
            isReachableExternally: Bool? = nil,
            isReadOnly: Bool? = nil,
            isSambaEnabled: Bool? = nil,
            isSSHEnabled: Bool? = nil,
            isWebDAVEnabled: Bool? = nil
        ) {
            self.isReachableExternally = isReachableExternally
            self.isReadOnly = isReadOnly
            self.isSambaEnabled = isSambaEnabled
            self.isSSHEnabled = isSSHEnabled
            self.isWebDAVEnabled = isWebDAVEnabled
        }

        public init(_ json: JSONFields) throws(ModelError) {
            isReachableExternally = try json.read("reachable_externally")
            isReadOnly = try json.read("readonly")
            isSambaEnabled = try json.read("samba_enabled")
            isSSHEnabled = try json.read("ssh_enabled")
            isWebDAVEnabled = try json.read("webdav_enabled")
        }

        public var json: JSONValue {
            var object = JSONObject()
            object.add("reachable_externally", isReachableExternally)
            object.add("readonly", isReadOnly)
            object.add("samba_enabled", isSambaEnabled)
            object.add("ssh_enabled", isSSHEnabled)
            object.add("webdav_enabled", isWebDAVEnabled)
            return .object(object)
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<StorageBoxSubaccount>,
        storageBox: StorageBox.ID,
        name: String,
        description: String,
        homeDirectory: String,
        username: String,
        server: String,
        accessSettings: AccessSettings,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.storageBox = storageBox
        self.name = name
        self.description = description
        self.homeDirectory = homeDirectory
        self.username = username
        self.server = server
        self.accessSettings = accessSettings
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        storageBox = try json.read("storage_box")
        name = try json.read("name", default: "")
        description = try json.read("description", default: "")
        homeDirectory = try json.read("home_directory")
        username = try json.read("username")
        server = try json.read("server")
        accessSettings = try json.read("access_settings")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "storage_box": storageBox.json,
            "name": name.json,
            "description": description.json,
            "home_directory": homeDirectory.json,
            "username": username.json,
            "server": server.json,
            "access_settings": accessSettings.json,
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

/// The operations on the [subaccounts](https://docs.hetzner.cloud/reference/hetzner#storage-box-subaccounts) of one
/// box.
///
/// Deleting one leaves the files.
public struct StorageBoxSubaccountsClient: StorageBoxPartClient {
    public typealias Part = StorageBoxSubaccount

    public let client: CloudClient
    public let storageBox: StorageBox.ID

    /// All subaccounts that fit; the API gives them at once.
    public func all(
        name: String? = nil,
        username: String? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<StorageBoxSubaccount> {
        all(
            ListQuery()
                .with("name", name)
                .with("username", username)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates a subaccount.
    ///
    /// The rest of it can be read once the action has succeeded.
    public func create(
        homeDirectory: String,
        password: String,
        name: String? = nil,
        description: String? = nil,
        accessSettings: StorageBoxSubaccount.AccessSettings? = nil,
        labels: Labels? = nil
    ) async throws -> Created<StorageBoxPartReference<StorageBoxSubaccount>> {
        var body: JSONObject = ["home_directory": homeDirectory.json, "password": password.json]
        body.add("name", name)
        body.add("description", description)
        body.add("access_settings", accessSettings)
        body.add("labels", labels)
        return try await make(body)
    }

    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(
        _ id: StorageBoxSubaccount.ID,
        name: String? = nil,
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> StorageBoxSubaccount {
        var body = JSONObject()
        body.add("name", name)
        body.add("description", description)
        body.add("labels", labels)
        return try await change(id, body)
    }

    /// Makes another folder the one that the subaccount sees.
    public func changeHomeDirectory(_ id: StorageBoxSubaccount.ID, to folder: String) async throws -> Action {
        try await act("change_home_directory", on: id, ["home_directory": folder.json])
    }

    /// Sets a new password for the subaccount.
    public func resetPassword(_ id: StorageBoxSubaccount.ID, to password: String) async throws -> Action {
        try await act("reset_subaccount_password", on: id, ["password": password.json])
    }

    /// Changes what is set.
    public func updateAccessSettings(
        _ id: StorageBoxSubaccount.ID,
        _ settings: StorageBoxSubaccount.AccessSettings
    ) async throws -> Action {
        try await act("update_access_settings", on: id, settings.json.object)
    }

    private func act(
        _ action: String,
        on id: StorageBoxSubaccount.ID,
        _ body: JSONObject?
    ) async throws -> Action {
        try await client.act("\(path(id))/actions/\(action)", body)
    }
}
