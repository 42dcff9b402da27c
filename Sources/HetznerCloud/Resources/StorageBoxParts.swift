/// The operations on one kind of what belongs to a storage box: its snapshots, its subaccounts.
public protocol StorageBoxPartClient: Sendable {
    /// What the client is for.
    associatedtype Part: APIResource

    /// Sends the requests.
    var client: CloudClient { get }
    /// The box whose parts are meant.
    var storageBox: StorageBox.ID { get }
}

extension StorageBoxPartClient {
    /// Reads one of them.
    ///
    /// Throws an `APIError` with the code `not_found` if there is none.
    public func get(_ id: Part.ID) async throws -> Part {
        try await client.ask(.get, path(id)).decode(Part.names.singular)
    }

    /// Finds the one of exactly that name; `nil` if there is none.
    public func get(name: String) async throws -> Part? {
        try await all(ListQuery().with("name", name)).page().items.first
    }

    func all(_ query: ListQuery) -> ResourceList<Part> {
        ResourceList(
            ListRequest(client: client, path: path, key: Part.names.plural, query: query.items, hasPages: false)
        )
    }

    /// Deletes one of them for good.
    @discardableResult
    public func delete(_ id: Part.ID) async throws -> Action {
        try await client.ask(.delete, path(id)).decode("action")
    }

    var path: APIPath { "storage_boxes/\(storageBox)/\(Part.names.path)" }

    func path(_ id: Part.ID) -> APIPath { "\(path)/\(id)" }

    /// Creates one.
    func make(_ body: JSONObject) async throws -> Created<StorageBoxPartReference<Part>> {
        try Created(try await client.ask(.post, path, body: .object(body)), Part.names.singular)
    }

    func change(_ id: Part.ID, _ body: JSONObject) async throws -> Part {
        try await client.ask(.put, path(id), body: .object(body)).decode(Part.names.singular)
    }
}

/// All that the API tells of a part of a storage box that it is going to create.
public struct StorageBoxPartReference<Part: APIResource>: APIModel, Identifiable {
    /// The rest of it can be read once the action has succeeded.
    public let id: Part.ID

    /// Creates one that a program makes up, in a test of its own.
    public init(id: Part.ID) {
        self.id = id
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
    }

    public var json: JSONValue { ["id": id.json] }
}
