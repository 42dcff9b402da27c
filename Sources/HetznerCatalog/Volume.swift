import ResourceModel

extension ResourceType {
    static let volume = ResourceType(
        .volume,
        section: "volumes",
        "Block storage that can be attached to one server.",
        attributes: [
            .name(.ruled(.volumeName)),
            .labels,
            Attribute(
                "size",
                "Size in GB; it can grow in place.",
                .integer(10...10_240),
                .required,
                update: .conditional(.grows, .action("resize", .object([("size", .value)])), otherwise: .refuse),
                impacts: [ImpactRule(.irreversible)],
                charge: .perUnit(.volume, unit: "GB")
            ),
            Attribute(
                "location",
                "Where it is kept; the server's location where it has one.",
                .offering(.location),
                .inherited(through: "server", orSetting: "location"),
                update: .refuse,
                observedAt: "location.name",
                takesAlternatives: true
            ),
            Attribute(
                "server",
                "The server to attach it to.",
                .reference(ReferenceKind(.server, locksTarget: .changesAndCreation)),
                creation: .bodyWhenKnown(.value),
                update: .pair(
                    set: [.action("attach", attachment, title: "attach")],
                    clear: [.action("detach", title: "detach")],
                    clearsFirst: true
                ),
                reset: .null,
                impacts: [ImpactRule(.downtime, .cleared)]
            ),
            .automount,
            Attribute(
                "format",
                "The file system that is made on it.",
                .oneOf(["ext4", "xfs"]),
                update: .refuse
            ),
            .deleteProtection,
        ],
        outputs: [Output("linux_device", "Its path on the server.", "linux_device")],
        clearedBeforeDelete: ["server"],
        createdWithOneOf: [["server", "location"]],
        isSerialized: true,
        constraints: [
            .exclusive(["server", "location"]), .anyOf(["server", "location"]),
            .agreement("location", through: AttributePath("server")), .references("server", atMost: 16),
        ],
        deletionImpacts: [.dataLoss],
        users: [
            UserList(.server, at: "server", .loss([.downtime]))
        ],
        example: """
            volumes:
              data: { size: 50, format: ext4, location: fsn1 }
            """
    )

    private static let attachment = BodyTemplate.object([
        ("server", .value), ("automount", .attribute("automount", or: false)),
    ])
}

extension Attribute {
    fileprivate static let automount: Attribute = {
        var attribute = Attribute(
            "automount",
            "Whether the server mounts it when it is attached.",
            .boolean,
            update: .input,
            observedAt: .never
        )
        attribute.sentWith = "server"
        return attribute
    }()
}
