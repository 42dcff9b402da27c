import HetznerCatalog
import ResourceModel
import Testing

@Suite("What the catalog reads against the API's published description")
struct ReadPathTests {
    @Test("every attribute and output is read from a place that the answer has", arguments: Catalog.hetzner.types)
    func places(type: ResourceType) throws {
        let description = try APIDescription()
        let path = type.collection.objectPath
        let operation = try #require(description.operation("get", path), "no GET \(path)")
        let object = try #require(description.answer(of: operation)?.property(type.collection.objectKey))
        var reading = Reading(object)
        for list in type.collection.sublists {
            let operation = try #require(description.operation("get", "\(path)/\(list.path)"))
            reading.lists[list.path] = description.answer(of: operation)?.property(list.path)
        }
        for attribute in type.attributes { reading.read(attribute.observation, as: attribute.kind) }
        for output in type.outputs { reading.read(output) }
        #expect(reading.missing == [])
    }

    @Test("a place that the answer has not is told")
    func missing() throws {
        let description = try APIDescription()
        let operation = try #require(description.operation("get", "/volumes/{}"))
        var reading = Reading(try #require(description.answer(of: operation)?.property("volume")))
        reading.read("location.name", as: .string(.text(1...9)))
        reading.read("location.nmae", as: .string(.text(1...9)))
        reading.read("size[]", as: .integer(1...9))
        #expect(reading.missing == ["location.nmae", "size[]"])
    }
}

/// Follows the places that a type reads through the schema of the answer.
private struct Reading {
    private let object: APIDescription.Schema
    /// What is read beside the object, by its key.
    var lists: [String: APIDescription.Schema] = [:]
    private(set) var missing: [String] = []

    init(_ object: APIDescription.Schema) {
        self.object = object
    }

    mutating func read(_ observation: Observation, as kind: ValueKind) { read(observation, as: kind, in: object) }

    mutating func read(_ output: Output) {
        guard case .byReference(let map) = output.kind, case .path(let path) = output.observation else {
            return read(output.observation, as: .boolean)
        }
        guard let entry = follow(path, from: object) else { return }
        for part in [map.key, map.value] where entry.property(part.text) == nil {
            missing.append("\(path.text).\(part)")
        }
    }

    private mutating func read(_ observation: Observation, as kind: ValueKind, in schema: APIDescription.Schema) {
        switch observation {
        case .path(let path):
            guard let place = follow(path, from: schema) else { return }
            readParts(of: kind, at: place)
        case .firstOf(let paths): for path in paths { _ = follow(path, from: schema) }
        case .present(let path), .mapped(let path, _), .firstAddress(let path): _ = follow(path, from: schema)
        case .firstEntry(let path):
            guard let list = follow(path, from: schema), case .object(let parts) = kind else { return }
            guard let entry = list.items else { return missing.append("\(path.text)[]") }
            for part in parts { read(part.observation, as: part.kind, in: entry) }
        case .elements(let sources):
            guard case .elements(let set) = kind else { return }
            for source in sources {
                guard let entry = follow(source.path, from: schema) else { continue }
                for part in set.attributes {
                    read(source.overrides[part.name] ?? part.observation, as: part.kind, in: entry)
                }
            }
        case .nested:
            guard case .object(let parts) = kind else { return }
            for part in parts { read(part.observation, as: part.kind, in: schema) }
        case .constant, .never: break
        }
    }

    /// An object is read by its parts, a list of objects by those of its entries.
    private mutating func readParts(of kind: ValueKind, at place: APIDescription.Schema) {
        switch kind {
        case .object(let parts):
            for part in parts { read(part.observation, as: part.kind, in: place) }
        case .list(let entries, _, _): readParts(of: entries, at: place.items ?? place)
        case .elements(let set):
            for part in set.attributes { read(part.observation, as: part.kind, in: place.items ?? place) }
        case .string, .integer, .boolean, .oneOf, .offering, .reference, .labels: break
        }
    }

    private mutating func follow(
        _ path: ObservationPath,
        from start: APIDescription.Schema
    ) -> APIDescription.Schema? {
        var place: APIDescription.Schema? = start
        for (index, component) in path.components.enumerated() {
            switch component {
            case .key(let key): place = place?.property(key) ?? (index == 0 ? lists[key] : nil)
            case .each, .eachWhere: place = place?.items
            }
        }
        if place == nil { missing.append(path.text) }
        return place
    }
}
