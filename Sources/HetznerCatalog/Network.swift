import ResourceModel

extension ResourceType {
    static let network = ResourceType(
        .network,
        section: "networks",
        "A private network with its subnets and routes.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "ip_range",
                "The addresses that all subnets share; it can grow in place.",
                .string(.privateRange(longest: 24, orEverything: false)),
                .required,
                update: .conditional(
                    .extends,
                    .action(
                        Call(
                            .post,
                            [.id, .literal("actions"), .literal("change_ip_range")],
                            .object([("ip_range", .value)]),
                            note: "servers that are attached already need a reboot, or a route to the new range by hand"
                        )
                    ),
                    otherwise: .replace
                )
            ),
            Attribute(
                "expose_routes_to_vswitch",
                "Whether the routes reach the vSwitch.",
                .boolean,
                update: .put,
                reset: false
            ),
            Attribute(
                "subnets",
                "The parts of the range that servers and load balancers get addresses from.",
                .elements(subnets),
                update: .elements(
                    add: .action("add_subnet", .value, title: "add subnet"),
                    remove: .action(
                        "delete_subnet",
                        .object([("ip_range", .part("ip_range"))]),
                        title: "delete subnet"
                    ),
                    change: .none,
                    undeclared: .removed
                ),
                observedAt: .elements([.init("subnets[]")]),
                reset: .list([]),
                after: ["ip_range"],
                impacts: [ImpactRule(.ipChange, .elementRemoved)]
            ),
            Attribute(
                "routes",
                "Where the network sends what is not for itself.",
                .elements(routes),
                creation: .bodyWhenKnown(.value),
                update: .elements(
                    add: .action("add_route", .value, title: "add route"),
                    remove: .action("delete_route", .value, title: "delete route"),
                    change: .none,
                    undeclared: .removed
                ),
                observedAt: .elements([.init("routes[]")]),
                reset: .list([]),
                after: ["ip_range", "subnets"]
            ),
            .deleteProtection,
        ],
        isSerialized: true,
        constraints: [
            .elementsInside("subnets", key: "ip_range", of: "ip_range"),
            .elementsDisjoint("subnets", key: "ip_range"),
            .elementRule("subnets", when: "type", isOneOf: ["vswitch"], requires: ["vswitch_id"], forbids: []),
            .elementRule("subnets", when: "type", isOneOf: ["cloud", "server"], requires: [], forbids: ["vswitch_id"]),
            .elementsAlike("subnets", part: "network_zone"),
            .combination(
                in: "subnets",
                [.part("network_zone", is: .differs("eu-central")), .part("type", is: .equals("vswitch"))],
                because: "a subnet for a vSwitch is in the network zone 'eu-central'"
            ),
            .elementsDisjoint("routes", key: "destination"),
            .elementsApart("routes", key: "destination", from: "subnets", otherKey: "ip_range"),
            .reserved(.inNetwork("routes", "gateway", of: nil)),
        ],
        deletionImpacts: [.ipChange],
        users: [
            UserList(.server, at: "servers[]", .loss([.downtime, .ipChange])),
            UserList(.loadBalancer, at: "load_balancers[]", .loss([.downtime, .ipChange])),
        ],
        example: """
            networks:
              backend:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
                routes:
                  - { destination: 10.100.1.0/24, gateway: 10.0.1.1 }
            """
    )

    private static let subnets = ElementSet(
        "subnet",
        key: ["ip_range"],
        limit: 50,
        [
            .part(
                "type",
                "`cloud`, or `vswitch` for a connection to dedicated servers.",
                .oneOf(["cloud", "vswitch", "server"]),
                .required
            ),
            .part("network_zone", "The zone of its locations.", .offering(.networkZone), .required),
            .part(
                "ip_range",
                "Its addresses, inside the network's range.",
                .string(.privateRange(longest: 30, orEverything: false)),
                .required
            ),
            .part("vswitch_id", "The ID of the vSwitch.", .integer(1...9_007_199_254_740_991)),
        ]
    )

    private static let routes = ElementSet(
        "route",
        key: ["destination", "gateway"],
        limit: 100,
        [
            .part(
                "destination",
                "What to send there.",
                .string(.privateRange(longest: 32, orEverything: true)),
                .required
            ),
            .part("gateway", "The address in the network that takes it.", .string(.ip(.ipv4)), .required),
        ]
    )
}

extension Constraint.ReservedAddresses {
    /// What a network keeps for itself: https://docs.hetzner.com/cloud/networks/faq.
    static func inNetwork(
        _ list: AttributeName,
        _ address: AttributeName,
        of target: AttributeName?
    ) -> Constraint.ReservedAddresses {
        .init(
            list,
            address,
            of: target,
            range: "ip_range",
            firstHost: "the gateway",
            parts: "subnets",
            key: "ip_range",
            others: ["172.31.1.1": "the gateway of every server"]
        )
    }
}

extension Constraint.ZoneRule {
    /// Attachments are possible where one of the subnets is.
    static func ofNetworks(in list: AttributeName) -> Constraint.ZoneRule {
        .init(list, "network", ranges: "subnets", zone: "network_zone", location: "location")
    }
}
