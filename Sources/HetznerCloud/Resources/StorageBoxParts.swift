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
        try await client.request(.get, path(id)).decode(Part.names.singular)
    }

    /// Deletes one of them for good.
    public func delete(_ id: Part.ID) async throws -> Action {
        try await client.request(.delete, path(id)).decode("action")
    }

    var path: APIPath { "storage_boxes/\(storageBox)/\(Part.names.path)" }

    func path(_ id: Part.ID) -> APIPath { "\(path)/\(id)" }

    /// Creates one; the answer tells no more of it than the id.
    func make(_ body: JSONObject) async throws -> (id: Part.ID, action: Action) {
        let response = try await client.request(.post, path, body: .object(body))
        let part: PartReference<Part> = try response.decode(Part.names.singular)
        return (part.id, try response.decode("action"))
    }

    func change(_ id: Part.ID, _ body: JSONObject) async throws -> Part {
        try await client.request(.put, path(id), body: .object(body)).decode(Part.names.singular)
    }
}

private struct PartReference<Part>: JSONModel {
    let id: Identifier<Part>

    init(_ json: JSONObject) throws(ModelError) {
        id = try json.read("id")
    }
}
