import ResourceModel

extension ResourceType {
    static let firewall = ResourceType(
        .firewall,
        section: "firewalls",
        "Rules for what reaches servers and what leaves them.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "rules",
                "Without a rule for `in` nothing comes in; without one for `out` everything goes out.",
                .list(.object(rule), order: .irrelevant, limit: 50),
                creation: .bodyWhenKnown(.value),
                update: .action("set_rules", .object([("rules", .value)])),
                reset: .list([])
            ),
            .appliedSelectors,
        ],
        clearedBeforeDelete: ["apply_to"],
        isSerialized: true,
        constraints: [
            .elementRule("rules", when: "protocol", isOneOf: ["tcp", "udp"], requires: ["port"], forbids: []),
            .elementRule("rules", when: "protocol", isOneOf: ["icmp", "esp", "gre"], requires: [], forbids: ["port"]),
            .elementRule(
                "rules",
                when: "direction",
                isOneOf: ["in"],
                requires: ["source_ips"],
                forbids: ["destination_ips"]
            ),
            .elementRule(
                "rules",
                when: "direction",
                isOneOf: ["out"],
                requires: ["destination_ips"],
                forbids: ["source_ips"]
            ),
        ],
        mostInProject: 50,
        deletionImpacts: [.live],
        users: [
            UserList(.server, at: "applied_to[type=server].server.id", .refusal)
        ],
        example: """
            firewalls:
              web:
                rules:
                  - { direction: in, protocol: tcp, port: "443", source_ips: [0.0.0.0/0, "::/0"], description: https }
                apply_to: [{ label_selector: role=web }]
            """
    )

    private static let rule: [Attribute] = [
        .part("direction", "`in` or `out`.", .oneOf(["in", "out"]), .required),
        .part("protocol", "What the rule is about.", .oneOf(["tcp", "udp", "icmp", "esp", "gre"]), .required),
        .part("port", "A port, a range of them or `any`: `80`, `8000-8999`; for tcp and udp.", .string(.portRange)),
        .part("source_ips", "From where, for `in`.", addresses, .defaulted(.list([]))),
        .part("destination_ips", "To where, for `out`.", addresses, .defaulted(.list([]))),
        .part("description", "What it is for.", .string(.text(0...255))),
    ]

    private static let addresses = ValueKind.list(.string(.cidr(.any)), order: .irrelevant, limit: 100)
}

extension Attribute {
    /// Single servers say so themselves.
    fileprivate static let appliedSelectors = Attribute(
        "apply_to",
        "Labels of servers that it guards, now and later; single servers name it in their `firewalls`.",
        .elements(
            ElementSet(
                "label selector",
                key: ["label_selector"],
                limit: 100,
                [
                    .part("type", "Always `label_selector`.", .oneOf(["label_selector"]), .defaulted("label_selector")),
                    .part(
                        "label_selector",
                        "Every server with such labels.",
                        .string(.labelSelector(LabelSelection(of: .server, joins: "firewalls"))),
                        .required,
                        observedAt: "label_selector.selector"
                    ),
                ]
            )
        ),
        creation: .body(.each(selector)),
        update: .elements(
            add: .action("apply_to_resources", .object([("apply_to", .list([selector]))]), title: "apply to"),
            remove: .action(
                "remove_from_resources",
                .object([("remove_from", .list([selector]))]),
                title: "remove from"
            ),
            change: .none,
            undeclared: .kept
        ),
        observedAt: .elements([.init("applied_to[type=label_selector]")]),
        reset: .list([])
    )

    private static let selector = BodyTemplate.object([
        ("type", .constant("label_selector")),
        ("label_selector", .object([("selector", .part("label_selector"))])),
    ])
}
