import ResourceModel

extension ResourceType {
    static let placementGroup = ResourceType(
        .placementGroup,
        section: "placement_groups",
        "Servers that never share a host.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute("type", "How the servers are placed.", .oneOf(["spread"]), .required, update: .replace),
        ],
        mostInProject: 50,
        deletionImpacts: [.live],
        users: [
            UserList(.server, at: "servers[]", .refusal)
        ],
        example: """
            placement_groups:
              web: { type: spread }
            """
    )
}
