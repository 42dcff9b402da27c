import ResourceModel

extension ResourceType {
    static let certificate = ResourceType(
        .certificate,
        section: "certificates",
        "A TLS certificate for load balancers: uploaded, or issued and renewed by Hetzner.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "type",
                "`uploaded`, or `managed` for one that Hetzner issues.",
                .oneOf(["uploaded", "managed"]),
                .defaulted("uploaded"),
                update: .replace
            ),
            Attribute(
                "certificate",
                "The certificate and its chain; for an uploaded one.",
                .string(.pem),
                update: .replace,
                repairsDrift: false
            ),
            Attribute(
                "private_key",
                "Its key; for an uploaded one.",
                .string(.pem),
                update: .replace,
                observedAt: .never,
                isSensitive: true
            ),
            .domainNames,
        ],
        outputs: [
            Output("fingerprint", "SHA-256 of the certificate, in hexadecimal pairs.", "fingerprint"),
            Output("not_valid_after", "When it expires.", "not_valid_after"),
            Output("issuance", "Of a managed one: how far Hetzner has come with it.", "status.issuance")
                .ruledOut(by: .attribute("type", is: .equals("uploaded"))),
            Output("renewal", "Of a managed one: whether it is going to be renewed.", "status.renewal")
                .ruledOut(by: .attribute("type", is: .equals("uploaded"))),
        ],
        constraints: [
            .rule(
                when: "type",
                isOneOf: ["uploaded"],
                requires: ["certificate", "private_key"],
                forbids: ["domain_names"]
            ),
            .rule(
                when: "type",
                isOneOf: ["managed"],
                requires: ["domain_names"],
                forbids: ["certificate", "private_key"]
            ),
        ],
        deletionImpacts: [.live],
        createsBeforeDestroying: true,
        ailments: [
            Ailment("issuance", is: ["failed"], after: ["pending"], insteadOf: "completed", remedy: .call(retry)),
            Ailment("renewal", is: ["failed"], insteadOf: "scheduled", remedy: .call(retry)),
        ],
        users: [
            UserList(.loadBalancer, at: "used_by[type=load_balancer].id", .refusal)
        ],
        example: """
            certificates:
              site: { type: managed, domain_names: [shop.example, www.shop.example] }
            """
    )
}

/// Asks Hetzner to try again, once the reason of the failure is gone.
private let retry = Call.action("retry", title: "retry")

extension Attribute {
    /// Hetzner proves that it may have a certificate for them by a record in their zone.
    fileprivate static let domainNames: Attribute = {
        var attribute = Attribute(
            "domain_names",
            "The names that it is for, which are in zones of the project; for a managed one.",
            .list(.string(.certifiedName), order: .irrelevant, limit: 100),
            update: .replace
        )
        attribute.liesBelow = .zone
        return attribute
    }()
}
