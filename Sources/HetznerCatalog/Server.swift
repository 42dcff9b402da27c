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
                        title: "rebuild",
                        startsObject: true
                    )
                ),
                observedAt: .never,
                isSensitive: true
            ),
            .placementGroup,
            .serverFirewalls,
            .serverNetworks,
            .serverPublicNet,
            .backups,
            .iso,
            .rescue,
            .reverseDNS(at: [.init("public_net.ipv4"), .init("public_net.ipv6.dns_ptr[]")], of: ["public_net"]),
            Attribute(
                "power",
                "The wanted power state; left alone by default.",
                .oneOf(["on", "off"]),
                creation: .body(.spread([("start_after_create", .mapped(["off": false]))])),
                update: .service,
                observedAt: .mapped("status", ["running": "on", "starting": "on", "stopping": "off", "off": "off"]),
                impacts: [ImpactRule(.downtime, .to("off"))]
            ),
            Attribute(
                "shutdown_before_deletion",
                "Whether it is shut down before it is deleted or replaced, instead of being cut off.",
                .boolean,
                creation: .unsent,
                update: .input,
                observedAt: .never
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
            Output("backup_window", "The hours in which backups are made, in UTC.", "backup_window")
                .ruledOut(by: .attribute("backups", is: .equals(false))),
            Output(
                "ipv4",
                "Its public IPv4 address.",
                "public_net.ipv4.ip",
                follows: ["public_net"],
                in: ["ipv4", "enable_ipv4"],
                ownAddress: .publicAddress
            ).withoutIPv4,
            Output("ipv4_id", "The ID of its Primary IPv4.", "public_net.ipv4.id", kind: .number).withoutIPv4,
            Output(
                "ipv6",
                "The first address of its public IPv6 network.",
                .firstAddress("public_net.ipv6.ip"),
                follows: ["public_net"],
                in: ["ipv6", "enable_ipv6"],
                ownAddress: .publicAddress
            ).withoutIPv6,
            Output("ipv6_id", "The ID of its Primary IPv6.", "public_net.ipv6.id", kind: .number).withoutIPv6,
            Output(
                "ipv6_network",
                "Its public IPv6 network.",
                "public_net.ipv6.ip",
                follows: ["public_net"],
                in: ["ipv6", "enable_ipv6"],
                ownAddress: .range
            ).withoutIPv6,
            .firstPrivateAddress(writtenIn: "networks"),
            .privateAddresses(writtenIn: "networks"),
        ],
        isSerialized: true,
        window: .ofServers,
        constraints: [
            .addressInside("networks", address: "ip", of: "network", ranges: "subnets", key: "ip_range"),
            .addressInside("networks", address: "alias_ips", of: "network", ranges: "subnets", key: "ip_range"),
            .combination(
                in: "networks",
                [.part("ip_range", is: .isPresent), .part("ip", is: .isPresent)],
                because: "an 'ip' is in one subnet alone, so 'ip_range' says nothing more"
            ),
            .reserved(.inNetwork("networks", "ip", of: "network")),
            .reserved(.inNetwork("networks", "alias_ips", of: "network")),
            .referencedApart("networks", of: "network", range: "ip_range"),
            .reachesZone(.ofNetworks(in: "networks")),
            .combination(
                in: "dns_ptr",
                [.part("ip", is: .equals("ipv4")), .attribute("public_net", "enable_ipv4", is: .equals(false))],
                because: "there is no 'ipv4' with 'enable_ipv4: false'"
            ),
            .combination(
                in: "dns_ptr",
                [.part("ip", is: .equals("ipv6")), .attribute("public_net", "enable_ipv6", is: .equals(false))],
                because: "there is no 'ipv6' with 'enable_ipv6: false'"
            ),
            .namesOfPublicAddresses,
            .references("placement_group", atMost: 10),
            .references("networks", atMost: 100),
            .referencedValue(AttributePath("public_net", "ipv4"), "type", "ipv4"),
            .referencedValue(AttributePath("public_net", "ipv6"), "type", "ipv6"),
            .combination(
                in: nil,
                withoutPublicAddress + [
                    .attribute("networks", is: .isAbsent), .attribute("power", is: .differs("off")),
                ],
                because: "a server without public addresses and networks cannot be started"
            ),
            .combination(
                in: nil,
                [.attribute("firewalls", is: .isPresent)] + withoutPublicAddress,
                because: "firewalls guard public addresses, and this server has none"
            ),
            .equalParts("protection", ["delete", "rebuild"]),
            .agreement("location", through: AttributePath("public_net", "ipv4")),
            .agreement("location", through: AttributePath("public_net", "ipv6")),
        ],
        deletionImpacts: [.dataLoss, .ipChange, .downtime],
        users: [
            UserList(.loadBalancer, at: "load_balancers[]", .loss([.downtime])),
            UserList(.volume, at: "volumes[]", .loss([])),
            UserList(.floatingIP, at: "public_net.floating_ips[]", .loss([.downtime])),
        ],
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
    fileprivate static let backups: Attribute = {
        var backups = Attribute(
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
        )
        backups.remark = "The backups are not part of the file: they go with the server; what is to stay is a snapshot."
        return backups
    }()
}

extension PowerWindow {
    fileprivate static let ofServers: PowerWindow = {
        var window = PowerWindow(
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
                until: "networks",
                startsWith: ["rescue", "iso"]
            )
        )
        window.beforeDeletion = "shutdown_before_deletion"
        window.history = ServiceHistory(
            made: "create_server",
            started: ["start_server", "reboot_server", "reset_server"]
        )
        return window
    }()
}

extension Output {
    /// Which a server does not have that neither brings nor names an address of the family.
    fileprivate var withoutIPv4: Output { ofAddress("enable_ipv4", "ipv4") }
    fileprivate var withoutIPv6: Output { ofAddress("enable_ipv6", "ipv6") }

    private func ofAddress(_ flag: AttributeName, _ name: AttributeName) -> Output {
        ruledOut(
            by: .attribute("public_net", flag, is: .equals(false)),
            .attribute("public_net", name, is: .isAbsent)
        )
    }
}

private let withoutPublicAddress: [Constraint.Term] = [
    .attribute("public_net", "enable_ipv4", is: .equals(false)),
    .attribute("public_net", "enable_ipv6", is: .equals(false)),
    .attribute("public_net", "ipv4", is: .isAbsent), .attribute("public_net", "ipv6", is: .isAbsent),
]

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
        update: .choice(
            .replace,
            rebuild: .action("rebuild", .object([("image", .value)]), title: "rebuild", startsObject: true)
        ),
        observedAt: .firstOf(["image.name", "image.id"]),
        repairsDrift: false,
        impacts: [ImpactRule(.dataLoss), ImpactRule(.downtime)],
        fit: FitRule(figure: "disk_size", into: "server_type", "disk", unit: "GB")
    )

    fileprivate static let placementGroup = Attribute(
        "placement_group",
        "The group whose servers never share a host with it.",
        .reference(ReferenceKind(.placementGroup, locksTarget: .changes, staggersWindows: true)),
        update: .offline(
            .pair(
                set: [
                    .action(
                        "add_to_placement_group",
                        .object([("placement_group", .value)]),
                        title: "add to placement group",
                        startsObject: true
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

    fileprivate static let iso = Attribute(
        "iso",
        "The ISO in its drive, from which it starts next; a new server begins with it.",
        .offering(.iso),
        creation: .afterwards,
        update: .pair(
            set: [
                Call(
                    .post,
                    [.id, .literal("actions"), .literal("attach_iso")],
                    .object([("iso", .value)]),
                    title: "attach ISO",
                    note: "it starts from the ISO at its next restart, which is left to you"
                )
            ],
            clear: [.action("detach_iso", title: "detach ISO")],
            clearsFirst: false
        ),
        observedAt: .firstOf(["iso.name", "iso.id"]),
        reset: .null
    )

    /// The API ends it at the next restart, or after an hour.
    fileprivate static let rescue: Attribute = {
        let enabling = Call(
            .post,
            [.id, .literal("actions"), .literal("enable_rescue")],
            .object([("type", .value), ("ssh_keys", .attribute("ssh_keys", or: .null))]),
            title: "enable rescue system",
            note: "it starts the rescue system at its next restart, which is left to you"
        )
        var attribute = Attribute(
            "rescue",
            "The rescue system that it starts next, once, and a new server at first; `ssh_keys` can enter it.",
            .oneOf(["linux64"]),
            creation: .afterwards,
            update: .pair(
                set: [enabling],
                clear: [.action("disable_rescue", title: "disable rescue system")],
                clearsFirst: false
            ),
            observedAt: .mapped("rescue_enabled", ["true": "linux64", "false": .null]),
            reset: .null
        )
        attribute.isUsedUp = true
        return attribute
    }()

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
