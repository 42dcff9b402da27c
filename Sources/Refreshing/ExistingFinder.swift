import Diagnostics
import HetznerCloud
import ResourceModel

/// Looks up what the file says is in the project without it; changes nothing.
package struct ExistingFinder: Sendable {
    private let client: CloudClient
    private let catalog: Catalog

    package init(client: CloudClient, catalog: Catalog) {
        self.client = client
        self.catalog = catalog
    }

    /// What was found, and what is wrong with each lookup that does not lead to one object.
    ///
    /// Throws what the client throws.
    package func find(_ lookups: [ExistingLookup]) async throws -> (found: ExistingObjects, problems: [Diagnostic]) {
        try await withThrowingTaskGroup(of: (ExistingLookup, [JSONValue]).self) { group in
            for lookup in lookups {
                group.addTask { (lookup, try await objects(matching: lookup)) }
            }
            var found = ExistingObjects()
            var problems: [Diagnostic] = []
            for try await (lookup, objects) in group {
                if lookup.criteria.isMany {
                    found[all: lookup] = objects.compactMap { read($0, lookup) }.sorted { $0.id < $1.id }
                    continue
                }
                let kind = catalog.lookupKind(lookup.section)
                let newest = kind?.newestWins == true ? objects.max { $0.age < $1.age }.map { [$0] } : nil
                let candidates = newest ?? objects
                if candidates.count == 1, let object = candidates.first.flatMap({ read($0, lookup) }) {
                    found[lookup] = object
                } else {
                    problems.append(.lookup(lookup, kind?.noun ?? lookup.section, candidates))
                }
            }
            return (found, problems.sortedByPosition())
        }
    }

    private func objects(matching lookup: ExistingLookup) async throws -> [JSONValue] {
        let criteria = lookup.criteria
        let collection = catalog.type(section: lookup.section)?.collection
        let path = collection?.path ?? lookup.section
        var query = (collection?.query ?? [:]).merging(criteria.filters) { _, wanted in wanted }
        query["name"] = criteria.name
        query["label_selector"] = criteria.labelSelector
        let items = query.sortedByKey().map { QueryItem($0.key, $0.value) }
        let listed = try await client.all(APIPath(path), key: path, query: items)
        guard let id = criteria.id else { return listed }
        return listed.filter { ObservationReader.id($0) == id }
    }

    private func read(_ json: JSONValue, _ lookup: ExistingLookup) -> ExistingObject? {
        guard let type = catalog.type(section: lookup.section) else {
            guard let id = ObservationReader.id(json), let object = json.object else { return nil }
            let values = Dictionary(object.map { (AttributeName($0), Value(plain: $1)) }) { first, _ in first }
            return ExistingObject(id: id, name: json["name"]?.string, values: values)
        }
        return ObservationReader(type: type).object(json).map { object in
            let values = object.attributes.all.merging(object.outputs.all) { attribute, _ in attribute }
            return ExistingObject(id: object.id, name: object.name, values: values)
        }
    }
}

extension JSONValue {
    /// By when it was made and then by its ID: the API's times sort as texts.
    fileprivate var age: (String, Int64) { (self["created"]?.string ?? "", self["id"]?.integer ?? 0) }
}

extension String {
    /// A section as a sentence says it: `ssh keys`.
    fileprivate var words: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Diagnostic {
    fileprivate static func lookup(_ lookup: ExistingLookup, _ noun: String, _ found: [JSONValue]) -> Diagnostic {
        let wanted = lookup.criteria.words
        guard !found.isEmpty else {
            return .error(
                "no-match",
                "there is no \(noun) with \(wanted) in this project",
                at: lookup.range,
                address: "existing.\(lookup.section).\(lookup.key)"
            )
        }
        let names = found.prefix(5).map { json in
            let id = json["id"]?.integer.map { "#\($0)" } ?? ""
            return json["name"]?.string.map { "\($0) (\(id))" } ?? id
        }
        let more = found.count > 5 ? ", …" : ""
        return .error(
            "several-matches",
            "\(found.count) \(lookup.section.words) have \(wanted), and one is expected: \(names.joined(separator: ", "))\(more)",
            at: lookup.range,
            address: "existing.\(lookup.section).\(lookup.key)",
            hint: "Say which one with 'id: …', or take all of them with 'many: true'."
        )
    }
}
