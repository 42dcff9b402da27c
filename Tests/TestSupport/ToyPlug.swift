import ResourceModel

extension ResourceType {
    /// What a box may bring along, and take with it.
    package static let plug: ResourceType = {
        var domain = Attribute(
            "domain",
            "The book that it is named in.",
            .string(.domainName),
            creation: .body(.value),
            update: .action("rename", .object([("domain", .value)]))
        )
        domain.liesBelow = .book
        return ResourceType(
            .plug,
            section: "plugs",
            "A plug.",
            attributes: [
                .name(.text(1...64)), .labels, domain,
                Attribute("auto_delete", "Whether it goes with its box.", .boolean, update: .put, reset: false),
                Attribute(
                    "box",
                    "What it is in.",
                    .reference(ReferenceKind(.box, locksTarget: .changes, isLoose: true)),
                    creation: .bodyWhenKnown(.value),
                    update: .pair(
                        set: [.targetAction("boxes", "plug", .object([("plug", .id)]), title: "plug into box")],
                        clear: [
                            Call(.post, [.id, .literal("unplug")], .constant(.null), note: "the box is alone then")
                        ],
                        clearsFirst: true
                    ),
                    reset: .null,
                    claim: .target
                ),
                names,
                Attribute("host", "Whom it speaks to.", .string(.host(0...99)), update: .put),
                Attribute("tag", "What is on it.", .string(.labelValue), update: .put),
                tight, spark,
            ],
            outputs: [
                Output("holder_id", "The box's ID.", "box", kind: .number),
                Output("warmth", "How warm it is.", "warmth").ruledOut(by: .attribute("tight", is: .equals(false))),
            ],
            constraints: [.elementsShared("names", with: [AttributePath("box")])],
            companion: Companion(of: [.box], by: "holder_id", while: "auto_delete"),
            users: [
                UserList(.box, at: "box", .loss([.downtime, .protected])),
                UserList(.net, at: "nets[]", .refusal, where: ["shared": "yes"]),
            ],
            example: "plugs: { a: {} }"
        )
    }()

    private static let tight: Attribute = {
        var attribute = Attribute("tight", "Whether it sits tight in its box.", .boolean, update: .input)
        attribute.sentWith = "box"
        attribute.yieldsTo = "box"
        attribute.rangeOf = "box"
        return attribute
    }()

    private static let spark: Attribute = {
        var attribute = Attribute("spark", "How it begins.", .oneOf(["blue"]), update: .put, reset: .null)
        attribute.isUsedUp = true
        return attribute
    }()

    private static let names: Attribute = {
        var call = Call.action("name", .value)
        call.noteOnOthers = "somebody else's name is gone"
        call.endsCompanion = true
        return Attribute(
            "names",
            "What its addresses are called.",
            .elements(
                ElementSet(
                    "name",
                    key: ["address"],
                    limit: 9,
                    [
                        .part("address", "The address.", .string(.ownAddress), .required),
                        .part("name", "The name.", .string(.hostname), .required),
                    ]
                )
            ),
            creation: .afterwards,
            update: .elements(
                add: call,
                remove: .action("name", .object([("address", .part("address")), ("name", .explicitNull)])),
                change: .none,
                undeclared: .inherent
            ),
            observedAt: .elements([.init("names[]")]),
            reset: .list([])
        )
    }()

    private static let copied: Attribute = {
        var attribute = Attribute(
            "box",
            "What is copied.",
            .reference(ReferenceKind(.box, locksTarget: .changesAndCreation)),
            .required,
            creation: .unsent,
            update: .choice(.ignore, rebuild: nil),
            observedAt: .never
        )
        attribute.isNeededToCreate = true
        return attribute
    }()

    /// What a box was once, made by a call of the box.
    package static let copy = ResourceType(
        .copy,
        section: "copies",
        "A copy.",
        attributes: [
            .labels,
            copied,
        ],
        outputs: [
            Output("status", "How it is.", "status"),
            Output("size", "Its size.", "size", kind: .number, charge: .perUnit(.perGigabyte("copies"), unit: "GB")),
        ],
        create: Call(
            .post,
            [.literal("boxes"), .attribute("box"), .literal("actions"), .literal("copy")],
            .object([("kind", .constant("copy"))])
        ),
        deletionImpacts: [.dataLoss],
        replacementImpacts: [.live],
        replacementNote: "the box stays as it is",
        createsBeforeDestroying: true,
        ailments: [
            Ailment("status", is: ["torn"], insteadOf: "whole", remedy: .replacement),
            Ailment("status", is: ["stuck"], after: ["moving"], insteadOf: "whole", remedy: .call(.action("retry"))),
        ],
        standsFor: .engine,
        example: "copies: { a: { box: b } }"
    )
}
