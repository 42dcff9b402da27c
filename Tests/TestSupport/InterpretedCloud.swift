import HetznerCloud
import JSONDocuments
import ResourceModel
import Synchronization

/// The API of any catalog: it carries out what the descriptions of types ask for, and refuses what they say it refuses.
///
/// It understands the catalogs of ``RandomCatalog``: every attribute is shown under its own name, and no action takes
/// time.
package final class InterpretedCloud: Transport {
    private let project: Mutex<InterpretedProject>

    package init(_ catalog: Catalog) { project = Mutex(InterpretedProject(catalog: catalog)) }

    package func send(_ request: TransportRequest) async throws -> TransportResponse {
        let path = request.url.split(separator: "/v1/", maxSplits: 1).last?.prefix { $0 != "?" } ?? ""
        let body = try request.body.map { try JSONParser.parse($0) } ?? .null
        do throws(InterpretedProject.Refusal) {
            let answer = try project.withLock { project throws(InterpretedProject.Refusal) in
                try project.answer(request.method, path.split(separator: "/").map(String.init), body)
            }
            return TransportResponse(status: 200, body: answer.encoded())
        } catch {
            let problem: JSONValue = ["code": .string(error.code), "message": .string(error.message), "details": .null]
            return TransportResponse(status: error.status, body: (["error": problem] as JSONValue).encoded())
        }
    }

    /// Everything that is there, by type and ID.
    package var objects: [ResourceType.Name: [Int64: [String: JSONValue]]] { project.withLock { $0.objects } }
}

/// What is in a project, and what requests do to it.
struct InterpretedProject {
    typealias Object = [String: JSONValue]

    struct Refusal: Error {
        let status: Int
        let code: String
        let message: String

        init(_ code: String, _ message: String, status: Int = 422) {
            self.status = status
            self.code = code
            self.message = message
        }
    }

    let catalog: Catalog
    private(set) var objects: [ResourceType.Name: [Int64: Object]] = [:]
    private var lastID: Int64 = 0

    init(catalog: Catalog) { self.catalog = catalog }

    mutating func answer(_ method: HTTPMethod, _ path: [String], _ body: JSONValue) throws(Refusal) -> JSONValue {
        guard let section = path.first, let type = catalog.type(section: section) else { return list([], path) }
        guard path.count > 1 else {
            if method == .post { return try create(type, body) }
            let all = (objects[type.name] ?? [:]).sorted { $0.key < $1.key }
            return list(all.map { .object(JSONObject($0.value.map { ($0, $1) })) }, path)
        }
        guard let id = Int64(path[1]), let object = objects[type.name]?[id] else {
            throw Refusal("not_found", "there is no \(type.name) \(path[1])", status: 404)
        }
        switch (method, path.count) {
        case (.get, 2): return [type.collection.objectKey: .object(JSONObject(object.map { ($0, $1) }))]
        case (.get, _): return list([], path)
        case (.delete, 2): try delete(type, id, object)
        case (.put, 2): try put(type, id, object, body)
        case (.post, 4): try act(path[3], type, id, object, body)
        case _: throw Refusal("not_found", "no such request", status: 404)
        }
        return [:]
    }

    private func list(_ items: [JSONValue], _ path: [String]) -> JSONValue {
        let count = JSONValue.integer(Int64(items.count))
        return [
            path.last ?? "": .array(items),
            "meta": ["pagination": ["page": 1, "per_page": 50, "last_page": 1, "total_entries": count]],
        ]
    }

    private mutating func create(_ type: ResourceType, _ body: JSONValue) throws(Refusal) -> JSONValue {
        lastID += 1
        var object: Object = ["id": .integer(lastID)]
        for attribute in type.attributes {
            object[attribute.name.text] = body[attribute.name.text] ?? attribute.reset?.json
        }
        if let window = type.window, object[window.attribute.text] == nil {
            object[window.attribute.text] = window.inService.json
        }
        try keep(object, type, lastID, changed: type.attributes)
        return [type.collection.objectKey: .object(JSONObject(object.map { ($0, $1) }))]
    }

    private mutating func put(_ type: ResourceType, _ id: Int64, _ object: Object, _ body: JSONValue) throws(Refusal) {
        var object = object
        let changed = type.attributes.filter { body[$0.name.text] != nil }
        for attribute in changed { object[attribute.name.text] = body[attribute.name.text] }
        try keep(object, type, id, changed: changed)
    }

    private mutating func delete(_ type: ResourceType, _ id: Int64, _ object: Object) throws(Refusal) {
        for attribute in type.attributes where attribute.guardsDeletion {
            guard object[attribute.name.text]?["delete"] != true else { throw Refusal("protected", "it is protected") }
        }
        for name in type.clearedBeforeDelete where object[name.text]?.isNothing == false {
            throw Refusal("resource_in_use", "its \(name) is to be cleared first")
        }
        for other in catalog.types {
            for (otherID, holder) in objects[other.name] ?? [:] {
                for attribute in other.attributes {
                    let held = attribute.kind.targets(in: holder[attribute.name.text] ?? .null)
                    guard held.contains(where: { $0.type == type.name && $0.id == id }) else { continue }
                    throw Refusal("resource_in_use", "\(other.name) \(otherID) refers to it with \(attribute.name)")
                }
            }
        }
        objects[type.name]?[id] = nil
    }

    private mutating func act(
        _ action: String,
        _ type: ResourceType,
        _ id: Int64,
        _ object: Object,
        _ body: JSONValue
    ) throws(Refusal) {
        var object = object
        if let window = type.window, let state = window.state(after: action) {
            object[window.attribute.text] = state.json
            objects[type.name]?[id] = object
            return
        }
        for attribute in type.attributes {
            let old = object[attribute.name.text] ?? .null
            guard let new = try attribute.value(after: action, with: body, old: old) else { continue }
            if attribute.update.isOffline, let window = type.window,
                object[window.attribute.text] != window.outOfService.json
            {
                throw Refusal("not_stopped", "\(attribute.name) changes only while it is off")
            }
            object[attribute.name.text] = new
            return try keep(object, type, id, changed: [attribute])
        }
        throw Refusal("not_found", "\(type.name) has no action '\(action)'", status: 404)
    }

    /// Takes an object in, where nothing speaks against what changes about it.
    private mutating func keep(
        _ object: Object,
        _ type: ResourceType,
        _ id: Int64,
        changed: [Attribute]
    ) throws(Refusal) {
        for attribute in changed {
            let value = object[attribute.name.text] ?? .null
            for target in attribute.kind.targets(in: value) {
                guard let found = objects[target.type]?[target.id] else {
                    throw Refusal(
                        "invalid_input",
                        "\(attribute.name) refers to \(target.type) \(target.id), which is gone"
                    )
                }
                for need in target.needs where found[need.text]?.isNothing != false {
                    throw Refusal("invalid_input", "\(target.type) \(target.id) has no \(need) yet")
                }
            }
            for (otherID, other) in objects[type.name] ?? [:] where otherID != id {
                guard
                    attribute.claims(in: value).isDisjoint(
                        with: attribute.claims(in: other[attribute.name.text] ?? .null)
                    )
                else { throw Refusal("uniqueness_error", "\(type.name) \(otherID) has the same \(attribute.name)") }
            }
            if case .elements(let set) = attribute.kind {
                let keys = (value.array ?? []).map { element in set.key.map { element[$0.text] ?? .null } }
                guard Set(keys).count == keys.count else {
                    throw Refusal("invalid_input", "two \(set.noun)s are the same")
                }
            }
        }
        objects[type.name, default: [:]][id] = object
    }
}
