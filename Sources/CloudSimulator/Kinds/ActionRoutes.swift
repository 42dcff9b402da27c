extension Route {
    /// The shared store of actions, and the same actions by kind and by object.
    static let actions: [Route] = {
        var routes = [
            Route(.get, "actions") { call in
                guard !call.query.all("id").isEmpty else {
                    throw APIFailure.gone(
                        "listing all actions is no longer possible, use the 'id' parameter",
                        announcement: "https://docs.hetzner.cloud/changelog"
                    )
                }
                return try call.project.listActions(call, among: nil)
            },
            Route(.get, "actions/{id}") { call in
                try call.project.action(call.id(.action), of: nil)
            },
        ]
        let kinds: [ResourceKind] = [
            .server, .volume, .network, .firewall, .certificate, .floatingIP, .loadBalancer, .primaryIP, .image, .zone,
            .storageBox,
        ]
        for kind in kinds {
            routes += actions(of: kind)
        }
        return routes
    }()

    private static func actions(of kind: ResourceKind) -> [Route] {
        [
            Route(.get, "\(kind.collection)/actions") { call in
                try call.project.listActions(call, among: call.project.relations.actionsByKind[kind] ?? SortedIDs())
            },
            Route(.get, "\(kind.collection)/actions/{id}") { call in
                try call.project.action(call.id(.action), of: kind)
            },
            Route(.get, "\(kind.collection)/{id}/actions") { call in
                let key = try call.project.key(kind, call)
                return try call.project.listActions(call, among: call.project.relations.actions[key] ?? SortedIDs())
            },
            Route(.get, "\(kind.collection)/{id}/actions/{action_id}") { call in
                let key = try call.project.key(kind, call)
                let id = try call.id(.action, at: 1)
                guard call.project.relations.actions[key]?.contains(id) == true else {
                    throw APIFailure.notFound(.action, String(id))
                }
                return try call.project.action(id, of: kind)
            },
        ]
    }
}

extension Project {
    /// The object that the path names; it has to exist or to have had actions.
    fileprivate func key(_ kind: ResourceKind, _ call: Call) throws(APIFailure) -> ObjectKey {
        guard kind != .zone else { return .zone(try zone(call).id) }
        let key = ObjectKey(kind: kind, id: try call.id(kind))
        let exists =
            switch kind {
            case .server: servers[key.id] != nil
            case .volume: volumes[key.id] != nil
            case .network: networks[key.id] != nil
            case .firewall: firewalls[key.id] != nil
            case .certificate: certificates[key.id] != nil
            case .loadBalancer: loadBalancers[key.id] != nil
            case .floatingIP: floatingIPs[key.id] != nil
            case .primaryIP: primaryIPs[key.id] != nil
            case .image: images[key.id] != nil || world.catalog.images[key.id] != nil
            case .zone: zones[key.id] != nil
            case .storageBox: storageBoxes[key.id] != nil
            case .action, .iso, .placementGroup, .rrset, .sshKey, .storageSnapshot, .subaccount: false
            }
        guard exists else { throw APIFailure.notFound(kind, String(key.id)) }
        return key
    }

    fileprivate func action(_ id: Int, of kind: ResourceKind?) throws(APIFailure) -> SimulatorResponse {
        let action = try find(Action.self, id)
        if let kind, !action.resources.contains(where: { $0.kind == kind }) {
            throw APIFailure.notFound(.action, String(id))
        }
        return SimulatorResponse(200, ["action": .rendered(bytes(of: action))])
    }

    /// What runs is rendered anew each time because its progress grows.
    private func bytes(of action: Action) -> [UInt8] {
        action.status == .running ? action.json(in: self).bytes : rendering(Action.self, action.id)
    }

    /// Lists the actions with the IDs of the query, or all of the candidates; IDs that are not known are left out.
    fileprivate func listActions(_ call: Call, among candidates: SortedIDs?) throws(APIFailure) -> SimulatorResponse {
        var ids = candidates?.all ?? []
        let wanted = call.query.all("id")
        if !wanted.isEmpty {
            var chosen: Set<Int> = []
            for text in wanted {
                guard let id = Int(text) else { throw APIFailure.invalidInput(field: "id", "Not a valid integer.") }
                chosen.insert(id)
            }
            ids = chosen.filter { actions[$0] != nil && candidates?.contains($0) != false }.sorted()
        }
        let statuses = Set(call.query.all("status"))
        if let unknown = statuses.first(where: { Action.Status(rawValue: $0) == nil }) {
            throw APIFailure.invalidInput(field: "status", "'\(unknown)' is not known")
        }
        if !statuses.isEmpty {
            ids = ids.filter { actions[$0].map { statuses.contains($0.status.rawValue) } ?? false }
        }
        let order = try SortOrder(call.query, ["id", "command", "status", "progress", "started", "finished"])
        ids = order.sorted(ids) { field, left, right in
            guard let left = actions[left], let right = actions[right] else { return .equal }
            return switch field {
            case "command": .init(left.command, right.command)
            case "status": .init(left.status.rawValue, right.status.rawValue)
            case "started": .init(left.started, right.started)
            case "finished": .init(left.due, right.due)
            default: .init(left.id, right.id)
            }
        }
        let page = try Page(of: ids, call.query)
        return page.response("actions", call) { id in
            actions[id].map(bytes) ?? []
        }
    }
}
