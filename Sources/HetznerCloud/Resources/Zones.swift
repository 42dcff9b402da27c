import FoundationEssentials

/// A domain whose names Hetzner's nameservers answer for.
public struct Zone: APIResource {
    public static let names = ResourceNames(path: "zones", singular: "zone")

    /// Given by Hetzner on creation.
    public let id: Identifier<Zone>
    /// The domain, in lower case, without a dot at the end.
    public var name: String
    /// Decides whether its records can be changed; it cannot be changed itself.
    public var mode: Mode
    /// Whether Hetzner's nameservers have the latest change.
    public var status: Status
    /// How many seconds others may remember records that do not say so themselves.
    public var ttl: Int
    /// All records, those that Hetzner adds too.
    public var recordCount: Int
    /// Where a secondary zone is copied from.
    public var primaryNameservers: [Nameserver]
    /// Whether the domain's registration leads to Hetzner; `nil` if the API does not tell.
    public var authoritativeNameservers: Delegation?
    /// Where the domain is registered, as far as it is known: `hetzner`, `other` or `unknown`.
    public var registrar: String
    /// Whether `delete` is refused with the code `protected`.
    public var isDeleteProtected: Bool
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Where the records of a zone come from.
    public struct Mode: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The records are managed through the API.
        public static let primary: Self = "primary"
        /// The records are copied from other nameservers.
        public static let secondary: Self = "secondary"
    }

    /// How far the zone is with what was last changed.
    public struct Status: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The nameservers have it.
        public static let ok: Self = "ok"
        /// It is on its way to the nameservers.
        public static let updating: Self = "updating"
        /// It could not be brought to the nameservers.
        public static let error: Self = "error"
    }

    /// A nameserver that a secondary zone is copied from.
    public struct Nameserver: APIModel {
        /// Its public IPv4 or IPv6 address.
        public var address: String
        /// 53 if not given.
        public var port: Int?
        /// Such as `hmac-sha256`.
        public var tsigAlgorithm: String?
        /// A secret.
        public var tsigKey: String?

        /// Describes a nameserver for a request; the TSIG key is in base 64 and goes with an algorithm.
        public init(address: String, port: Int? = nil, tsigAlgorithm: String? = nil, tsigKey: String? = nil) {
            self.address = address
            self.port = port
            self.tsigAlgorithm = tsigAlgorithm
            self.tsigKey = tsigKey
        }

        public init(_ json: JSONFields) throws(ModelError) {
            address = try json.read("address")
            port = try json.read("port")
            tsigAlgorithm = try json.read("tsig_algorithm")
            tsigKey = try json.read("tsig_key")
        }

        public var json: JSONValue {
            var object: JSONObject = ["address": address.json]
            object.add("port", port)
            object.add("tsig_algorithm", tsigAlgorithm)
            object.add("tsig_key", tsigKey)
            return .object(object)
        }
    }

    /// The nameservers that answer for the zone, as they should be and as they are.
    public struct Delegation: APIModel {
        /// Those that the domain's registration should name.
        public var assigned: [String]
        /// Those that it names.
        public var delegated: [String]
        /// When Hetzner last asked; `nil` before the first time.
        public var lastCheck: Date?
        /// Such as `valid`, `partially-valid`, `invalid`, `lame` or `unregistered`.
        public var status: String?

        /// Creates one that a program makes up, in a test of its own.
        public init(assigned: [String] = [], delegated: [String] = [], lastCheck: Date? = nil, status: String? = nil) {
            self.assigned = assigned
            self.delegated = delegated
            self.lastCheck = lastCheck
            self.status = status
        }

        public init(_ json: JSONFields) throws(ModelError) {
            assigned = try json.read("assigned", default: [])
            delegated = try json.read("delegated", default: [])
            lastCheck = try json.read("delegation_last_check")
            status = try json.read("delegation_status")
        }

        public var json: JSONValue {
            [
                "assigned": assigned.json,
                "delegated": delegated.json,
                "delegation_last_check": lastCheck.json,
                "delegation_status": status.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Zone>,
        name: String,
        mode: Mode,
        status: Status,
        ttl: Int,
        recordCount: Int,
        primaryNameservers: [Nameserver] = [],
        authoritativeNameservers: Delegation? = nil,
        registrar: String,
        isDeleteProtected: Bool = false,
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.mode = mode
        self.status = status
        self.ttl = ttl
        self.recordCount = recordCount
        self.primaryNameservers = primaryNameservers
        self.authoritativeNameservers = authoritativeNameservers
        self.registrar = registrar
        self.isDeleteProtected = isDeleteProtected
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        mode = try json.read("mode")
        status = try json.read("status")
        ttl = try json.read("ttl")
        recordCount = try json.read("record_count")
        primaryNameservers = try json.read("primary_nameservers", default: [])
        authoritativeNameservers = try json.read("authoritative_nameservers")
        registrar = try json.read("registrar")
        isDeleteProtected = try json.isProtected("delete")
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "mode": mode.json,
            "status": status.json,
            "ttl": ttl.json,
            "record_count": recordCount.json,
            "primary_nameservers": primaryNameservers.json,
            "authoritative_nameservers": authoritativeNameservers.json,
            "registrar": registrar.json,
            "protection": ["delete": isDeleteProtected.json],
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// DNS zones and their records.
    public var zones: ZonesClient { ZonesClient(client: self) }
}

/// The operations on [zones](https://docs.hetzner.cloud/reference/cloud#zones).
///
/// While an action runs on a zone, other changes of it wait or are refused with `locked`.
public struct ZonesClient: ActingResourceClient {
    public typealias Resource = Zone

    /// What a new zone begins with.
    public enum Content: Hashable, Sendable {
        /// Records, besides those that Hetzner adds.
        case recordSets([RecordSet.Draft])
        /// In the format of BIND.
        case zoneFile(String)
        /// Copies of what these nameservers have.
        case secondary(of: [Zone.Nameserver])
    }

    public let client: CloudClient

    /// All zones that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        mode: Zone.Mode? = nil,
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Zone> {
        all(
            ListQuery()
                .with("name", name)
                .with("mode", mode)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Creates a zone, with records if they are given.
    public func create(
        name: String,
        content: Content = .recordSets([]),
        ttl: Int? = nil,
        labels: Labels? = nil
    ) async throws -> Created<Zone> {
        var body: JSONObject = ["name": name.json]
        switch content {
        case .recordSets(let sets):
            body.add("mode", Zone.Mode.primary)
            body.add("rrsets", sets.nonEmpty)
        case .zoneFile(let text):
            body.add("mode", Zone.Mode.primary)
            body.add("zonefile", text)
        case .secondary(let nameservers):
            body.add("mode", Zone.Mode.secondary)
            body.add("primary_nameservers", nameservers)
        }
        body.add("ttl", ttl)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Reads one zone.
    ///
    /// Throws an `APIError` with the code `not_found` if there is none.
    public func get(_ zone: some ZoneReference) async throws -> Zone {
        try await client.ask(.get, path(zone)).decode("zone")
    }

    /// Replaces all labels.
    public func update(_ zone: some ZoneReference, labels: Labels) async throws -> Zone {
        try await client.ask(.put, path(zone), body: ["labels": labels.json]).decode("zone")
    }

    /// Deletes the zone with all its records.
    @discardableResult
    public func delete(_ zone: some ZoneReference) async throws -> Action {
        try await client.ask(.delete, path(zone)).decode("action")
    }

    /// Sets whether the zone can be deleted.
    public func changeProtection(_ zone: some ZoneReference, delete: Bool) async throws -> Action {
        try await act("change_protection", on: zone, ["delete": delete.json])
    }

    /// Sets how many seconds others may remember records that do not say so themselves.
    public func changeTTL(_ zone: some ZoneReference, to ttl: Int) async throws -> Action {
        try await act("change_ttl", on: zone, ["ttl": ttl.json])
    }

    /// Sets where a secondary zone is copied from.
    public func changePrimaryNameservers(
        _ zone: some ZoneReference,
        to nameservers: [Zone.Nameserver]
    ) async throws -> Action {
        try await act("change_primary_nameservers", on: zone, ["primary_nameservers": nameservers.json])
    }

    /// Replaces all records by those of a zone file in the format of BIND.
    public func importZoneFile(_ zone: some ZoneReference, _ text: String) async throws -> Action {
        try await act("import_zonefile", on: zone, ["zonefile": text.json])
    }

    /// All records as a zone file in the format of BIND.
    public func exportZoneFile(_ zone: some ZoneReference) async throws -> String {
        try await client.ask(.get, "\(path(zone))/zonefile").decode("zonefile")
    }

    /// The actions on one zone, fetched page by page as they are asked for.
    public func actions(
        of zone: some ZoneReference,
        status: [ActionFilter] = [],
        sort: [Sort] = []
    ) -> ResourceList<Action> {
        actions(in: "\(path(zone))/actions", status: status, sort: sort)
    }

    /// Reads an action on that zone.
    ///
    /// The API has deprecated this in favour of `action(_:)`.
    public func action(_ actionID: Action.ID, of zone: some ZoneReference) async throws -> Action {
        try await client.ask(.get, "\(path(zone))/actions/\(actionID)").decode("action")
    }

    /// The operations on the records of a zone.
    public func rrsets(in zone: some ZoneReference) -> RecordSetsClient {
        RecordSetsClient(client: client, zone: IDOrName(zone))
    }

    private func path(_ zone: some ZoneReference) -> APIPath { "zones/\(zone)" }

    private func act(_ name: String, on zone: some ZoneReference, _ body: JSONObject) async throws -> Action {
        try await client.act("\(path(zone))/actions/\(name)", body)
    }
}
