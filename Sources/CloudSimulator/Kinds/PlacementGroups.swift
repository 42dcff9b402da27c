/// A group of servers that run on different hosts.
struct PlacementGroup: Named {
    static let kind = ResourceKind.placementGroup
    static var table: ReferenceWritableKeyPath<Project, Table<PlacementGroup>> { \.placementGroups }

    // https://docs.hetzner.com/cloud/placement-groups/overview#limits
    static let mostServers = 10

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "type": "spread",
            "created": .string(created.text), "servers": .ints(project.relations.serversByPlacementGroup.sorted(id)),
        ]
    }

    static func changed(from old: PlacementGroup?, to new: PlacementGroup?, in project: Project) {
        guard let id = old?.id else { return }
        for server in project.relations.serversByPlacementGroup[id] { project.forgetRendering(Server.self, server) }
    }
}

extension Route {
    static let placementGroups: [Route] = [
        Route(.get, "placement_groups") { call in
            let type = ListFilter<PlacementGroup>(parameter: "type", allowed: ["spread"]) { _, _ in true }
            return try call.project.list(PlacementGroup.self, call, filters: [type])
        },
        Route(.post, "placement_groups") { try $0.project.createPlacementGroup($0) },
        Route(.get, "placement_groups/{id}") { try $0.project.show(PlacementGroup.self, $0) },
        Route(.put, "placement_groups/{id}") { call in
            try call.project.requireIdle(.placementGroup(try call.id(.placementGroup)))
            return try call.project.update(PlacementGroup.self, call)
        },
        Route(.delete, "placement_groups/{id}") { try $0.project.deletePlacementGroup($0) },
    ]
}

extension Project {
    fileprivate func createPlacementGroup(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        _ = input.string("type", .oneOf(["spread"]))
        let labels = input.labels() ?? [:]
        try input.finish()
        try requireUnique(PlacementGroup.self, name: name)
        try requireRoom(for: PlacementGroup.self)
        let group = PlacementGroup(
            id: world.identifiers.next(.placementGroup),
            title: name,
            labels: labels,
            created: now
        )
        save(group)
        return SimulatorResponse(201, ["placement_group": rendered(group), "action": nil])
    }

    /// The members are released; nothing about them changes but the group.
    fileprivate func deletePlacementGroup(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let group = try find(PlacementGroup.self, call)
        try requireIdle(.placementGroup(group.id))
        for server in relations.serversByPlacementGroup.sorted(group.id) {
            change(Server.self, server) { $0.placementGroup = nil }
        }
        remove(PlacementGroup.self, group.id)
        return .noContent
    }

    func requireRoom(in group: PlacementGroup) throws(APIFailure) {
        guard relations.serversByPlacementGroup.count(group.id) < PlacementGroup.mostServers else {
            throw APIFailure.unprocessable(
                "placement_group_member_limit_reached",
                "placement group \(group.id) contains already \(PlacementGroup.mostServers) servers"
            )
        }
    }
}
