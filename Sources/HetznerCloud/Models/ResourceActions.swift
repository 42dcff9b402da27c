/// What a call gives beside the actions that it has started; `CloudClient.wait(for:)` waits for all of them.
public protocol StartedActions: Sendable {
    /// The main one first; empty if all has happened already.
    var actions: [Action] { get }
}

/// What the API answers when an object is created; `CloudClient.wait(for:)` waits for all that follows.
public struct Created<Resource: JSONDecodable>: StartedActions {
    /// As it was when the request was accepted; its actions may still change it.
    public let resource: Resource
    /// Creates the object; `nil` for kinds that exist at once.
    public let action: Action?
    /// What follows of itself, such as starting the new server.
    public let nextActions: [Action]
    /// Of a server that no SSH key lets anybody into; given only here.
    public let rootPassword: String?

    /// Creates one that a program makes up, in a test of its own.
    public init(resource: Resource, action: Action? = nil, nextActions: [Action] = [], rootPassword: String? = nil) {
        self.resource = resource
        self.action = action
        self.nextActions = nextActions
        self.rootPassword = rootPassword
    }

    init(_ response: APIResponse, _ key: String) throws {
        resource = try response.decode(key)
        action = try response.decode("action")
        let several: [Action]? = try response.decode("actions")
        let next: [Action]? = try response.decode("next_actions")
        nextActions = (several ?? []) + (next ?? [])
        rootPassword = try response.decode("root_password")
    }

    /// All of them, to wait for.
    public var actions: [Action] { (action.map { [$0] } ?? []) + nextActions }
}

extension Created: Equatable where Resource: Equatable {}

extension Created: Hashable where Resource: Hashable {}

extension Created where Resource: APIResource {
    init(_ response: APIResponse) throws {
        try self.init(response, Resource.names.singular)
    }
}

/// Kinds of which objects vanish at once when they are deleted.
public protocol DeletableResourceClient: ResourceClient {}

extension DeletableResourceClient {
    /// Deletes the object.
    public func delete(_ id: Resource.ID) async throws {
        _ = try await client.ask(.delete, path(id))
    }
}

/// Kinds of which name and labels can be changed, and nothing else with them.
public protocol RenamableResourceClient: ResourceClient {}

extension RenamableResourceClient {
    /// Changes what is given.
    ///
    /// New labels replace all old ones.
    public func update(_ id: Resource.ID, name: String? = nil, labels: Labels? = nil) async throws -> Resource {
        var body = JSONObject()
        body.add("name", name)
        body.add("labels", labels)
        return try await change(id, body)
    }
}

/// Kinds that can be protected from being deleted.
public protocol ProtectableResourceClient: ResourceClient {}

extension ProtectableResourceClient {
    /// Sets whether the object can be deleted.
    public func changeProtection(_ id: Resource.ID, delete: Bool) async throws -> Action {
        try await act("change_protection", on: id, ["delete": delete.json])
    }
}

/// Kinds that have addresses with a name of their own in the reverse DNS.
public protocol ReverseDNSResourceClient: ResourceClient {}

extension ReverseDNSResourceClient {
    /// Sets the name of an address; `nil` sets it back to Hetzner's.
    public func changeReverseDNS(_ id: Resource.ID, ip: String, name: String?) async throws -> Action {
        try await act("change_dns_ptr", on: id, ["ip": ip.json, "dns_ptr": name.json])
    }
}

/// Kinds whose actions can be listed.
public protocol ActingResourceClient: ResourceClient {}

extension ActingResourceClient {
    /// The actions on one object, fetched page by page as they are asked for.
    public func actions(
        of id: Resource.ID,
        status: [ActionFilter] = [],
        sort: [Sort] = []
    ) -> ResourceList<Action> {
        actions(in: "\(path(id))/actions", status: status, sort: sort)
    }

    /// The actions on all objects of the kind.
    public func actions(
        ids: [Action.ID] = [],
        status: [ActionFilter] = [],
        sort: [Sort] = []
    ) -> ResourceList<Action> {
        actions(in: "\(Resource.names.path)/actions", ids: ids, status: status, sort: sort)
    }

    /// Reads an action on an object of the kind.
    public func action(_ actionID: Action.ID) async throws -> Action {
        try await client.ask(.get, "\(Resource.names.path)/actions/\(actionID)").decode("action")
    }

    /// Reads an action on that object.
    ///
    /// The API has deprecated this in favour of `action(_:)`.
    public func action(_ actionID: Action.ID, of id: Resource.ID) async throws -> Action {
        try await client.ask(.get, "\(path(id))/actions/\(actionID)").decode("action")
    }

    func actions(
        in path: APIPath,
        ids: [Action.ID] = [],
        status: [ActionFilter],
        sort: [Sort]
    ) -> ResourceList<Action> {
        let query = ListQuery().with("id", each: ids).with("status", each: status).with("sort", each: sort)
        return ResourceList(ListRequest(client: client, path: path, key: "actions", query: query.items))
    }
}

/// Selects actions by how far they are.
public enum ActionFilter: String, Hashable, Sendable, CustomStringConvertible {
    /// Those that have not ended.
    case running
    /// Those that have done what they were for.
    case success
    /// Those that have failed.
    case error

    public var description: String { rawValue }
}
