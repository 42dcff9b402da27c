import FoundationEssentials

/// File storage that is reached over SSH, SMB or WebDAV.
public struct StorageBox: APIResource {
    public static let names = ResourceNames(path: "storage_boxes", singular: "storage_box")

    /// Given by Hetzner on creation.
    public let id: Identifier<StorageBox>
    /// Unique among the project's storage boxes; can be changed.
    public var name: String
    /// Until it is `active`, it has no login.
    public var status: Status
    /// The whole type, as it was when the answer was made.
    public var type: StorageBoxType
    /// Where it is; it cannot move.
    public var location: Location
    /// Who logs in, such as `u12345`; `nil` until the box is active.
    public var username: String?
    /// The host to connect to; `nil` until the box is active.
    public var server: String?
    /// Names the machine for Hetzner's support; `nil` until the box is active.
    public var system: String?
    /// What is in use; `nil` if the API does not tell.
    public var stats: Stats?
    /// How it can be reached; in answers nothing is `nil`.
    public var accessSettings: AccessSettings
    /// When snapshots are made of themselves; `nil` for never.
    public var snapshotPlan: SnapshotPlan?
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Whether the box can be used.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It is being created, which takes minutes.
        public static let initializing: Self = "initializing"
        /// It can be used.
        public static let active: Self = "active"
        /// Hetzner has locked it.
        public static let locked: Self = "locked"
    }

    /// What is in use, in bytes.
    public struct Stats: APIModel {
        /// Files and snapshots together.
        public var size: Int64
        /// Files alone.
        public var data: Int64
        /// Snapshots alone.
        public var snapshots: Int64

        /// Creates one that a program makes up, in a test of its own.
        public init(size: Int64, data: Int64, snapshots: Int64) {
            self.size = size
            self.data = data
            self.snapshots = snapshots
        }

        public init(_ json: JSONFields) throws(ModelError) {
            size = try json.read("size")
            data = try json.read("size_data")
            snapshots = try json.read("size_snapshots")
        }

        public var json: JSONValue {
            [
                "size": size.json,
                "size_data": data.json,
                "size_snapshots": snapshots.json,
            ]
        }
    }

    /// How the box can be reached.
    ///
    /// In a request, what is `nil` stays as it is.
    public struct AccessSettings: APIModel {
        /// From outside Hetzner's network.
        public var isReachableExternally: Bool?
        /// Over SMB, on port 445.
        public var isSambaEnabled: Bool?
        /// Over SFTP, SCP, rsync and Borg.
        public var isSSHEnabled: Bool?
        /// Over WebDAV, on port 443.
        public var isWebDAVEnabled: Bool?
        /// Whether the folder of snapshots can be seen.
        public var isZFSEnabled: Bool?

        /// Says only what is to be different.
        public init(
            isReachableExternally: Bool? = nil,
            isSambaEnabled: Bool? = nil,
            isSSHEnabled: Bool? = nil,
            isWebDAVEnabled: Bool? = nil,
            isZFSEnabled: Bool? = nil
        ) {
            self.isReachableExternally = isReachableExternally
            self.isSambaEnabled = isSambaEnabled
            self.isSSHEnabled = isSSHEnabled
            self.isWebDAVEnabled = isWebDAVEnabled
            self.isZFSEnabled = isZFSEnabled
        }

        public init(_ json: JSONFields) throws(ModelError) {
            isReachableExternally = try json.read("reachable_externally")
            isSambaEnabled = try json.read("samba_enabled")
            isSSHEnabled = try json.read("ssh_enabled")
            isWebDAVEnabled = try json.read("webdav_enabled")
            isZFSEnabled = try json.read("zfs_enabled")
        }

        public var json: JSONValue {
            var object = JSONObject()
            object.add("reachable_externally", isReachableExternally)
            object.add("samba_enabled", isSambaEnabled)
            object.add("ssh_enabled", isSSHEnabled)
            object.add("webdav_enabled", isWebDAVEnabled)
            object.add("zfs_enabled", isZFSEnabled)
            return .object(object)
        }
    }

    /// When snapshots are made, in UTC.
    ///
    /// Without a day it is every day.
    public struct SnapshotPlan: APIModel {
        /// The oldest goes when there would be more.
        public var maxSnapshots: Int
        /// From 0 to 23, in UTC.
        public var hour: Int
        /// From 0 to 59.
        public var minute: Int
        /// From 1, Monday, to 7; `nil` unless it is weekly.
        public var dayOfWeek: Int?
        /// From 1 to 31; `nil` unless it is monthly.
        public var dayOfMonth: Int?

        /// Describes a plan: daily, or on one day of the week or of the month.
        public init(maxSnapshots: Int, hour: Int, minute: Int, dayOfWeek: Int? = nil, dayOfMonth: Int? = nil) {
            self.maxSnapshots = maxSnapshots
            self.hour = hour
            self.minute = minute
            self.dayOfWeek = dayOfWeek
            self.dayOfMonth = dayOfMonth
        }

        public init(_ json: JSONFields) throws(ModelError) {
            maxSnapshots = try json.read("max_snapshots")
            hour = try json.read("hour")
            minute = try json.read("minute")
            dayOfWeek = try json.read("day_of_week")
            dayOfMonth = try json.read("day_of_month")
        }

        public var json: JSONValue {
            [
                "max_snapshots": maxSnapshots.json, "hour": hour.json, "minute": minute.json,
                "day_of_week": dayOfWeek.json, "day_of_month": dayOfMonth.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<StorageBox>,
        name: String,
        status: Status,
        type: StorageBoxType,
        location: Location,
        username: String? = nil,
        server: String? = nil,
        system: String? = nil,
        stats: Stats? = nil,
        accessSettings: AccessSettings,
        snapshotPlan: SnapshotPlan? = nil,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.type = type
        self.location = location
        self.username = username
        self.server = server
        self.system = system
        self.stats = stats
        self.accessSettings = accessSettings
        self.snapshotPlan = snapshotPlan
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        status = try json.read("status")
        type = try json.read("storage_box_type")
        location = try json.read("location")
        username = try json.read("username")
        server = try json.read("server")
        system = try json.read("system")
        stats = try json.read("stats")
        accessSettings = try json.read("access_settings")
        snapshotPlan = try json.read("snapshot_plan")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "status": status.json,
            "storage_box_type": type.json,
            "location": location.json,
            "username": username.json,
            "server": server.json,
            "system": system.json,
            "stats": stats.json,
            "access_settings": accessSettings.json,
            "snapshot_plan": snapshotPlan.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}
