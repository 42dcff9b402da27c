import HetznerCloud
import ResourceModel

/// Reads what the API's catalogue says about the names that a file uses.
struct OfferingReader: Sendable {
    let client: CloudClient

    func offerings(named names: OfferingNames) async throws -> Offerings {
        let used = names.names
        async let places = used[.location] == nil && used[.networkZone] == nil ? [] : all(.location)
        async let types = used[.serverType] == nil ? [] : all(.serverType)
        async let images = images(named: used[.image] ?? [])
        async let others = others(Self.uniform.filter { used[$0] != nil })
        var items: [Offering: [Offerings.Item]] = [:]
        let locations = try await places
        if used[.location] != nil { items[.location] = locations.compactMap(Offerings.Item.init(location:)) }
        if used[.networkZone] != nil { items[.networkZone] = Self.zones(of: locations) }
        if used[.serverType] != nil {
            items[.serverType] = try await types.compactMap(Offerings.Item.init(serverType:))
        }
        if used[.image] != nil { items[.image] = try await images.compactMap(Offerings.Item.init(image:)) }
        for (offering, found) in try await others { items[offering] = found.compactMap(Offerings.Item.init(uniform:)) }
        return Offerings(items: items)
    }

    /// Kinds that are all told about in the same way: a deprecation of the whole, and prices where they can be.
    private static let uniform: [Offering] = [.loadBalancerType, .iso, .storageBoxType]

    private func others(_ offerings: [Offering]) async throws -> [Offering: [JSONValue]] {
        try await withThrowingTaskGroup(of: (Offering, [JSONValue]).self) { group in
            for offering in offerings {
                group.addTask { (offering, try await all(offering)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func all(_ offering: Offering) async throws -> [JSONValue] {
        try await client.all(offering.rawValue, key: offering.rawValue)
    }

    /// A name stands for an image of each architecture; a number is the ID of one that has no name.
    private func images(named names: Set<String>) async throws -> [JSONValue] {
        let found = try await withThrowingTaskGroup(of: [JSONValue].self) { group in
            for name in names {
                group.addTask { try await Int64(name) == nil ? images(named: name) : image(id: name) }
            }
            return try await group.reduce(into: [], +=)
        }
        return found.sorted { ($0["id"]?.integer ?? 0) < ($1["id"]?.integer ?? 0) }
    }

    private func images(named name: String) async throws -> [JSONValue] {
        // Without the second parameter the API keeps quiet about images that are on their way out but can be used.
        let query = [QueryItem("name", name), QueryItem("include_deprecated", "true")]
        return try await client.all("images", key: "images", query: query)
    }

    private func image(id: String) async throws -> [JSONValue] {
        do {
            return try await client.request(.get, "images/\(id)")["image"].map { [$0] } ?? []
        } catch let error as APIError where error.status == 404 {
            return []
        }
    }

    private static func zones(of locations: [JSONValue]) -> [Offerings.Item] {
        var seen: Set<String> = []
        return locations.compactMap { location in
            guard let zone = location["network_zone"]?.string, seen.insert(zone).inserted,
                let id = ObservationReader.id(location)
            else { return nil }
            return Offerings.Item(id: id, name: zone)
        }
    }
}

extension Offerings.Item {
    fileprivate init?(location json: JSONValue) {
        guard let id = ObservationReader.id(json), let name = json["name"]?.string else { return nil }
        self.init(id: id, name: name, zone: json["network_zone"]?.string)
    }

    fileprivate init?(serverType json: JSONValue) {
        guard let id = ObservationReader.id(json), let name = json["name"]?.string else { return nil }
        let places = json["locations"]?.array
        var deprecations = Self.deprecation(json["deprecation"]).map { ["": $0] } ?? [:]
        for place in places ?? [] {
            guard let name = place["name"]?.string else { continue }
            deprecations[name] = Self.deprecation(place["deprecation"])
        }
        self.init(
            id: id,
            name: name,
            architecture: json["architecture"]?.string,
            locations: places.map { places in
                Set(places.filter { $0["available"]?.boolean != false }.compactMap { $0["name"]?.string })
            },
            deprecations: deprecations,
            figures: Self.figures(["disk"], json)
        )
    }

    fileprivate init?(uniform json: JSONValue) {
        guard let id = ObservationReader.id(json) else { return nil }
        self.init(
            id: id,
            name: json["name"]?.string ?? id.description,
            architecture: json["architecture"]?.string,
            locations: json["prices"]?.array.map { Set($0.compactMap { $0["location"]?.string }) },
            deprecations: Self.deprecation(json["deprecation"]).map { ["": $0] } ?? [:],
            figures: Self.figures(
                [
                    "max_services", "max_targets", "max_assigned_certificates", "snapshot_limit",
                    "automatic_snapshot_limit", "subaccounts_limit",
                ],
                json
            )
        )
    }

    fileprivate init?(image json: JSONValue) {
        guard let id = ObservationReader.id(json) else { return nil }
        self.init(
            id: id,
            name: json["name"]?.string ?? id.description,
            architecture: json["architecture"]?.string,
            deprecations: Self.deprecation(json["deprecation"]).map { ["": $0] } ?? [:],
            figures: Self.figures(["disk_size"], json)
        )
    }

    private static func figures(_ names: [String], _ json: JSONValue) -> [String: Int64] {
        names.reduce(into: [:]) { $0[$1] = json[$1]?.number.map { Int64($0.rounded(.up)) } }
    }

    private static func deprecation(_ json: JSONValue?) -> String? { json?["unavailable_after"]?.string }
}
