import ResourceModel

extension Catalog {
    /// Three types for what most resources have; ``wholeToy`` has everything that types can say.
    package static let toy = Catalog([.net, .box, .disk])
}

extension ResourceType.Name {
    package static let net: Self = "net"
    package static let box: Self = "box"
    package static let disk: Self = "disk"
}

extension ResourceType {
    /// A keyed set of parts, and a list that is sent as a whole and may wait for its values.
    package static let net = ResourceType(
        .net,
        section: "nets",
        "A net.",
        attributes: [
            .name(.text(1...64)),
            .labels,
            Attribute("kind", "Its kind.", .oneOf(["wide", "narrow"]), .required, update: .replace),
            Attribute(
                "lanes",
                "Its lanes.",
                .elements(
                    ElementSet(
                        "lane",
                        key: ["range"],
                        limit: 5,
                        [
                            .part("range", "Its addresses.", .string(.cidr(.ipv4)), .required),
                            .part("speed", "Its speed.", .integer(1...100), .defaulted(1)),
                        ]
                    )
                ),
                update: .elements(
                    add: .action("add_lane", .value, title: "add lane"),
                    remove: .action("delete_lane", .object([("range", .part("range"))]), title: "delete lane"),
                    change: .none,
                    undeclared: .removed
                ),
                observedAt: .elements([.init("lanes[]")]),
                reset: .list([]),
                impacts: [ImpactRule(.ipChange, .elementRemoved)]
            ),
            Attribute(
                "rules",
                "Its rules.",
                .list(.string(.text(1...100)), order: .irrelevant, limit: 10),
                creation: .bodyWhenKnown(.value),
                update: .action("set_rules", .object([("rules", .value)])),
                reset: .list([])
            ),
            .deleteProtection,
        ],
        isSerialized: true,
        deletionImpacts: [.ipChange],
        example: "nets: { a: { kind: wide } }"
    )

    /// Something with a power switch, attachments, and inputs that only creation takes.
    package static let box = ResourceType(
        .box,
        section: "boxes",
        "A box.",
        attributes: [
            .name(.hostname),
            .labels,
            Attribute(
                "model",
                "Its model.",
                .string(.text(1...20)),
                .required,
                update: .offline(.action(.action("change_model", .object([("model", .value)]), startsObject: true))),
                impacts: [ImpactRule(.downtime)]
            ),
            Attribute("place", "Where it is.", .string(.text(1...20)), .setting("place"), update: .replace),
            Attribute(
                "secret",
                "What it is told once.",
                .string(.text(0...100)),
                update: .choice(.ignore, rebuild: .action("rebuild", .object([("secret", .value)]))),
                observedAt: .never,
                isSensitive: true
            ),
            Attribute(
                "nets",
                "Its nets.",
                .elements(
                    ElementSet(
                        "attachment",
                        key: ["net"],
                        limit: 3,
                        [
                            .part(
                                "net",
                                "The net.",
                                .reference(ReferenceKind(.net, needs: ["lanes"], locksTarget: .changes)),
                                .required
                            ),
                            .part("ip", "Its address.", .string(.ip(.ipv4)), claim: .within("net")),
                        ]
                    )
                ),
                creation: .bodyForElements(.keyAlone, .each(.part("net"))),
                update: .elements(
                    add: .action("attach", .value, title: "attach to net"),
                    remove: .action("detach", .object([("net", .part("net"))]), title: "detach from net"),
                    change: .none,
                    undeclared: .removed
                ),
                observedAt: .elements([.init("nets[]")]),
                reset: .list([])
            ),
            Attribute(
                "backups",
                "Whether it is backed up.",
                .boolean,
                creation: .afterwards,
                update: .pair(
                    set: [.action("enable_backup")],
                    clear: [.action("disable_backup")],
                    clearsFirst: false
                ),
                observedAt: .present("backup_window"),
                reset: false,
                impacts: [ImpactRule(.dataLoss, .cleared)]
            ),
            Attribute(
                "ports",
                "What it is reached by.",
                .object([.part("open", "Whether anybody reaches it.", .boolean)]),
                update: .replace
            ),
            Attribute(
                "power",
                "Its power.",
                .oneOf(["on", "off"]),
                creation: .body(.spread([("start", .mapped(["off": false]))])),
                update: .service,
                observedAt: .mapped("status", ["running": "on", "off": "off"])
            ),
        ],
        outputs: [Output("address", "Its address.", "address"), Output("status", "Its status.", "status")],
        isSerialized: true,
        window: PowerWindow(
            attribute: "power",
            inService: "on",
            outOfService: "off",
            shutDown: .action("shutdown", title: "shut down"),
            powerOff: .action("poweroff", title: "power off"),
            powerOn: .action("poweron", title: "power on"),
            graceSeconds: 30
        ),
        deletionImpacts: [.dataLoss],
        example: "boxes: { a: { model: small, place: here } }"
    )

    /// Something that grows, never shrinks, and is fastened to one box.
    package static let disk = ResourceType(
        .disk,
        section: "disks",
        "A disk.",
        attributes: [
            .name(.text(1...64)),
            .labels,
            Attribute(
                "size",
                "Its size.",
                .integer(1...100),
                .required,
                update: .conditional(.grows, .action("resize", .object([("size", .value)])), otherwise: .refuse),
                impacts: [ImpactRule(.irreversible)]
            ),
            Attribute(
                "place",
                "Where it is.",
                .string(.text(1...20)),
                .inherited(through: "box", orSetting: "place"),
                update: .refuse
            ),
            Attribute(
                "box",
                "The box that it is fastened to.",
                .reference(ReferenceKind(.box, locksTarget: .changesAndCreation)),
                creation: .bodyWhenKnown(.value),
                update: .pair(
                    set: [.action("fasten", .object([("box", .value)]))],
                    clear: [.action("loosen")],
                    clearsFirst: true
                ),
                reset: .null
            ),
        ],
        clearedBeforeDelete: ["box"],
        createdWithOneOf: [["box", "place"]],
        isSerialized: true,
        deletionImpacts: [.dataLoss],
        example: "disks: { a: { size: 1, place: here } }"
    )
}
