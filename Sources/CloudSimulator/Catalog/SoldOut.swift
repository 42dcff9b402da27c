import JSONDocuments

/// What cannot be had for now, though it is on sale.
struct SoldOut {
    /// Names of server types.
    var serverTypes: Set<String>
    /// Names of locations; `nil` for all.
    var locations: Set<String>?
}

extension SimulatorCatalog {
    /// The catalogue as long as some of it is sold out.
    func without(_ soldOut: SoldOut) -> SimulatorCatalog {
        var catalog = self
        catalog.serverTypes = serverTypes.mapValues { type in
            guard let name = type.name, soldOut.serverTypes.contains(name) else { return type }
            return type.unavailable(in: soldOut.locations)
        }
        return catalog
    }
}

extension ServerType {
    fileprivate func unavailable(in places: Set<String>?) -> ServerType {
        guard var json = try? JSONParser.parse(rendered) else { return self }
        let locations = json.embeddedArray("locations").map { location -> JSONValue in
            guard places?.contains(location.embeddedString("name")) ?? true else { return location }
            var members = location.object ?? JSONObject()
            members["available"] = false
            return .object(members)
        }
        var members = json.object ?? JSONObject()
        members["locations"] = .array(locations)
        json = .object(members)
        return ServerType(json)
    }
}
