/// A TLS certificate for load balancers: brought along, or issued and renewed by Hetzner.
struct Certificate: Named {
    static let kind = ResourceKind.certificate
    static var table: ReferenceWritableKeyPath<Project, Table<Certificate>> { \.certificates }

    enum Category: String, Codable, Sendable, CaseIterable {
        case uploaded
        case managed
    }

    enum Issuance: String, Codable, Sendable {
        case pending
        case completed
        case failed
    }

    enum Renewal: String, Codable, Sendable {
        case scheduled
        case pending
        case failed
        case unavailable
    }

    /// How far Hetzner is with a managed certificate.
    struct Status: Codable, Sendable {
        var issuance: Issuance
        var renewal: Renewal
        var failure: Action.Failure?

        var hasFailed: Bool { issuance == .failed || renewal == .failed }
        /// Nothing of it is under way or has failed; a fresh one says that its renewal is `unavailable`.
        var isRenewedByItself: Bool { issuance == .completed && renewal != .pending && renewal != .failed }

        var json: JSON {
            [
                "issuance": .string(issuance.rawValue), "renewal": .string(renewal.rawValue),
                "error": failure.map { ["code": .string($0.code), "message": .string($0.message)] } ?? nil,
            ]
        }
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var domainNames: [String]
    /// In PEM; nil before a managed one is issued, like what follows from it.
    var chain: String?
    var fingerprint: String?
    var notBefore: Moment?
    var notAfter: Moment?
    /// Nil for an uploaded one.
    var status: Status?

    var category: Category { status == nil ? .uploaded : .managed }

    func json(in project: Project) -> JSON {
        let users = project.relations.balancersByCertificate.sorted(id).map { id -> JSON in
            ["id": .int(id), "type": "load_balancer"]
        }
        return [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "type": .string(category.rawValue),
            "certificate": .optional(chain), "created": .string(created.text),
            "not_valid_before": .optional(notBefore?.text), "not_valid_after": .optional(notAfter?.text),
            "domain_names": .strings(domainNames), "fingerprint": .optional(fingerprint),
            "status": status?.json ?? nil, "used_by": .array(users),
        ]
    }

    /// Takes over a chain that can be read; anything else is refused before it gets here.
    mutating func install(_ chain: String, _ certificate: X509Certificate) {
        self.chain = chain
        fingerprint = certificate.fingerprint
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
        domainNames = certificate.domainNames
    }

    static func changed(from old: Certificate?, to new: Certificate?, in project: Project) {}
}

extension Route {
    static let certificates: [Route] = [
        Route(.get, "certificates") { call in
            let known = Certificate.Category.allCases.map(\.rawValue)
            let type = ListFilter<Certificate>(parameter: "type", allowed: known) { $1.contains($0.category.rawValue) }
            return try call.project.list(Certificate.self, call, filters: [type])
        },
        Route(.post, "certificates") { try $0.project.createCertificate($0) },
        Route(.get, "certificates/{id}") { try $0.project.show(Certificate.self, $0) },
        Route(.put, "certificates/{id}") { call in
            try call.project.requireIdle(.certificate(try call.id(.certificate)))
            return try call.project.update(Certificate.self, call)
        },
        Route(.delete, "certificates/{id}") { try $0.project.deleteCertificate($0) },
        Route(.post, "certificates/{id}/actions/retry") { try $0.project.retryCertificate($0) },
    ]
}

extension Project {
    fileprivate func createCertificate(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        let type = input.optionalString("type", .oneOf(Certificate.Category.allCases.map(\.rawValue)))
        let labels = input.labels() ?? [:]
        switch type.flatMap(Certificate.Category.init) ?? .uploaded {
        case .uploaded: return try uploadCertificate(&input, name, labels)
        case .managed: return try orderCertificate(&input, name, labels)
        }
    }

    private func uploadCertificate(
        _ input: inout Input,
        _ name: String,
        _ labels: [String: String]
    ) throws(APIFailure) -> SimulatorResponse {
        let chain = input.string("certificate")
        let key = input.string("private_key")
        let certificate = X509Certificate(chain: chain)
        let privateKey = X509PrivateKey(pem: key)
        if !chain.isEmpty, certificate == nil {
            input.reject("certificate", "is not a valid certificate in PEM format")
        }
        if !key.isEmpty, privateKey == nil { input.reject("private_key", "is not a valid private key in PEM format") }
        if let certificate, let privateKey, !privateKey.belongs(to: certificate) {
            input.reject("private_key", "does not belong to the certificate")
        }
        try input.finish()
        guard let certificate, privateKey != nil else {
            throw APIFailure.invalidInput(field: "certificate", "must not be empty")
        }
        var record = try newCertificate(name, labels, [])
        record.install(chain, certificate)
        save(record)
        return SimulatorResponse(201, ["certificate": rendered(record), "action": nil])
    }

    private func orderCertificate(
        _ input: inout Input,
        _ name: String,
        _ labels: [String: String]
    ) throws(APIFailure) -> SimulatorResponse {
        let names = input.strings("domain_names")
        if names.isEmpty, input.problems.isEmpty { input.reject("domain_names", "Missing data for required field.") }
        for (index, name) in names.enumerated() {
            let plain = name.hasPrefix("*.") ? String(name.dropFirst(2)) : name
            guard TextRule.hostname.accepts(plain), plain.contains(".") else {
                input.reject("domain_names.\(index)", "must be a valid domain name")
                continue
            }
        }
        if Set(names).count != names.count { input.reject("domain_names", "must be distinct") }
        for field in ["certificate", "private_key"] where input.value(field) != nil {
            input.reject(field, "is only allowed for an uploaded certificate")
        }
        try input.finish()
        var record = try newCertificate(name, labels, names)
        record.status = Certificate.Status(issuance: .pending, renewal: .unavailable)
        save(record)
        let action = startIssuing(record.id, "create_certificate")
        return SimulatorResponse(201, ["certificate": rendered(record), "action": action.json(in: self)])
    }

    private func newCertificate(
        _ name: String,
        _ labels: [String: String],
        _ domainNames: [String]
    ) throws(APIFailure) -> Certificate {
        try requireUnique(Certificate.self, name: name)
        try requireRoom(for: Certificate.self)
        return Certificate(
            id: world.identifiers.next(.certificate),
            title: name,
            labels: labels,
            created: now,
            domainNames: domainNames
        )
    }

    fileprivate func deleteCertificate(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let certificate = try find(Certificate.self, call)
        try requireIdle(.certificate(certificate.id))
        guard relations.balancersByCertificate.count(certificate.id) == 0 else {
            throw APIFailure.serviceError("certificate still in use")
        }
        remove(Certificate.self, certificate.id)
        return .noContent
    }
}
