import ResourceModel

extension ResourceType {
    static let zone = ResourceType(
        .zone,
        section: "zones",
        "A domain on Hetzner's nameservers, with its records.",
        at: APICollection(
            path: "zones",
            objectKey: "zone",
            sublists: [.init("rrsets", for: "rrsets", where: ["mode": "primary"], perPage: 100)]
        ),
        attributes: [
            Attribute(
                .name,
                "The domain, in any spelling; the logical name by default.",
                .string(.zoneName),
                update: .replace,
                claim: .type
            ),
            .labels,
            Attribute(
                "mode",
                "Whether the records are kept here or copied from another primary nameserver.",
                .oneOf(["primary", "secondary"]),
                .defaulted("primary"),
                update: .replace
            ),
            Attribute(
                "ttl",
                "Seconds that answers are kept for, where a set of records says nothing else.",
                .integer(60...2_147_483_647),
                update: .action("change_ttl", .object([("ttl", .value)])),
                reset: 3_600
            ),
            Attribute(
                "primary_nameservers",
                "Where a secondary zone gets its records from.",
                .list(.object(primaryNameserver), order: .irrelevant, limit: 50),
                update: .action("change_primary_nameservers", .object([("primary_nameservers", .value)]))
            ),
            .recordSets,
            .deleteProtection,
        ],
        outputs: [
            // None is assigned before somebody registers the domain, for which these have to be known.
            Output(
                "nameservers",
                "Hetzner's nameservers for it.",
                "authoritative_nameservers.assigned",
                whenEmpty: ["hydrogen.ns.hetzner.com.", "oxygen.ns.hetzner.com.", "helium.ns.hetzner.de."]
            ),
            Output("status", "Whether it is `ok`, `updating` or in `error`.", "status"),
        ],
        isSerialized: true,
        constraints: [
            .rule(
                when: "mode",
                isOneOf: ["secondary"],
                requires: ["primary_nameservers"],
                forbids: ["rrsets"]
            ),
            .rule(when: "mode", isOneOf: ["primary"], requires: [], forbids: ["primary_nameservers"]),
            .combination(
                in: "rrsets",
                [.part("type", is: .equals("CNAME")), .part("name", is: .equals("@"))],
                because: "a CNAME cannot be at '@', where every zone has its SOA and NS"
            ),
            .aloneAmong("rrsets", when: "type", isOneOf: ["CNAME"], of: "name"),
            .elementRule(
                "rrsets",
                when: "type",
                isOneOf: RecordType.all.map(\.name),
                requires: ["records"],
                forbids: []
            ),
            .combination(
                in: "primary_nameservers",
                [.part("tsig_key", is: .isPresent), .part("tsig_algorithm", is: .isAbsent)],
                because: "a 'tsig_key' needs a 'tsig_algorithm'"
            ),
            .combination(
                in: "primary_nameservers",
                [.part("tsig_algorithm", is: .isPresent), .part("tsig_key", is: .isAbsent)],
                because: "a 'tsig_algorithm' needs a 'tsig_key'"
            ),
            .combination(
                in: "rrsets",
                [.part("type", is: .equals("SOA")), .part("name", is: .differs("@"))],
                because: "a zone has one SOA, at '@'"
            ),
        ],
        deletionImpacts: [.dataLoss],
        example: """
            zones:
              main:
                name: shop.example
                ttl: 3600
                rrsets:
                  - { name: "@", type: A, records: [203.0.113.10] }
                  - { name: "@", type: TXT, records: [v=spf1 -all] }
                  - { name: www, type: CNAME, ttl: 300, records: ["@"] }
                  - name: "@"
                    type: MX
                    records: [{ value: 10 mail.shop.example., comment: the office }]
                  - { name: mail, type: A, records: [203.0.113.20], protection: { change: true } }
            """
    )

    private static let primaryNameserver: [Attribute] = [
        .part("address", "Its IP address.", .string(.ip(.any)), .required),
        .part("port", "Its port.", .integer(1...65_535), .defaulted(53)),
        .part("tsig_algorithm", "How transfers are signed.", .oneOf(["hmac-md5", "hmac-sha1", "hmac-sha256"])),
        .part("tsig_key", "The key for that, in Base64.", .string(.base64), isSensitive: true),
    ]
}

extension Attribute {
    fileprivate static let recordSets = Attribute(
        "rrsets",
        "Records, by name and type; sets that are not declared here are left alone.",
        .elements(recordSet),
        creation: .bodyForElements(.known, .each(newSet)),
        update: .elements(
            add: Call(.post, [.id, .literal("rrsets")], newSet, title: "add records"),
            remove: recordSetCall(.delete, [], .constant(.null), title: "delete records"),
            change: .parts([
                "ttl": recordSetAction("change_ttl", .object([("ttl", .orNull(.part("ttl")))]), "change ttl of"),
                "records": setRecords,
                "labels": recordSetCall(.put, [], .object([("labels", .part("labels"))]), title: "update labels of"),
                "protection": recordSetAction("change_protection", .part("protection"), "change protection of"),
            ]),
            undeclared: .kept
        ),
        observedAt: .elements([.init("rrsets[]")]),
        reset: .list([])
    )

    private static let newSet = BodyTemplate.object([
        ("name", .part("name")), ("type", .part("type")), ("ttl", .part("ttl")), ("records", .part("records")),
        ("labels", .part("labels")),
    ])

    private static let setRecords: Call = {
        let records = BodyTemplate.object([("records", .part("records"))])
        var call = recordSetAction("set_records", records, "set records")
        call.ofEntries = [EntryUpdate("comment", recordSetAction("update_records", records, "update comments of"))]
        return call
    }()

    private static func recordSetCall(
        _ method: Call.Method,
        _ action: [Call.PathPart],
        _ body: BodyTemplate,
        title: String
    ) -> Call {
        Call(method, [.id, .literal("rrsets"), .part("name"), .part("type")] + action, body, title: title)
    }

    private static func recordSetAction(_ name: String, _ body: BodyTemplate, _ title: String) -> Call {
        recordSetCall(.post, [.literal("actions"), .literal(name)], body, title: title)
    }

    private static let recordSet: ElementSet = {
        var set = ElementSet(
            "set of records",
            key: ["name", "type"],
            separator: "/",
            limit: 10_000,
            [
                .part("name", "The name in the zone; `@` is the zone itself.", .string(.recordName), .required),
                .part("type", "The type of the records.", .oneOf(RecordType.all.map(\.name)), .required),
                Attribute(
                    "ttl",
                    "Seconds that answers are kept for; those of the zone by default.",
                    .integer(60...2_147_483_647),
                    update: .whole,
                    reset: .null
                ),
                .records,
                Attribute("labels", "Labels of the set.", .labels, update: .whole, reset: .map([:])),
                Attribute(
                    "protection",
                    "The API's own protection; lifted and put back around changes that the plan shows.",
                    .object([.part("change", "Refuses changes and deletion.", .boolean, .defaulted(false))]),
                    creation: .afterwards,
                    update: .whole,
                    reset: ["change": false]
                ),
            ]
        )
        // Every zone has these: https://docs.hetzner.cloud/reference/cloud#zones.
        set.provided = [
            ProvidedElement("@/SOA"),
            ProvidedElement("@/NS", keeps: .init("records", by: "value", listedIn: "nameservers")),
        ]
        set.guardedBy = "protection"
        return set
    }()
}
