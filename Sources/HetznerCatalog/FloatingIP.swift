import ResourceModel

extension ResourceType {
    static let floatingIP = ResourceType(
        .floatingIP,
        section: "floating_ips",
        "A public address that moves between servers.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "type",
                "`ipv4`, or `ipv6` for a network of addresses.",
                .oneOf(["ipv4", "ipv6"]),
                .required,
                update: .replace,
                charge: .named(.floatingIP, at: "home_location")
            ),
            Attribute(
                "home_location",
                "The location that its traffic takes.",
                .offering(.location),
                .setting("location"),
                update: .replace,
                observedAt: "home_location.name",
                takesAlternatives: true
            ),
            Attribute("description", "What it is for.", .string(.text(0...255)), update: .put, reset: ""),
            Attribute(
                "server",
                "The server that it leads to.",
                .reference(ReferenceKind(.server, locksTarget: .changes)),
                creation: .afterwards,
                update: .pair(
                    set: [.action("assign", .object([("server", .value)]), title: "assign")],
                    clear: [.action("unassign", title: "unassign")],
                    clearsFirst: false
                ),
                reset: .null
            ),
            .reverseDNS(at: [.init("dns_ptr[]")]),
            .deleteProtection,
        ],
        outputs: Output.address,
        clearedBeforeDelete: ["server"],
        isSerialized: true,
        constraints: Constraint.ofAddressFamilies,
        deletionImpacts: [.ipChange],
        users: [
            UserList(.server, at: "server", .loss([.downtime]))
        ],
        example: """
            floating_ips:
              front: { type: ipv4, home_location: fsn1, description: moves with the web server }
            """
    )
}
