import ResourceModel

extension ResourceType {
    static let server = ResourceType(
        .server,
        section: "servers",
        "A virtual machine.",
        attributes: [
            .name(.hostname),
            .labels,
            .serverType,
            Attribute(
                "upgrade_disk",
                "Whether a change of the type also grows the disk, after which smaller types are out of reach.",
                .boolean,
                creation: .unsent,
                update: .input,
                observedAt: .never
            ),
            .image,
            Attribute(
                "location",
                "Where it runs.",
                .offering(.location),
                .setting("location"),
                update: .replace,
                observedAt: "location.name",
                takesAlternatives: true
            ),
            Attribute(
                "ssh_keys",
                "Keys that root gets at creation.",
                .list(.reference(ReferenceKind(.sshKey, isLoose: true)), order: .irrelevant, limit: 100),
                update: .choice(.ignore, rebuild: nil),
                observedAt: .never
            ),
            Attribute(
                "user_data",
                "What cloud-init runs at the first start; at most 32 KiB.",
                .string(.data(0...32_768)),
                update: .choice(
                    .ignore,
                    rebuild: .action(
                        "rebuild",
                        .object([("image", .attribute("image", or: .null)), ("user_data", .value)]),
                        title: "rebuild"
                    )
                ),
                observedAt: .never,
                isSensitive: true
            ),
            .placementGroup,
            .firewalls,
            .networks,
            .publicNet,
            Attribute(
                "backups",
                "Daily backups, for a fifth of the price.",
                .boolean,
                creation: .afterwards,
                update: .pair(
                    set: [.action("enable_backup", title: "enable backups")],
                    clear: [.action("disable_backup", title: "disable backups and delete them")],
                    clearsFirst: false
                ),
                observedAt: .present("backup_window"),
                reset: false,
                impacts: [ImpactRule(.dataLoss, .cleared)],
                charge: .surcharge(.serverBackup, on: "server_type")
            ),
            .reverseDNS(at: [.init("public_net.ipv4"), .init("public_net.ipv6.dns_ptr[]")]),
            Attribute(
                "power",
                "The wanted power state; left alone by default.",
                .oneOf(["on", "off"]),
                creation: .body(.spread([("start_after_create", .mapped(["off": false]))])),
                update: .service,
                observedAt: .mapped("status", ["running": "on", "starting": "on", "stopping": "off", "off": "off"]),
                impacts: [ImpactRule(.downtime, .to("off"))]
            ),
            .protection,
        ],
        outputs: [
            Output("status", "What it is doing.", "status"),
            Output(
                "primary_disk_size",
                "The size of its disk in GB, which never shrinks.",
                "primary_disk_size",
                kind: .number
            ),
            Output("ipv4", "Its public IPv4 address.", "public_net.ipv4.ip", follows: ["public_net"]),
            Output("ipv4_id", "The ID of its Primary IPv4.", "public_net.ipv4.id", kind: .number),
            Output(
                "ipv6",
                "The first address of its public IPv6 network.",
                .firstAddress("public_net.ipv6.ip"),
                follows: ["public_net"]
            ),
            Output("ipv6_id", "The ID of its Primary IPv6.", "public_net.ipv6.id", kind: .number),
            Output("ipv6_network", "Its public IPv6 network.", "public_net.ipv6.ip", follows: ["public_net"]),
            .firstPrivateAddress,
            .privateAddresses(writtenIn: "networks"),
        ],
        isSerialized: true,
        window: PowerWindow(
            attribute: "power",
            inService: "on",
            outOfService: "off",
            shutDown: .action("shutdown", title: "shut down"),
            powerOff: .action("poweroff", title: "power off"),
            powerOn: .action("poweron", title: "power on"),
            graceSeconds: 120,
            start: DelayedStart(
                bodyKey: "start_after_create",
                unlessAny: [AttributePath("public_net", "enable_ipv4"), AttributePath("public_net", "enable_ipv6")],
                until: "networks"
            )
        ),
        constraints: [
            .addressInside("networks", address: "ip", of: "network", ranges: "subnets", key: "ip_range"),
            .addressInside("networks", address: "alias_ips", of: "network", ranges: "subnets", key: "ip_range"),
            .references("placement_group", atMost: 10),
            .equalParts("protection", ["delete", "rebuild"]),
            .agreement("location", through: AttributePath("public_net", "ipv4")),
            .agreement("location", through: AttributePath("public_net", "ipv6")),
        ],
        deletionImpacts: [.dataLoss, .addressChange, .downtime],
        example: """
            servers:
              web:
                server_type: cx23
                image: debian-12
                location: fsn1
                backups: true
                dns_ptr:
                  - { ip: ipv4, dns_ptr: web.shop.example }
            """
    )
}

extension Attribute {
    fileprivate static let serverType = Attribute(
        "server_type",
        "Its cores, memory and disk.",
        .offering(.serverType),
        .required,
        update: .offline(
            .action(
                .action(
                    "change_type",
                    .object([("server_type", .value), ("upgrade_disk", .attribute("upgrade_disk", or: false))]),
                    title: "change type",
                    startsObject: true
                )
            )
        ),
        observedAt: "server_type.name",
        impacts: [ImpactRule(.downtime), ImpactRule(.irreversible, .with("upgrade_disk"))],
        room: RoomRule(figure: "disk", holds: "primary_disk_size", unit: "GB"),
        charge: .named(.serverType, at: "location"),
        takesAlternatives: true
    )

    fileprivate static let image = Attribute(
        "image",
        "What its disk begins with.",
        .offering(.image),
        .required,
        update: .choice(.replace, rebuild: .action("rebuild", .object([("image", .value)]), title: "rebuild")),
        observedAt: .firstOf(["image.name", "image.id"]),
        repairsDrift: false,
        impacts: [ImpactRule(.dataLoss), ImpactRule(.downtime)]
    )

    fileprivate static let placementGroup = Attribute(
        "placement_group",
        "The group whose servers never share a host with it.",
        .reference(ReferenceKind(.placementGroup, locksTarget: .changes)),
        update: .offline(
            .pair(
                set: [
                    .action(
                        "add_to_placement_group",
                        .object([("placement_group", .value)]),
                        title: "add to placement group"
                    )
                ],
                clear: [.action("remove_from_placement_group", title: "remove from placement group")],
                clearsFirst: true
            )
        ),
        observedAt: "placement_group.id",
        reset: .null,
        impacts: [ImpactRule(.downtime)]
    )

    fileprivate static let firewalls = Attribute(
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
        reset: .list([])
    )

    private static let thisServer = BodyTemplate.object([
        ("type", .constant("server")), ("server", .object([("id", .id)])),
    ])

    fileprivate static let networks = Attribute(
        "networks",
        "The private networks that it is attached to.",
        .elements(
            ElementSet(
                "network attachment",
                key: ["network"],
                limit: 3,
                [
                    .part(
                        "network",
                        "The network.",
                        .reference(ReferenceKind(.network, needs: ["ip_range", "subnets"], locksTarget: .changes)),
                        .required
                    ),
                    .part(
                        "ip",
                        "Its address there; a free one by default.",
                        .string(.ip(.ipv4)),
                        claim: .within("network")
                    ),
                    .part(
                        "alias_ips",
                        "More addresses there.",
                        .list(.string(.ip(.ipv4)), order: .irrelevant, limit: 5),
                        .defaulted(.list([])),
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
        impacts: [ImpactRule(.addressChange, .elementRemoved)]
    )

    fileprivate static let publicNet = Attribute(
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
    ///
    /// One that it loses stays in the project: only what the state knows by its ID is ever deleted.
    private static func publicAddress(_ name: AttributeName, family: String, shown: String) -> Attribute {
        let assignment = BodyTemplate.object([
            ("name", .name(suffix: "-\(family)")),
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
                    clear: [
                        Call(
                            .post,
                            [
                                .literal("primary_ips"), .output(AttributeName("\(family)_id")), .literal("actions"),
                                .literal("unassign"),
                            ],
                            .constant(.null),
                            title: "unassign its Primary \(shown)",
                            note:
                                "its Primary \(shown) stays in the project, unassigned, and is charged until it is deleted"
                        )
                    ],
                    clearsFirst: false
                )
            ),
            observedAt: .present(ObservationPath("public_net.\(family)")),
            reset: true,
            impacts: [ImpactRule(.downtime), ImpactRule(.addressChange, .cleared)],
            coveredBy: AttributeName(family),
            charge: .whileTrue(.primaryIP, variant: family, title: "Primary \(shown)", at: "location")
        )
    }

    /// A Primary IP that outlives the server.
    private static func namedAddress(_ name: AttributeName, shown: String) -> Attribute {
        let assignment = BodyTemplate.object([("assignee_id", .id), ("assignee_type", .constant("server"))])
        return Attribute(
            name,
            "The Primary \(shown) to use instead of one that comes and goes with the server.",
            .reference(ReferenceKind(.primaryIP, locksTarget: .changes)),
            update: .offline(
                .pair(
                    set: [.targetAction("primary_ips", "assign", assignment, title: "assign Primary \(shown)")],
                    clear: [
                        .targetAction("primary_ips", "unassign", .constant(.null), title: "unassign Primary \(shown)")
                    ],
                    clearsFirst: true
                )
            ),
            observedAt: .path(ObservationPath("public_net.\(name).id")),
            reset: .null,
            impacts: [ImpactRule(.downtime), ImpactRule(.addressChange, .cleared)],
            claim: .target
        )
    }

    fileprivate static let protection = Attribute(
        "protection",
        "The API's own protection, against deletion and rebuilding together.",
        .object([
            .part("delete", "Refuses deletion.", .boolean, .sibling("rebuild")),
            .part("rebuild", "Refuses rebuilding; the API wants it equal to `delete`.", .boolean, .sibling("delete")),
        ]),
        creation: .afterwards,
        update: .action("change_protection", .value),
        reset: ["delete": false, "rebuild": false],
        guardsDeletion: true
    )
}
