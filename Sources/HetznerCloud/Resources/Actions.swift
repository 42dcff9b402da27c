extension CloudClient {
    /// What Hetzner carries out after it has answered.
    public var actions: ActionsClient { ActionsClient(client: self) }
}

/// The operations on [actions](https://docs.hetzner.cloud/reference/cloud#actions), whatever they work on.
public struct ActionsClient: Sendable {
    /// As many ids as hcloud-go puts into one request.
    private static let perRequest = 25

    /// Sends the requests.
    public let client: CloudClient

    /// Those of these actions that fit, fetched page by page as they are asked for; the API wants their ids.
    public func all(ids: [Action.ID], status: [ActionFilter] = [], sort: [Sort] = []) -> ResourceList<Action> {
        let query = ListQuery().with("id", each: ids).with("status", each: status).with("sort", each: sort)
        return ResourceList(ListRequest(client: client, path: "actions", key: "actions", query: query.items))
    }

    /// The newest actions of the project, those that were started last first: one request for each kind of object.
    ///
    /// The API lists actions by the kind of what they work on alone. Those on storage boxes, which are at a host of their own,
    /// are not among them.
    public func newest(_ count: Int) async throws -> [Action] {
        let found = try await withThrowingTaskGroup(of: [Action].self) { group in
            for kind in Self.kinds {
                group.addTask { try await read(newest: count, of: kind) }
            }
            return try await group.reduce(into: [Action.ID: Action]()) { found, actions in
                for action in actions { found[action.id] = action }
            }
        }
        return Array(found.values.sorted { $0.id > $1.id }.prefix(count))
    }

    /// What actions are listed of.
    private static let kinds: [String] = [
        Certificate.names.path, Firewall.names.path, FloatingIP.names.path, Image.names.path, LoadBalancer.names.path,
        Network.names.path, PrimaryIP.names.path, Server.names.path, Volume.names.path, Zone.names.path,
    ]

    private func read(newest count: Int, of kind: String) async throws -> [Action] {
        let query = [QueryItem("sort", "id:desc"), QueryItem("per_page", min(count, 50))]
        let response = try await client.request(.get, "\(kind)/actions", query: query)
        return (response["actions"]?.array ?? []).compactMap { Action($0) }
    }

    /// Reads how far an action is.
    public func get(_ id: Action.ID) async throws -> Action {
        try await client.ask(.get, "actions/\(id)").decode("action")
    }

    /// Reads how far all these actions are, 25 with each request, in the order of the ids.
    ///
    /// Throws `ActionsNotFound` if any is missing from the answer: waiting for it would never end.
    public func get(_ ids: [Action.ID]) async throws -> [Action] {
        let chunks = stride(from: 0, to: ids.count, by: Self.perRequest).map { start in
            Array(ids[start..<min(start + Self.perRequest, ids.count)])
        }
        let found = try await withThrowingTaskGroup(of: [Action].self) { group in
            for chunk in chunks {
                group.addTask { try await read(chunk) }
            }
            return try await group.reduce(into: [Action.ID: Action]()) { found, actions in
                for action in actions { found[action.id] = action }
            }
        }
        let missing = ids.filter { found[$0] == nil }
        guard missing.isEmpty else { throw ActionsNotFound(ids: missing) }
        return ids.compactMap { found[$0] }
    }

    private func read(_ ids: [Action.ID]) async throws -> [Action] {
        let response = try await client.request(.get, "actions", query: ids.map { QueryItem("id", $0.rawValue) })
        return (response["actions"]?.array ?? []).compactMap { Action($0) }
    }
}
