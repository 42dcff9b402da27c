import ResourceModel

extension ResourceType {
    static let recordSet: ResourceType = {
        var type = ResourceType(
            .recordSet,
            section: "rrsets",
            "A set of DNS records by itself, in a zone of this file or of `existing`; sets can stand in their zone, too.",
            at: APICollection(
                path: "zones",
                objectKey: "rrset",
                parent: .init(.zone, by: "zone", list: "rrsets", key: ["name", "type"])
            ),
            attributes: [
                .zoneOfSet, .nameInZone, .typeOfSet, .timeToLive, .recordsOfSet, .labels, .changeProtection,
            ],
            create: Call(.post, [.literal("zones"), .attribute("zone"), .literal("rrsets")], .object([])),
            constraints: [
                .referencedValue(AttributePath("zone"), "mode", "primary"),
                .unlisted("zone", list: "rrsets", key: ["name", "type"]),
                .combination(
                    in: nil,
                    [.attribute("type", is: .equals("CNAME")), .attribute("name", is: .equals("@"))],
                    because: "a CNAME cannot be at '@', where every zone has its SOA and NS"
                ),
                .aloneBelow("zone", list: "rrsets", when: "type", isOneOf: ["CNAME"], of: "name"),
                .combination(
                    in: nil,
                    [.attribute("type", is: .equals("SOA"))],
                    because: "every zone has its SOA: write it in the zone's 'rrsets'"
                ),
                .combination(
                    in: nil,
                    [.attribute("type", is: .equals("NS")), .attribute("name", is: .equals("@"))],
                    because: "every zone has its NS at '@': write them in the zone's 'rrsets'"
                ),
            ],
            deletionImpacts: [.live],
            example: """
                zones:
                  main: { name: shop.example }
                rrsets:
                  www: { zone: main, type: A, ttl: 300, records: [203.0.113.10] }
                  mail: { zone: main, name: "@", type: MX, records: [{ value: 10 mail.shop.example., comment: the office }] }
                """
        )
        type.replacementImpacts = [.live]
        return type
    }()
}

extension Attribute {
    fileprivate static let zoneOfSet = Attribute(
        "zone",
        "The zone that it is in.",
        .reference(ReferenceKind(.zone, locksTarget: .changesAndCreation)),
        .required,
        creation: .unsent,
        update: .replace
    )

    fileprivate static let nameInZone = Attribute(
        .name,
        "The name in the zone; `@` is the zone itself. The logical name by default.",
        .string(.recordName),
        update: .replace,
        claim: .among(["zone", "type"])
    )

    fileprivate static let typeOfSet = Attribute(
        "type",
        "The type of the records.",
        .oneOf(RecordType.all.map(\.name)),
        .required,
        update: .replace
    )

    fileprivate static let timeToLive = Attribute(
        "ttl",
        "Seconds that answers are kept for; those of the zone by default.",
        .integer(60...2_147_483_647),
        update: .action("change_ttl", .object([("ttl", .orNull(.value))])),
        reset: .null
    )

    fileprivate static let recordsOfSet: Attribute = {
        let part = Attribute.records
        var attribute = Attribute(
            part.name,
            part.summary,
            part.kind,
            .required,
            update: .action(.action("set_records", .object([("records", .value)]), title: "set records"))
        )
        attribute.variants = part.variants
        return attribute
    }()

    fileprivate static let changeProtection: Attribute = {
        var attribute = Attribute(
            "protection",
            "The API's own protection; lifted and put back around changes that the plan shows.",
            .object([.part("change", "Refuses changes and deletion.", .boolean, .defaulted(false))]),
            creation: .afterwards,
            update: .action("change_protection", .value),
            reset: ["change": false],
            guardsDeletion: true
        )
        attribute.guardsChanges = true
        return attribute
    }()

    /// What a set has, by its type.
    static let records: Attribute = {
        let forms = RecordType.all.map { ($0.name, recordList($0.value)) }
        var attribute = Attribute.part(
            "records",
            "The records, in any order: each a value, or `{ value, comment }`.",
            recordList(.text(1...65_535)),
            .required
        )
        attribute.variants = KindVariants(by: "type", Dictionary(forms) { first, _ in first })
        attribute.sharedBy = "value"
        return attribute
    }()

    private static func recordList(_ format: StringFormat) -> ValueKind {
        var value = Attribute.part("value", "What a zone file would say.", .string(format), .required)
        value.isShorthand = true
        let comment = Attribute.part("comment", "A note on one line.", .string(.ruled(.comment)))
        return .list(.object([value, comment]), order: .irrelevant, limit: 50)
    }
}
