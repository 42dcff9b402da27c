import ResourceModel

/// The public addresses of a server.
extension Attribute {
    static let serverPublicNet = Attribute(
        "public_net",
        "Its public addresses.",
        .object([
            publicAddress("enable_ipv4", family: "ipv4", shown: "IPv4"),
            publicAddress("enable_ipv6", family: "ipv6", shown: "IPv6"),
            namedAddress("ipv4", shown: "IPv4"),
            namedAddress("ipv6", shown: "IPv6"),
        ]),
        update: .nested,
        observedAt: .nested
    )

    /// An address that the server brings itself.
    private static func publicAddress(_ name: AttributeName, family: String, shown: String) -> Attribute {
        let assignment = BodyTemplate.object([
            ("name", .name(suffix: "-\(family)", of: .primaryIP)),
            ("type", .constant(.string(family))),
            ("assignee_id", .id),
            ("assignee_type", .constant("server")),
            ("auto_delete", .constant(true)),
        ])
        return Attribute(
            name,
            "Whether it has a public \(shown) address.",
            .boolean,
            update: .offline(
                .pair(
                    set: [
                        Call(
                            .post,
                            [.literal("primary_ips")],
                            assignment,
                            title: "create and assign a Primary \(shown)"
                        )
                    ],
                    clear: letGo(of: family, shown),
                    clearsFirst: false
                )
            ),
            observedAt: .present(ObservationPath("public_net.\(family)")),
            reset: true,
            impacts: [ImpactRule(.downtime), ImpactRule(.ipChange, .cleared)],
            coveredBy: AttributeName(family),
            charge: .whileTrue(.primaryIP, variant: family, title: "Primary \(shown)", at: "location")
        )
    }

    /// What came with the server goes; an address that outlives it stays.
    private static func letGo(of family: String, _ shown: String) -> [Call] {
        let unassign = Call(
            .post,
            address(family) + [.literal("actions"), .literal("unassign")],
            .constant(.null),
            title: "unassign its Primary \(shown)"
        )
        return [unassign, ending(family, shown)]
    }

    /// Deletes the address that came with the server.
    private static func ending(_ family: String, _ shown: String) -> Call {
        var delete = Call(
            .delete,
            address(family),
            .constant(.null),
            title: "delete its Primary \(shown)",
            note: "its Primary \(shown) is deleted, since it came with the server"
        )
        delete.endsCompanion = true
        delete.noteOnOthers =
            "its Primary \(shown) stays in the project, unassigned, and is charged until it is deleted"
        return delete
    }

    private static func address(_ family: String) -> [Call.PathPart] {
        [.literal("primary_ips"), .output(AttributeName("\(family)_id"))]
    }

    /// A Primary IP that outlives the server.
    private static func namedAddress(_ name: AttributeName, shown: String) -> Attribute {
        let assignment = BodyTemplate.object([("assignee_id", .id), ("assignee_type", .constant("server"))])
        let unassign = Call.targetAction(
            "primary_ips",
            "unassign",
            .constant(.null),
            title: "unassign Primary \(shown)"
        )
        return Attribute(
            name,
            "The Primary \(shown) to use instead of one that comes and goes with the server.",
            .reference(ReferenceKind(.primaryIP, locksTarget: .changes)),
            update: .offline(
                .pair(
                    set: [.targetAction("primary_ips", "assign", assignment, title: "assign Primary \(shown)")],
                    clear: [unassign, ending(name.text, shown)],
                    clearsFirst: true
                )
            ),
            observedAt: .path(ObservationPath("public_net.\(name).id")),
            reset: .null,
            impacts: [ImpactRule(.downtime), ImpactRule(.ipChange, .cleared)],
            claim: .target
        )
    }
}
