import ResourceModel

extension Catalog {
    /// The toys with every case of the language of descriptions; a test fails where one is missing.
    package static let wholeToy = Catalog(
        [.net, .box, .disk, .hub, .book, .leaf, .plug, .copy, .gauge],
        lookups: [
            LookupKind(
                "plans",
                "plan",
                type: .hub,
                hasLabels: true,
                filters: [.init("kind", "Its kind.", ["hub"])],
                newestWins: true
            ),
            LookupKind("rooms", "room"),
        ],
        misnomers: misnomers,
        controllers: [
            Controller("the robot", .key("robot/part"), .keyPrefix("robot.of/"), .label("made-by", "robot"))
        ]
    )

    private static let misnomers: Misnomers = {
        var misnomers = Misnomers()
        misnomers.sections = ["crates": "A crate is a box: write it under boxes."]
        misnomers.attributes = ["variety": .init("model"), "lid": .init("nets", "A box is closed by its nets.")]
        misnomers.otherSides = ["disks": "A disk names the box that it is fastened to."]
        misnomers.names = ["toy": "A toy is named by its section and key: ${boxes.a.address}."]
        misnomers.reverseZone = "Boxes have no names for their addresses."
        misnomers.labelOwners = ["robot.of/": "the robot"]
        misnomers.prefix = "toy_"
        return misnomers
    }()
}

extension ResourceType.Name {
    package static let hub: Self = "hub"
    package static let book: Self = "book"
    package static let leaf: Self = "leaf"
    package static let plug: Self = "plug"
    package static let copy: Self = "copy"
    package static let gauge: Self = "gauge"
}

extension ResourceType {
    /// Something that passes on to boxes: what it offers has room for so much, and links rest on its net.
    package static let hub = ResourceType(
        .hub,
        section: "hubs",
        "A hub.",
        attributes: [
            .name(.text(1...64)), .labels, plan, .base,
            Attribute("place", "Where.", .offering(.room), .setting("room"), update: .replace, takesAlternatives: true),
            Attribute("zone", "Its zone.", .offering(.floor), update: .replace),
            Attribute(
                "net",
                "The net that it is in.",
                .object([
                    .part("net", "The net.", .reference(ReferenceKind(.net, needs: ["lanes"])), .required),
                    .part("ip", "Its address.", .string(.ip(.ipv4)), claim: .within("net", isPicked: true)),
                ]),
                creation: .bodyWhenKnown(.object([("net", .part("net")), ("ip", .part("ip"))])),
                update: .pair(set: [.action("enter", .value)], clear: [.action("leave")], clearsFirst: true),
                observedAt: .firstEntry("nets[]"),
                reset: .null
            ),
            links, tuning,
        ],
        outputs: [
            Output("used", "What it holds.", "used", kind: .number, charge: .perUnit(.perGigabyte("hubs"), unit: "GB")),
            Output(
                "addresses",
                "Its addresses.",
                "nets[]",
                kind: .byReference(.init(.net, key: "net", value: "ip", writtenIn: "net"))
            ),
            Output("first_address", "The first one.", "nets[]", kind: .first(of: "addresses")),
            Output("ip", "Its address.", "ip", follows: ["net"], in: ["ip"], ownAddress: .address(ipv6Prefix: 64)),
            Output("range", "All of its addresses.", "range", ownAddress: .range),
        ],
        constraints: [
            .agreement("place", through: AttributePath("base")), .references("links", atMost: 5),
            .referencedFlag(in: "links", by: "box", AttributePath("ports", "open"), unless: "private"),
            .sharedReference(
                .init(
                    "links",
                    when: "private",
                    through: "box",
                    theirs: (list: "nets", part: "net"),
                    own: AttributePath("net").appending("net")
                )
            ),
            .reachesZone(.init("net", "net", ranges: "lanes", zone: "zone", location: "place")),
            .addressInside("net", address: "ip", of: "net", ranges: "lanes", key: "range"),
        ],
        mostInProject: 20,
        deletionImpacts: [.ipChange],
        health: HealthReport(
            of: .box,
            list: "links",
            id: ["box", "id"],
            states: "health",
            state: "is",
            healthy: "well"
        ),
        example: "hubs: { a: { plan: small } }"
    )

    private static let plan = Attribute(
        "plan",
        "What it can do.",
        .offering(.plan),
        .required,
        update: .action("change_plan", .object([("plan", .value)])),
        impacts: [ImpactRule(.cost), ImpactRule(.live, .to("small")), ImpactRule(.irreversible, .with("grow"))],
        room: RoomRule(figure: "disk", holds: "used", unit: "GB"),
        capacities: [
            CapacityRule(figure: "max_links", of: "links"), CapacityRule(figure: "max_weight", in: "tuning", "weight"),
        ],
        charge: .named(.offered(.plan), at: "place"),
        takesAlternatives: true
    )

    private static let links: Attribute = {
        let set = ElementSet(
            "link",
            key: ["box", "selector"],
            separator: "/",
            limit: 9,
            [
                .part("box", "A box.", .reference(ReferenceKind(.box, staggersWindows: true))),
                .part(
                    "selector",
                    "Boxes by their labels.",
                    .string(.labelSelector(LabelSelection(of: .box, staggersWindows: true, joins: "nets")))
                ),
                .part("private", "Whether over the net.", .boolean, .defaulted(false)),
            ]
        )
        return Attribute(
            "links",
            "What it passes on to.",
            .elements(set),
            creation: .afterwards,
            update: .elements(
                add: .action("link", .value),
                remove: .action("unlink", .object([("box", .part("box")), ("selector", .part("selector"))])),
                change: .none,
                undeclared: .removed
            ),
            observedAt: .elements([.init("links[kind=box]", ["selector": .never]), .init("links[]")]),
            reset: .list([]),
            after: ["net"],
            footing: [
                .own("net", where: "private"),
                .target("box", has: "ports", parts: ["open"], unless: "private"),
            ],
            addsFirst: true
        )
    }()

    private static let tuning = Attribute(
        "tuning",
        "Its tuning.",
        .object([
            Attribute(
                "weight",
                "How much.",
                .integer(1...9),
                update: .action("weigh", .object([("weight", .value)])),
                reset: 1
            ),
            Attribute(
                "auto",
                "Whether by itself.",
                .boolean,
                update: .action("tune", .object([("auto", .value)])),
                reset: true,
                coveredBy: "manual",
                charge: .whileTrue(.variants("tunings", by: "name"), variant: "auto", title: "tuning", at: "place")
            ),
            Attribute("manual", "By whom.", .string(.text(1...9)), update: .input),
        ]),
        update: .nested,
        observedAt: .nested
    )
}

extension Attribute {
    fileprivate static let base = Attribute(
        "base",
        "What it stands on.",
        .offering(.engine),
        update: .replace,
        fit: FitRule(figure: "disk", into: "plan", "disk", unit: "GB"),
        charge: .named(.offered(.engine), at: "place")
    )
}
