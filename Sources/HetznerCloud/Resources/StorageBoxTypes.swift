/// How large a storage box is, and what that costs.
public struct StorageBoxType: APIResource, Hashable {
    public static let names = ResourceNames(path: "storage_box_types", singular: "storage_box_type")

    public let id: Identifier<StorageBoxType>
    /// Such as `bx11`.
    public var name: String
    public var description: String
    /// In bytes.
    public var size: Int64
    /// `nil` if there is no limit.
    public var snapshotLimit: Int?
    public var automaticSnapshotLimit: Int?
    public var subaccountsLimit: Int
    /// One for each location.
    public var prices: [StorageBoxPrice]
    public var deprecation: Deprecation?

    /// What a storage box costs in one location.
    public struct StorageBoxPrice: JSONModel, JSONEncodable, Hashable {
        /// The name of the location.
        public var location: String
        public var hourly: Price
        public var monthly: Price
        /// Once.
        public var setupFee: Price

        public init(_ json: JSONObject) throws(ModelError) {
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

    public init(_ json: JSONObject) throws(ModelError) {
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
    public var storageBoxTypes: StorageBoxTypesClient { StorageBoxTypesClient(client: self) }
}

/// The operations on [storage box types](https://docs.hetzner.cloud/reference/hetzner#storage-box-types).
public struct StorageBoxTypesClient: ResourceClient {
    public typealias Resource = StorageBoxType

    public let client: CloudClient

    /// All storage box types that fit, fetched page by page as they are asked for.
    public func all(name: String? = nil) -> ResourceSequence<StorageBoxType> {
        all(ListQuery().with("name", name))
    }

    /// One page of the storage box types that fit.
    public func list(
        name: String? = nil,
        page: Int = 1,
        perPage: Int = 25
    ) async throws -> ResourcePage<StorageBoxType> {
        try await all(name: name).page(page, perPage: perPage)
    }
}
