import ResourceModel

/// What a server is attached to and guarded by.
extension Attribute {
    static let serverFirewalls = Attribute(
        "firewalls",
        "The firewalls that guard its public addresses.",
        .list(.reference(ReferenceKind(.firewall, locksTarget: .changes)), order: .irrelevant, limit: 5),
        creation: .body(.each(.object([("firewall", .value)]))),
        update: .elements(
            add: .targetAction(
                "firewalls",
                "apply_to_resources",
                .object([("apply_to", .list([thisServer]))]),
                title: "apply firewall"
            ),
            remove: .targetAction(
                "firewalls",
                "remove_from_resources",
                .object([("remove_from", .list([thisServer]))]),
                title: "remove firewall"
            ),
            change: .none,
            undeclared: .kept
        ),
        observedAt: "public_net.firewalls[].id",
        reset: .list([]),
        after: ["public_net"],
        addsFirst: true
    )

    private static let thisServer = BodyTemplate.object([
        ("type", .constant("server")), ("server", .object([("id", .id)])),
    ])

    private static let attachedNetwork: Attribute = {
        var network = Attribute.part(
            "network",
            "The network.",
            .reference(ReferenceKind(.network, needs: ["ip_range", "subnets"], locksTarget: .changes)),
            .required
        )
        network.isShorthand = true
        return network
    }()

    static let serverNetworks = Attribute(
        "networks",
        "The private networks that it is attached to: each a network, or `{ network, ip, … }`.",
        .elements(
            ElementSet(
                "network attachment",
                key: ["network"],
                limit: 3,
                [
                    attachedNetwork,
                    .part(
                        "ip",
                        "Its address there; a free one by default.",
                        .string(.ip(.ipv4)),
                        claim: .within("network", isPicked: true)
                    ),
                    .addressRange,
                    .part(
                        "alias_ips",
                        "More addresses there.",
                        .list(.string(.ip(.ipv4)), order: .irrelevant, limit: 5),
                        reset: .list([]),
                        impacts: [ImpactRule(.ipChange, .elementRemoved)],
                        takesForeignEntries: true,
                        claim: .within("network")
                    ),
                ]
            )
        ),
        creation: .bodyForElements(.keyAlone, .each(.part("network"))),
        update: .elements(
            add: .action("attach_to_network", .value, title: "attach to network"),
            remove: .action(
                "detach_from_network",
                .object([("network", .part("network"))]),
                title: "detach from network"
            ),
            change: .parts([
                "alias_ips": .action(
                    "change_alias_ips",
                    .object([("network", .part("network")), ("alias_ips", .part("alias_ips"))]),
                    title: "change alias IPs"
                )
            ]),
            undeclared: .removed
        ),
        observedAt: .elements([.init("private_net[]")]),
        reset: .list([]),
        impacts: [ImpactRule(.ipChange, .elementRemoved)]
    )
}
