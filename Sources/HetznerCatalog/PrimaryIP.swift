import ResourceModel

extension ResourceType {
    static let primaryIP = ResourceType(
        .primaryIP,
        section: "primary_ips",
        "A public address that outlives what uses it.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "type",
                "`ipv4`, or `ipv6` for a network of addresses.",
                .oneOf(["ipv4", "ipv6"]),
                .required,
                update: .replace,
                charge: .named(.primaryIP, at: "location")
            ),
            Attribute(
                "location",
                "Where the servers are that can use it.",
                .offering(.location),
                .setting("location"),
                update: .replace,
                observedAt: "location.name",
                takesAlternatives: true
            ),
            Attribute(
                "auto_delete",
                "Whether it goes with the server that it is assigned to.",
                .boolean,
                .defaulted(false),
                update: .put,
                reset: false
            ),
            .reverseDNS(at: [.init("dns_ptr[]")]),
            .deleteProtection,
        ],
        outputs: Output.address + [Output("assignee_id", "The ID of what it is assigned to.", "assignee_id")],
        isSerialized: true,
        constraints: [
            .combination(
                in: nil,
                [
                    .attribute("auto_delete", is: .equals(true)),
                    .attribute("protection", "delete", is: .equals(true)),
                ],
                because: "an address that goes with its server cannot be protected against deletion"
            )
        ] + Constraint.ofAddressFamilies,
        deletionImpacts: [.ipChange],
        companion: Companion(of: [.server, .loadBalancer], by: "assignee_id", while: "auto_delete"),
        users: [
            UserList(.server, at: "assignee_id", .refusal, where: ["assignee_type": "server"]),
            UserList(.loadBalancer, at: "assignee_id", .refusal, where: ["assignee_type": "load_balancer"]),
        ],
        example: """
            primary_ips:
              web: { type: ipv4, location: fsn1, dns_ptr: [{ ip: ipv4, dns_ptr: shop.example }] }
            """
    )
}
