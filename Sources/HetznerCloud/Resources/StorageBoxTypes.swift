/// How large a storage box is, and what that costs.
public struct StorageBoxType: APIResource {
    public static let names = ResourceNames(path: "storage_box_types", singular: "storage_box_type")

    /// Given by Hetzner.
    public let id: Identifier<StorageBoxType>
    /// Such as `bx11`.
    public var name: String
    /// The name as people write it, such as `BX11`.
    public var description: String
    /// In bytes.
    public var size: Int64
    /// `nil` if there is no limit.
    public var snapshotLimit: Int?
    /// How many snapshots a plan may keep; `nil` if there is no limit.
    public var automaticSnapshotLimit: Int?
    /// How many subaccounts a box can have.
    public var subaccountsLimit: Int
    /// One for each location.
    public var prices: [StorageBoxPrice]
    /// Until when it can be ordered; `nil` if it stays.
    public var deprecation: Deprecation?

    /// What a storage box costs in one location.
    public struct StorageBoxPrice: APIModel {
        /// The name of the location.
        public var location: String
        /// For each hour or part of one.
        public var hourly: Price
        /// No month costs more, however many hours it has.
        public var monthly: Price
        /// Once.
        public var setupFee: Price

        /// Creates one that a program makes up, in a test of its own.
        public init(location: String, hourly: Price, monthly: Price, setupFee: Price) {
            self.location = location
            self.hourly = hourly
            self.monthly = monthly
            self.setupFee = setupFee
        }

        public init(_ json: JSONFields) throws(ModelError) {
            location = try json.read("location")
            hourly = try json.read("price_hourly")
            monthly = try json.read("price_monthly")
            setupFee = try json.read("setup_fee")
        }

        public var json: JSONValue {
            [
                "location": location.json,
                "price_hourly": hourly.json,
                "price_monthly": monthly.json,
                "setup_fee": setupFee.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<StorageBoxType>,
        name: String,
        description: String,
        size: Int64,
        snapshotLimit: Int? = nil,
        automaticSnapshotLimit: Int? = nil,
        subaccountsLimit: Int,
        prices: [StorageBoxPrice] = [],
        deprecation: Deprecation? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.size = size
        self.snapshotLimit = snapshotLimit
        self.automaticSnapshotLimit = automaticSnapshotLimit
        self.subaccountsLimit = subaccountsLimit
        self.prices = prices
        self.deprecation = deprecation
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        size = try json.read("size")
        snapshotLimit = try json.read("snapshot_limit")
        automaticSnapshotLimit = try json.read("automatic_snapshot_limit")
        subaccountsLimit = try json.read("subaccounts_limit")
        prices = try json.read("prices")
        deprecation = try json.read("deprecation")
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "size": size.json,
            "snapshot_limit": snapshotLimit.json,
            "automatic_snapshot_limit": automaticSnapshotLimit.json,
            "subaccounts_limit": subaccountsLimit.json,
            "prices": prices.json,
            "deprecation": deprecation.json,
        ]
    }
}

extension CloudClient {
    /// The sizes that storage boxes come in.
    public var storageBoxTypes: StorageBoxTypesClient { StorageBoxTypesClient(client: self) }
}

/// The operations on [storage box types](https://docs.hetzner.cloud/reference/hetzner#storage-box-types).
public struct StorageBoxTypesClient: NamedResourceClient {
    public typealias Resource = StorageBoxType

    public let client: CloudClient
}
