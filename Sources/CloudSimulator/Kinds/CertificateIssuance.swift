extension Project {
    /// Let's Encrypt's certificates are renewed a month before they end.
    private static let renewalAhead: Int64 = 30 * 86_400_000

    /// Holds nothing: a certificate that is being issued can be renamed and deleted.
    func startIssuing(_ id: Int, _ command: String) -> Action {
        start(command, on: [.certificate(id)], holding: [], takes: ActionTime.issueCertificate, .certificateIssued(id))
    }

    func retryCertificate(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let certificate = try find(Certificate.self, call)
        guard certificate.status?.hasFailed == true else {
            throw APIFailure.unprocessable("unsupported_error", "certificate not retryable")
        }
        beginIssuing(certificate.id)
        return response(startIssuing(certificate.id, "issue_certificate"))
    }

    private func beginIssuing(_ id: Int) {
        change(Certificate.self, id) { certificate in
            certificate.status?.failure = nil
            if certificate.chain == nil {
                certificate.status?.issuance = .pending
            } else {
                certificate.status?.renewal = .pending
            }
        }
    }

    func certificateIsIssued(_ id: Int, at moment: Moment) -> Action.Failure? {
        guard var certificate = certificates[id] else { return .canceled }
        if let problem = certificate.domainNames.lazy.compactMap(zoneProblem).first {
            certificateFails(id, problem)
            return problem
        }
        let issued = IssuedCertificate(for: certificate.domainNames, from: moment)
        guard let content = X509Certificate(chain: issued.chain) else {
            preconditionFailure("What the simulator issues can be read.")
        }
        certificate.install(issued.chain, content)
        certificate.status = Certificate.Status(issuance: .completed, renewal: .unavailable)
        save(certificate)
        planRenewal(of: certificate)
        return nil
    }

    /// Why the authority cannot make sure of the domain; its zone has to be one that is kept here.
    private func zoneProblem(of domain: String) -> Action.Failure? {
        var name = domain.hasPrefix("*.") ? domain.dropFirst(2) : domain[...]
        while zones.id(named: String(name)) == nil {
            guard let dot = name.firstIndex(of: ".") else {
                return .init(code: "dns_zone_not_found", message: "DNS zone not found")
            }
            name = name[name.index(after: dot)...]
        }
        guard let zone = zones.id(named: String(name)).flatMap({ zones[$0] }), zone.mode == .primary else {
            return .init(code: "dns_zone_is_secondary_zone", message: "DNS zone is a secondary zone")
        }
        // Whether anybody registered the domain is not asked: who tries certificates here rarely owns one.
        guard zone.served != nil else {
            let problem = "Could not verify domain delegated to zone"
            return .init(code: "could_not_verify_domain_delegated_to_zone", message: problem)
        }
        guard allowsAuthority(domain, zone) else {
            let problem = "CAA record does not allow certificate authority"
            return .init(code: "caa_record_does_not_allow_ca", message: problem)
        }
        return nil
    }

    /// Whether the CAA records next above the domain name the authority; without any, every authority may issue.
    /// https://www.rfc-editor.org/rfc/rfc8659#section-3
    private func allowsAuthority(_ domain: String, _ zone: Zone) -> Bool {
        var labels = domain.dropLast(zone.title.count).split(separator: ".").filter { $0 != "*" }
        while true {
            let host = labels.isEmpty ? "@" : labels.joined(separator: ".")
            let rules = rrsets.id(named: RRSet.path(zone.id, host, .caa)).flatMap { rrsets[$0] }?.records ?? []
            let issuers = rules.filter { $0.value.contains(" issue ") }
            if !issuers.isEmpty { return issuers.contains { $0.value.contains("letsencrypt.org") } }
            guard !labels.isEmpty else { return true }
            labels.removeFirst()
        }
    }

    func certificateFails(_ id: Int, _ failure: Action.Failure) {
        change(Certificate.self, id) { certificate in
            certificate.status?.failure = failure
            if certificate.chain == nil {
                certificate.status?.issuance = .failed
            } else {
                certificate.status?.renewal = .failed
            }
        }
    }

    func planRenewal(of certificate: Certificate) {
        guard certificate.status?.isRenewedByItself == true, let end = certificate.notAfter else { return }
        events.plan(.certificateRenews(certificate.id), at: end.adding(-Project.renewalAhead))
    }

    /// Hetzner renews by itself; nobody asked for the action, but it is listed.
    func certificateRenews(_ id: Int, at moment: Moment) {
        guard let certificate = certificates[id], certificate.status?.isRenewedByItself == true else { return }
        guard let end = certificate.notAfter, end.adding(-Project.renewalAhead) <= moment else { return }
        beginIssuing(id)
        _ = startIssuing(id, "issue_certificate")
    }
}
