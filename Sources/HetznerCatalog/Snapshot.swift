import ResourceModel

extension ResourceType {
    static let snapshot = ResourceType(
        .snapshot,
        section: "snapshots",
        "An image of a server's disk.",
        at: APICollection(path: "images", objectKey: "image", query: ["type": "snapshot"]),
        attributes: [
            Attribute("description", "What it is of.", .string(.text(0...255)), update: .put),
            .labels,
            .source,
            .deleteProtection,
        ],
        outputs: [
            Output("status", "`available`, or why it cannot be used.", "status"),
            Output("architecture", "The processors that it is for: `x86` or `arm`.", "architecture"),
            Output("disk_size", "The disk that a server needs for it, in GB.", "disk_size"),
            Output(
                "image_size",
                "What is stored of the disk, in GB.",
                "image_size",
                charge: .perUnit(.image, unit: "GB")
            ),
        ],
        create: Call(
            .post,
            [.literal("servers"), .attribute("server"), .literal("actions"), .literal("create_image")],
            .object([("type", .constant("snapshot"))]),
            title: "create image"
        ),
        isSerialized: true,
        deletionImpacts: [.dataLoss],
        ailments: [Ailment("status", is: ["unavailable"], insteadOf: "available", remedy: .replacement)],
        standsFor: .image,
        example: """
            servers:
              web: { server_type: cx23, image: debian-12, location: fsn1 }
            snapshots:
              base: { server: web, description: before the update }
            """
    )
}

extension Attribute {
    /// What a snapshot is of may be gone long before it.
    fileprivate static let source: Attribute = {
        var attribute = Attribute(
            "server",
            "The server whose disk is copied; the snapshot outlives it, and needs it at its creation alone.",
            .reference(ReferenceKind(.server, locksTarget: .changesAndCreation, isLoose: true)),
            creation: .unsent,
            update: .choice(.ignore, rebuild: nil),
            observedAt: .never
        )
        attribute.isNeededToCreate = true
        return attribute
    }()
}
