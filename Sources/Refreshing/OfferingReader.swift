import HetznerCloud
import ResourceModel

/// Reads what the API's catalogue says about the names that a file uses.
struct OfferingReader: Sendable {
    let client: CloudClient

    func offerings(named names: OfferingNames) async throws -> Offerings {
        // One list can tell of several kinds: locations, and the zones in which they are.
        let lists = Dictionary(grouping: names.names.keys) { OfferingList(of: $0) }
        return try await withThrowingTaskGroup(of: (OfferingList, [JSONValue]).self) { group in
            for (list, offerings) in lists {
                let sought = offerings.reduce(into: Set()) { $0.formUnion(names.names[$1] ?? []) }
                group.addTask { (list, try await entries(of: list, sought)) }
            }
            return try await group.reduce(into: Offerings()) { found, answer in
                for offering in lists[answer.0] ?? [] { found.items[offering] = offering.items(in: answer.1) }
            }
        }
    }

    private func entries(of list: OfferingList, _ names: Set<String>) async throws -> [JSONValue] {
        guard let query = list.query else { return try await client.all(APIPath(list.path), key: list.path) }
        let found = try await withThrowingTaskGroup(of: [JSONValue].self) { group in
            for name in names {
                group.addTask {
                    guard Int64(name) == nil else { return try await entry(list, id: name) }
                    let named = [QueryItem("name", name)] + query.sortedByKey().map { QueryItem($0.key, $0.value) }
                    return try await client.all(APIPath(list.path), key: list.path, query: named)
                }
            }
            return try await group.reduce(into: [], +=)
        }
        return found.sorted { ($0["id"]?.integer ?? 0) < ($1["id"]?.integer ?? 0) }
    }

    /// The one of an ID, under the only key of the answer; nothing where there is none.
    private func entry(_ list: OfferingList, id: String) async throws -> [JSONValue] {
        do {
            let answer = try await client.request(.get, "\(list.path)/\(id)")
            return (answer.json?.object?.first?.value).map { [$0] } ?? []
        } catch let error as APIError where error.status == 404 {
            return []
        }
    }
}

/// What is asked for together.
private struct OfferingList: Hashable {
    let path: String
    /// What each name is asked for with; `nil` where the whole list is read.
    let query: [String: String]?

    init(of offering: Offering) {
        path = offering.path
        switch offering.reading {
        case .list, .values: query = nil
        case .byName(let parameters): query = parameters
        }
    }
}

extension Offering {
    fileprivate func items(in entries: [JSONValue]) -> [Offerings.Item] {
        switch reading {
        case .list, .byName:
            return entries.compactMap { entry in
                ObservationReader.id(entry).map { item($0, entry["name"]?.string ?? $0.description, entry) }
            }
        case .values(let key):
            var seen: Set<String> = []
            return entries.compactMap { entry in
                guard let name = entry[key]?.string, seen.insert(name).inserted else { return nil }
                return ObservationReader.id(entry).map { Offerings.Item(id: $0, name: name) }
            }
        }
    }

    private func item(_ id: ResourceID, _ name: String, _ entry: JSONValue) -> Offerings.Item {
        Offerings.Item(
            id: id,
            name: name,
            architecture: entry["architecture"]?.string,
            locations: locations(entry),
            deprecation: deprecation(entry),
            figures: figures.reduce(into: [:]) { $0[$1] = entry[$1]?.number.map { Int64($0.rounded(.up)) } },
            zone: zoneKey.flatMap { entry[$0]?.string }
        )
    }

    private func locations(_ entry: JSONValue) -> Set<String>? {
        switch places {
        case .all: nil
        case .listed(let key):
            entry[key]?.array.map { places in
                Set(places.filter { $0["available"]?.boolean != false }.compactMap { $0["name"]?.string })
            }
        case .priced: entry["prices"]?.array.map { Set($0.compactMap { $0["location"]?.string }) }
        }
    }

    private func deprecation(_ entry: JSONValue) -> Offerings.Deprecation {
        var byLocation: [String: String] = [:]
        if case .listed(let key) = places {
            for place in entry[key]?.array ?? [] {
                if let name = place["name"]?.string { byLocation[name] = Self.date(place) }
            }
        }
        return Offerings.Deprecation(everywhere: Self.date(entry), byLocation: byLocation)
    }

    private static func date(_ entry: JSONValue) -> String? {
        entry["deprecation"]?["unavailable_after"]?.string
    }
}
