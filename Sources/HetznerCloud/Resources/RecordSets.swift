/// All records of one name and type in a zone (an "RRSet").
public struct RecordSet: APIModel, Identifiable {
    /// Name and type: `www/A`.
    public let id: String
    /// Within the zone; `@` is the zone itself.
    public var name: String
    /// What the values are.
    public var type: Kind
    /// In seconds; `nil` takes the zone's.
    public var ttl: Int?
    /// In no particular order.
    public var records: [Record]
    /// The zone that the set is in.
    public var zone: Zone.ID
    /// Whether every change and deletion is refused with the code `protected`.
    public var isChangeProtected: Bool
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// The type of the records.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// IPv4 addresses.
        public static let a: Self = "A"
        /// IPv6 addresses.
        public static let aaaa: Self = "AAAA"
        /// Who may issue certificates for the name.
        public static let caa: Self = "CAA"
        /// Another name for the same; nothing else may have the name.
        public static let cname: Self = "CNAME"
        /// Digests of the keys of a signed child zone.
        public static let ds: Self = "DS"
        /// Hardware and operating system of a host, in words.
        public static let hinfo: Self = "HINFO"
        /// How an HTTPS service is reached, with protocols and address hints.
        public static let https: Self = "HTTPS"
        /// Where mail goes: a preference and a host.
        public static let mx: Self = "MX"
        /// The nameservers of the zone or of a child.
        public static let ns: Self = "NS"
        /// The name of an address, in a reverse zone.
        public static let ptr: Self = "PTR"
        /// Who is responsible.
        public static let rp: Self = "RP"
        /// The zone's own administrative data; it is created with the zone, and its serial is Hetzner's.
        public static let soa: Self = "SOA"
        /// Where a service is: priority, weight, port and host.
        public static let srv: Self = "SRV"
        /// How any service is reached, with protocols and address hints.
        public static let svcb: Self = "SVCB"
        /// The certificates that a TLS service may show.
        public static let tlsa: Self = "TLSA"
        /// Text, in quotes; parts of up to 255 bytes.
        public static let txt: Self = "TXT"
    }

    /// One value of a set.
    public struct Record: APIModel {
        /// As in a zone file; the value of a TXT record has its quotes.
        public var value: String
        /// For people; DNS does not have it.
        public var comment: String?

        /// Describes a record for a request.
        ///
        /// A TXT value has to be in quotes; `RecordSet.Record.text` adds them.
        public init(_ value: String, comment: String? = nil) {
            self.value = value
            self.comment = comment
        }

        /// A TXT record: puts the text into quotes, in parts of 255 bytes if it is long, such as a DKIM key.
        public static func text(_ text: String, comment: String? = nil) -> Record {
            var parts = [""]
            var size = 0
            for scalar in text.unicodeScalars {
                size += UTF8.width(scalar)
                if size > 255 {
                    parts.append("")
                    size = UTF8.width(scalar)
                }
                if scalar == "\"" || scalar == "\\" { parts[parts.count - 1] += "\\" }
                parts[parts.count - 1].unicodeScalars.append(scalar)
            }
            let quoted = parts.map { "\"\($0)\"" }
            return Record(quoted.joined(separator: " "), comment: comment)
        }

        public init(_ json: JSONFields) throws(ModelError) {
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
        /// Within the zone, in lower case; `@` for the zone itself, `*` for all names that have no records.
        public var name: String
        /// What the values are.
        public var type: Kind
        /// From 1 to 50, each value once.
        public var records: [Record]
        /// In seconds, at least 60; `nil` takes the zone's.
        public var ttl: Int?
        /// `nil` for none.
        public var labels: Labels?

        /// Describes a set of records that is to be created.
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

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: String,
        name: String,
        type: Kind,
        ttl: Int? = nil,
        records: [Record] = [],
        zone: Zone.ID,
        isChangeProtected: Bool = false,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.ttl = ttl
        self.records = records
        self.zone = zone
        self.isChangeProtected = isChangeProtected
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
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
    /// Sends the requests.
    public let client: CloudClient
    /// The zone whose records are meant; both its id and its name will do.
    public let zone: IDOrName<Zone>

    private var path: APIPath { "zones/\(zone)/rrsets" }

    /// All record sets that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        type: [RecordSet.Kind] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<RecordSet> {
        let query = ListQuery()
            .with("name", name)
            .with("type", each: type)
            .with("label_selector", labelSelector)
            .with("sort", each: sort)
        return ResourceList(ListRequest(client: client, path: path, key: "rrsets", query: query.items))
    }

    /// Reads the records of one name and type.
    public func get(_ name: String, _ type: RecordSet.Kind) async throws -> RecordSet {
        try await client.ask(.get, path(name, type)).decode("rrset")
    }

    /// Creates a set of records that is not there yet.
    public func create(_ draft: RecordSet.Draft) async throws -> Created<RecordSet> {
        let response = try await client.ask(.post, path, body: draft.json)
        return try Created(response, "rrset")
    }

    /// Replaces all labels.
    public func update(_ name: String, _ type: RecordSet.Kind, labels: Labels) async throws -> RecordSet {
        try await client.ask(.put, path(name, type), body: ["labels": labels.json]).decode("rrset")
    }

    /// Deletes all records of one name and type.
    @discardableResult
    public func delete(_ name: String, _ type: RecordSet.Kind) async throws -> Action {
        try await client.ask(.delete, path(name, type)).decode("action")
    }

    /// Replaces all records.
    public func setRecords(
        _ name: String,
        _ type: RecordSet.Kind,
        to records: [RecordSet.Record]
    ) async throws -> Action {
        try await act("set_records", name, type, ["records": records.json])
    }

    /// Adds records, and the set if there is none.
    ///
    /// The time to live has to be that of the set.
    public func addRecords(
        _ name: String,
        _ type: RecordSet.Kind,
        _ records: [RecordSet.Record],
        ttl: Int? = nil
    ) async throws -> Action {
        var body: JSONObject = ["records": records.json]
        body.add("ttl", ttl)
        return try await act("add_records", name, type, body)
    }

    /// Removes records, and with the last of them the set.
    public func removeRecords(
        _ name: String,
        _ type: RecordSet.Kind,
        _ records: [RecordSet.Record]
    ) async throws -> Action {
        try await act("remove_records", name, type, ["records": records.json])
    }

    /// Changes the comments of records, which are found by their values.
    public func updateComments(
        _ name: String,
        _ type: RecordSet.Kind,
        _ records: [RecordSet.Record]
    ) async throws -> Action {
        try await act("update_records", name, type, ["records": records.json])
    }

    /// Sets the time to live in seconds; `nil` takes the zone's.
    public func changeTTL(_ name: String, _ type: RecordSet.Kind, to ttl: Int?) async throws -> Action {
        try await act("change_ttl", name, type, ["ttl": ttl.json])
    }

    /// Sets whether the set can be changed and deleted.
    public func changeProtection(_ name: String, _ type: RecordSet.Kind, change: Bool) async throws -> Action {
        try await act("change_protection", name, type, ["change": change.json])
    }

    private func path(_ name: String, _ type: RecordSet.Kind) -> APIPath { "\(path)/\(name)/\(type)" }

    private func act(
        _ action: String,
        _ name: String,
        _ type: RecordSet.Kind,
        _ body: JSONObject
    ) async throws -> Action {
        try await client.act("\(path(name, type))/actions/\(action)", body)
    }
}
