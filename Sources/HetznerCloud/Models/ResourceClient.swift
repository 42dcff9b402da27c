/// An object of the API that has an id and a list of its own.
public protocol APIResource: APIModel, Identifiable where ID == Identifier<Self> {
    /// Where its operations are, and what answers call it.
    static var names: ResourceNames { get }
}

/// How the API names a kind of object.
public struct ResourceNames: Sendable {
    /// Where its operations are, such as `ssh_keys`.
    public let path: String
    /// The member of an answer that holds one object.
    public let singular: String
    /// The member of an answer that holds several.
    public let plural: String

    init(path: String, singular: String, plural: String? = nil) {
        self.path = path
        self.singular = singular
        self.plural = plural ?? path
    }
}

/// The operations on one kind of object; what a kind can do beyond reading is in the protocols below.
public protocol ResourceClient: Sendable {
    /// What the client is for.
    associatedtype Resource: APIResource

    /// Sends the requests; `client.with { … }.servers` uses other settings.
    var client: CloudClient { get }
}

extension ResourceClient {
    /// Reads one object.
    ///
    /// Throws an `APIError` with the code `not_found` if there is none.
    public func get(_ id: Resource.ID) async throws -> Resource {
        try await client.ask(.get, path(id)).decode(Resource.names.singular)
    }

    /// Finds the object of exactly that name; `nil` if there is none.
    public func get(name: String) async throws -> Resource? {
        try await all(ListQuery().with("name", name)).page(1, perPage: 1).items.first
    }

    /// Finds an object by its id or its name, whichever is at hand; `nil` if there is none.
    ///
    /// `IDOrName(parsing:)` makes one from what a person has typed.
    public func find(_ object: IDOrName<Resource>) async throws -> Resource? {
        switch object {
        case .name(let name): return try await get(name: name)
        case .id(let id):
            do {
                return try await get(id)
            } catch let error as APIError where error.code == .notFound {
                return nil
            }
        }
    }

    /// Finds the object of exactly that name, also if it consists of digits; `nil` if there is none.
    public func find(_ name: String) async throws -> Resource? {
        try await find(.name(name))
    }

    /// Finds the object of that id; `nil` if there is none.
    @_disfavoredOverload
    public func find(_ id: Resource.ID) async throws -> Resource? {
        try await find(.id(id))
    }

    func path(_ id: Resource.ID) -> APIPath { "\(Resource.names.path)/\(id)" }

    func all(_ query: ListQuery) -> ResourceList<Resource> {
        ResourceList(
            ListRequest(
                client: client,
                path: APIPath(Resource.names.path),
                key: Resource.names.plural,
                query: query.items
            )
        )
    }

    /// Starts an action on an object.
    func act(_ name: String, on id: Resource.ID, _ body: JSONObject? = nil) async throws -> Action {
        try await client.act("\(path(id))/actions/\(name)", body)
    }

    /// Creates an object.
    func make(_ body: JSONObject) async throws -> APIResponse {
        try await client.ask(.post, APIPath(Resource.names.path), body: .object(body))
    }

    /// Changes an object by `PUT`, which leaves alone what the body does not mention.
    func change(_ id: Resource.ID, _ body: JSONObject) async throws -> Resource {
        try await client.ask(.put, path(id), body: .object(body)).decode(Resource.names.singular)
    }
}

extension CloudClient {
    /// Starts an action.
    func act(_ path: APIPath, _ body: JSONObject? = nil) async throws -> Action {
        let response = try await ask(.post, path, body: body.map(JSONValue.object))
        return try response.decode("action")
    }
}

extension APIResponse {
    /// Reads a member of the body.
    package func decode<Value: JSONDecodable>(_ key: String) throws -> Value {
        do throws(ModelError) {
            return try fields.read(key)
        } catch {
            throw InvalidResponse(self, error.description)
        }
    }
}
