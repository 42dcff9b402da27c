import FoundationEssentials

/// A TLS certificate for load balancers, uploaded or kept up to date by Hetzner.
public struct Certificate: APIResource {
    public static let names = ResourceNames(path: "certificates", singular: "certificate")

    /// Given by Hetzner on creation.
    public let id: Identifier<Certificate>
    /// Unique among the project's certificates; can be changed.
    public var name: String
    /// `nil` in answers of an API that does not tell.
    public var type: Kind?
    /// The chain in PEM; `nil` until a managed certificate has been issued.
    public var chain: String?
    /// What the certificate is valid for, such as `example.com` and `*.example.com`.
    public var domainNames: [String]
    /// The SHA-256 of the certificate as pairs of digits.
    public var fingerprint: String?
    /// The start of the validity; `nil` until a managed certificate has been issued.
    public var notValidBefore: Date?
    /// The end of the validity, before which Hetzner renews a managed certificate by itself.
    public var notValidAfter: Date?
    /// How issuing a managed certificate goes; `nil` for uploaded ones.
    public var status: Status?
    /// The load balancers that use it.
    public var usedBy: [Action.Resource]
    /// When it was uploaded or asked for, not when it was issued.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Who looks after the certificate.
    public struct Kind: OpenString {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Its owner made it, and has to replace it in time.
        public static let uploaded: Self = "uploaded"
        /// Hetzner has it issued by Let's Encrypt, and renews it.
        public static let managed: Self = "managed"
    }

    /// How issuing and renewing go.
    public struct Status: APIModel {
        /// How the first issuance goes: `pending`, `completed` or `failed`.
        public var issuance: Progress?
        /// How the next renewal goes: `scheduled`, `pending`, `failed` or `unavailable`.
        public var renewal: Progress?
        /// Why the last attempt failed.
        public var error: Action.Failure?

        /// How far an issuance or a renewal is.
        public struct Progress: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// It is being done.
            public static let pending: Self = "pending"
            /// It has succeeded.
            public static let completed: Self = "completed"
            /// A renewal will be made in time.
            public static let scheduled: Self = "scheduled"
            /// It has failed, for the reason in the status' error; `retry` tries again.
            public static let failed: Self = "failed"
            /// There is nothing to renew, because the certificate has not been issued.
            public static let unavailable: Self = "unavailable"
        }

        /// Creates one that a program makes up, in a test of its own.
        public init(issuance: Progress? = nil, renewal: Progress? = nil, error: Action.Failure? = nil) {
            self.issuance = issuance
            self.renewal = renewal
            self.error = error
        }

        public init(_ json: JSONFields) throws(ModelError) {
            issuance = try json.read("issuance")
            renewal = try json.read("renewal")
            error = try json.read("error")
        }

        public var json: JSONValue {
            [
                "issuance": issuance.json,
                "renewal": renewal.json,
                "error": error.json,
            ]
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Certificate>,
        name: String,
        type: Kind? = nil,
        chain: String? = nil,
        domainNames: [String] = [],
        fingerprint: String? = nil,
        notValidBefore: Date? = nil,
        notValidAfter: Date? = nil,
        status: Status? = nil,
        usedBy: [Action.Resource] = [],
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.chain = chain
        self.domainNames = domainNames
        self.fingerprint = fingerprint
        self.notValidBefore = notValidBefore
        self.notValidAfter = notValidAfter
        self.status = status
        self.usedBy = usedBy
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        type = try json.read("type")
        chain = try json.read("certificate")
        domainNames = try json.read("domain_names", default: [])
        fingerprint = try json.read("fingerprint")
        notValidBefore = try json.read("not_valid_before")
        notValidAfter = try json.read("not_valid_after")
        status = try json.read("status")
        usedBy = try json.read("used_by", default: [])
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "type": type.json,
            "certificate": chain.json,
            "domain_names": domainNames.json,
            "fingerprint": fingerprint.json,
            "not_valid_before": notValidBefore.json,
            "not_valid_after": notValidAfter.json,
            "status": status.json,
            "used_by": usedBy.json,
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// TLS certificates that load balancers use.
    public var certificates: CertificatesClient { CertificatesClient(client: self) }
}

/// The operations on [certificates](https://docs.hetzner.cloud/reference/cloud#certificates).
public struct CertificatesClient: DeletableResourceClient, RenamableResourceClient, ActingResourceClient {
    public typealias Resource = Certificate

    public let client: CloudClient

    /// All certificates that fit, fetched page by page as they are asked for.
    public func all(
        name: String? = nil,
        type: [Certificate.Kind] = [],
        labelSelector: LabelSelector? = nil,
        sort: [Sort] = []
    ) -> ResourceList<Certificate> {
        all(
            ListQuery()
                .with("name", name)
                .with("type", each: type)
                .with("label_selector", labelSelector)
                .with("sort", each: sort)
        )
    }

    /// Uploads a certificate with its chain and its key, both in PEM.
    public func upload(
        name: String,
        certificate: String,
        privateKey: String,
        labels: Labels? = nil
    ) async throws -> Created<Certificate> {
        var body: JSONObject = ["name": name.json, "type": "uploaded"]
        body.add("certificate", certificate)
        body.add("private_key", privateKey)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Has a certificate issued for domains whose zones are with Hetzner.
    public func createManaged(
        name: String,
        domainNames: [String],
        labels: Labels? = nil
    ) async throws -> Created<Certificate> {
        var body: JSONObject = ["name": name.json, "type": "managed", "domain_names": domainNames.json]
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Tries again what failed of a managed certificate, its issuance or its renewal.
    public func retry(_ id: Certificate.ID) async throws -> Action {
        try await act("retry", on: id)
    }
}
