import ResourceModel

extension ResourceType {
    /// Something with a value of every form, and a rule of every kind.
    package static let gauge = ResourceType(
        .gauge,
        section: "gauges",
        "A gauge.",
        attributes: [.name(.text(1...64)), .labels] + texts + offerings + bodies + lists + [parts],
        outputs: [Output("serial", "Its number.", "serial", kind: .number)],
        window: window,
        constraints: rules,
        example: "gauges: { a: {} }"
    )

    private static let window: PowerWindow = {
        var window = PowerWindow(
            attribute: "state",
            inService: "on",
            outOfService: "off",
            shutDown: .action("stop"),
            powerOff: .action("halt"),
            powerOn: .action("start"),
            graceSeconds: 5,
            start: DelayedStart(
                bodyKey: "start",
                unlessAny: [AttributePath("parts").appending("shown")],
                until: "inner",
                startsWith: ["inner"]
            )
        )
        window.beforeDeletion = "kept"
        window.history = ServiceHistory(made: "make", started: ["start"])
        return window
    }()

    /// One attribute for each format of text.
    private static let texts: [Attribute] = {
        let formats: [(AttributeName, StringFormat)] = [
            ("data", .data(0...9)), ("cidr", .cidr(.ipv6)), ("range", .privateRange(longest: 24, orEverything: true)),
            ("ip", .ip(.any)), ("key", .sshPublicKey), ("ports", .portRange),
            ("plain", .ruled(.plain(1...9, others: "-"))),
            ("code", .ruled(TextRule(1...9, "a code such as A1", example: "A1", first: "AB", last: "123"))),
            ("base64", .base64), ("pem", .pem), ("certified", .certifiedName),
            ("selector", .labelSelector(LabelSelection(of: .box))),
        ]
        return formats.map { name, format in
            var attribute = Attribute(name, "A text.", .string(format), update: .put)
            switch format {
            case .base64: attribute.usual = .value("AAAA")
            case .data: attribute.remark = "Nobody reads it."
            case .pem: attribute.usual = .object(["base64": .sibling("base64")])
            default: break
            }
            return attribute
        }
    }()

    private static let offerings = [
        Attribute(
            "image",
            "An image.",
            .offering(.engine),
            update: .replace,
            room: RoomRule(figure: "disk", holds: "size", unit: "GB", isUse: true),
            charge: .named(.offered(.engine), at: "place")
        ),
        Attribute("place", "Where.", .string(.text(1...9)), update: .replace),
        Attribute(
            "kept",
            "Whether it is kept.",
            .boolean,
            update: .put,
            charge: .surcharge(Surcharge("keep"), on: "image")
        ),
    ]

    /// Bodies of every make.
    private static let bodies = [
        Attribute(
            "state",
            "Whether it runs.",
            .oneOf(["on", "off"]),
            creation: .body(.spread([("start", .mapped(["off": false]))])),
            update: .service,
            observedAt: .mapped("status", ["running": "on"])
        ),
        Attribute(
            "made",
            "How it is made.",
            .boolean,
            creation: .body(
                .objectIfAny([
                    ("serial", .output("serial")), ("all", .list([.id, .name(suffix: "-too")])),
                    ("other", .attribute("plain", or: "none")),
                ])
            ),
            update: .offline(
                .conditional(.grows, .action(Call(.post, [.id, .output("serial")], .value)), otherwise: .refuse)
            ),
            observedAt: .present("made")
        ),
        Attribute(
            "span",
            "Its span.",
            .string(.cidr(.ipv4)),
            update: .conditional(.extends, .action("extend", .object([("span", .value)])), otherwise: .replace),
            observedAt: .firstOf(["span", "spans[].range"])
        ),
        Attribute("first", "Its first address.", .string(.ip(.ipv6)), update: .input, observedAt: .firstAddress("net")),
        Attribute("fixed", "What it always is.", .boolean, update: .replace, observedAt: .constant(true)),
        Attribute(
            "melted",
            "What it is made of.",
            .string(.text(1...9)),
            update: .choice(.rebuild, rebuild: .action("melt", .value)),
            observedAt: .never
        ),
        Attribute("cast", "How.", .string(.text(1...9)), update: .choice(.replace, rebuild: nil), observedAt: .never),
        Attribute("set", "How.", .string(.text(1...9)), update: .choice(.error, rebuild: nil), observedAt: .never),
        Attribute(
            "sold",
            "How.",
            .string(.text(1...9)),
            update: .replace,
            charge: .named(.variants("gauges", by: "kind"), at: "place")
        ),
    ]

    private static let lists = [elements("inner"), elements("outer")]

    private static func elements(_ name: AttributeName) -> Attribute {
        Attribute(
            name,
            "Ranges.",
            .elements(
                ElementSet(
                    "range",
                    key: ["range"],
                    limit: 9,
                    [
                        .part("range", "The range.", .string(.cidr(.any)), .required),
                        .part("kind", "Its kind.", .oneOf(["a", "b"]), .sibling("range")),
                        .part("low", "From.", .integer(1...9)), .part("high", "To.", .integer(1...9)),
                        .part("net", "A net.", .reference(.net)), .part("open", "Whether open.", .boolean),
                    ]
                )
            ),
            update: .elements(
                add: .action("add", .value),
                remove: .action("drop", .value),
                change: .whole(.action("alter", .value)),
                undeclared: .kept
            ),
            observedAt: .elements([.init(ObservationPath("\(name)[]"))]),
            reset: .list([])
        )
    }

    private static let parts = Attribute(
        "parts",
        "Its parts.",
        .object([.part("shown", "Whether it is shown.", .boolean), .part("told", "Whether it is told.", .boolean)]),
        update: .action("set_parts", .value)
    )

    private static let rules: [Constraint] = [
        .exclusive(["data", "plain"]), .anyOf(["ip", "cidr"]),
        .elementsInside("inner", key: "range", of: "range"), .elementsDisjoint("inner", key: "range"),
        .rule(when: "state", isOneOf: ["off"], requires: ["plain"], forbids: ["pem"]),
        .elementRule("inner", when: "kind", isOneOf: ["a"], requires: ["low"], forbids: ["high"]),
        .equalParts("parts", ["shown", "told"]),
        .combination(
            in: "inner",
            [
                .part("kind", is: .equals("a")), .part("open", is: .differs(true)), .part("net", is: .isPresent),
                .attribute("ip", is: .isAbsent),
            ],
            because: "that does not go together"
        ),
        .reserved(
            .init(
                "inner",
                "range",
                of: "net",
                range: "range",
                firstHost: "the door",
                parts: "lanes",
                key: "range",
                others: ["10.0.0.1": "the lamp"]
            )
        ),
        .elementsAlike("inner", part: "kind"), .elementsApart("inner", key: "range", from: "outer", otherKey: "range"),
        .aloneAmong("inner", when: "kind", isOneOf: ["b"], of: "range"),
        .alsoTakes("inner", part: "low", 1, where: ["open"]), .atMost(in: "inner", ["low"], ["high"]),
        .referencedValue(AttributePath("image"), "kind", "wide"), .referencedApart("inner", of: "net", range: "range"),
    ]
}
