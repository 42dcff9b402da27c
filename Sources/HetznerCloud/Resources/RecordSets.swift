/// All records of one name and type in a zone (an "RRSet").
public struct RecordSet: JSONModel, JSONEncodable, Hashable, Identifiable {
    /// Name and type: `www/A`.
    public let id: String
    /// Within the zone; `@` is the zone itself.
    public var name: String
    public var type: Kind
    /// In seconds; `nil` takes the zone's.
    public var ttl: Int?
    /// In no particular order.
    public var records: [Record]
    public var zone: Zone.ID
    public var isChangeProtected: Bool
    public var labels: Labels

    /// The type of the records.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let a: Self = "A"
        public static let aaaa: Self = "AAAA"
        public static let caa: Self = "CAA"
        public static let cname: Self = "CNAME"
        public static let ds: Self = "DS"
        public static let hinfo: Self = "HINFO"
        public static let https: Self = "HTTPS"
        public static let mx: Self = "MX"
        public static let ns: Self = "NS"
        public static let ptr: Self = "PTR"
        public static let rp: Self = "RP"
        public static let soa: Self = "SOA"
        public static let srv: Self = "SRV"
        public static let svcb: Self = "SVCB"
        public static let tlsa: Self = "TLSA"
        public static let txt: Self = "TXT"
    }

    /// One value of a set.
    public struct Record: JSONModel, JSONEncodable, Hashable {
        /// As in a zone file; the value of a TXT record has its quotes.
        public var value: String
        public var comment: String?

        public init(_ value: String, comment: String? = nil) {
            self.value = value
            self.comment = comment
        }

        public init(_ json: JSONObject) throws(ModelError) {
            value = try json.read("value")
            comment = try json.read("comment")
        }

        public var json: JSONValue {
            var object: JSONObject = ["value": value.json]
            object.add("comment", comment)
            return .object(object)
        }
    }

    /// A set of records to be created.
    public struct Draft: JSONEncodable, Hashable {
        public var name: String
        public var type: Kind
        public var records: [Record]
        public var ttl: Int?
        public var labels: Labels?

        public init(name: String, type: Kind, records: [Record], ttl: Int? = nil, labels: Labels? = nil) {
            self.name = name
            self.type = type
            self.records = records
            self.ttl = ttl
            self.labels = labels
        }

        public var json: JSONValue {
            var object: JSONObject = ["name": name.json, "type": type.json, "records": records.json]
            object.add("ttl", ttl)
            object.add("labels", labels)
            return .object(object)
        }
    }

    public init(_ json: JSONObject) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        type = try json.read("type")
        ttl = try json.read("ttl")
        records = try json.read("records")
        zone = try json.read("zone")
        isChangeProtected = try json.isProtected("change")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "type": type.json,
            "ttl": ttl.json,
            "records": records.json,
            "zone": zone.json,
            "protection": ["change": isChangeProtected.json],
            "labels": labels.json,
        ]
    }
}

/// The operations on the [records](https://docs.hetzner.cloud/reference/cloud#zone-rrsets) of one zone.
public struct RecordSetsClient: Sendable {
    public let client: CloudClient
    public let zone: IDOrName<Zone>

    private var path: String { "zones/\(zone)/rrsets" }

    /// All record sets that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        type: [RecordSet.Kind] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceSequence<RecordSet> {
        let query = ListQuery()
            .with("name", name)
            .with("type", each: type)
            .with("label_selector", labelSelector)
            .with("sort", each: sort)
        return ResourceSequence(ListRequest(client: client, path: path, key: "rrsets", query: query.items))
    }

    /// One page of the record sets that fit.
    public func list(
        name: String? = nil,
        type: [RecordSet.Kind] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = [],
        page: Int = 1,
        perPage: Int = 25
    ) async throws -> ResourcePage<RecordSet> {
        try await all(name: name, type: type, labelSelector: labelSelector, sort: sort).page(page, perPage: perPage)
    }

    /// Reads the records of one name and type.
    public func get(_ name: String, _ type: RecordSet.Kind) async throws -> RecordSet {
        try await client.request(.get, path(name, type)).decode("rrset")
    }

    /// Creates a set of records that is not there yet.
    public func create(_ draft: RecordSet.Draft) async throws -> (recordSet: RecordSet, action: Action) {
        let response = try await client.request(.post, path, body: draft.json)
        return (try response.decode("rrset"), try response.decode("action"))
    }

    /// Replaces all labels.
    public func update(_ name: String, _ type: RecordSet.Kind, labels: Labels) async throws -> RecordSet {
        try await client.request(.put, path(name, type), body: ["labels": labels.json]).decode("rrset")
    }

    /// Deletes all records of one name and type.
    public func delete(_ name: String, _ type: RecordSet.Kind) async throws -> Action {
        try await client.request(.delete, path(name, type)).decode("action")
    }

    /// Replaces all records.
    public func setRecords(
        _ records: [RecordSet.Record],
        of name: String,
        _ type: RecordSet.Kind
    ) async throws -> Action {
        try await act("set_records", name, type, ["records": records.json])
    }

    /// Adds records, and the set if there is none.
    ///
    /// The time to live has to be that of the set.
    public func addRecords(
        _ records: [RecordSet.Record],
        to name: String,
        _ type: RecordSet.Kind,
        ttl: Int? = nil
    ) async throws -> Action {
        var body: JSONObject = ["records": records.json]
        body.add("ttl", ttl)
        return try await act("add_records", name, type, body)
    }

    /// Removes records, and with the last of them the set.
    public func removeRecords(
        _ records: [RecordSet.Record],
        from name: String,
        _ type: RecordSet.Kind
    ) async throws -> Action {
        try await act("remove_records", name, type, ["records": records.json])
    }

    /// Changes the comments of records, which are found by their values.
    public func updateComments(
        _ records: [RecordSet.Record],
        of name: String,
        _ type: RecordSet.Kind
    ) async throws -> Action {
        try await act("update_records", name, type, ["records": records.json])
    }

    /// Sets the time to live in seconds; `nil` takes the zone's.
    public func changeTTL(of name: String, _ type: RecordSet.Kind, to ttl: Int?) async throws -> Action {
        try await act("change_ttl", name, type, ["ttl": ttl.json])
    }

    /// Sets whether the set can be changed and deleted.
    public func changeProtection(of name: String, _ type: RecordSet.Kind, change: Bool) async throws -> Action {
        try await act("change_protection", name, type, ["change": change.json])
    }

    private func path(_ name: String, _ type: RecordSet.Kind) -> String { "\(path)/\(name)/\(type)" }

    private func act(
        _ action: String,
        _ name: String,
        _ type: RecordSet.Kind,
        _ body: JSONObject
    ) async throws -> Action {
        try await client.act("\(path(name, type))/actions/\(action)", body)
    }
}
