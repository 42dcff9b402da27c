import JSONDocuments

extension Route {
    /// What can be read but not changed: everybody's catalogue.
    static let catalog: [Route] =
        shelf("locations", "location", "location", sortedBy: ["id", "name"]) { $0.locations }
        + shelf("server_types", "server_type", "server type") { $0.serverTypes }
        + shelf("load_balancer_types", "load_balancer_type", "load balancer type") { $0.loadBalancerTypes }
        + shelf("storage_box_types", "storage_box_type", "storage box type") { $0.storageBoxTypes }
        + [
            Route(.get, "isos") { try $0.project.listISOs($0) },
            Route(.get, "isos/{id}") { try answer($0, "iso", "ISO", $0.project.world.catalog.isos) },
            Route(.get, "pricing") { call in
                SimulatorResponse(200, ["pricing": .value(call.project.world.catalog.pricing)])
            },
        ] + datacenters

    private static func shelf<Element: Offered>(
        _ key: String,
        _ single: String,
        _ title: String,
        sortedBy fields: [String] = [],
        _ shelf: @escaping @Sendable (SimulatorCatalog) -> Shelf<Element>
    ) -> [Route] {
        [
            Route(.get, key) { call in
                let shelf = shelf(call.project.world.catalog)
                let elements = call.query["name"].map { shelf.named($0) } ?? shelf.all
                let order = try SortOrder(call.query, fields)
                let ids = order.sorted(elements.map(\.id)) { field, left, right in
                    guard field == "name" else { return .init(left, right) }
                    return .init(shelf[left]?.name ?? "", shelf[right]?.name ?? "")
                }
                return try Page(of: ids, call.query).response(key, call) { shelf[$0]?.rendered ?? [] }
            },
            Route(.get, "\(key)/{id}") { call in
                try answer(call, single, title, shelf(call.project.world.catalog))
            },
        ]
    }

    private static func answer<Element: Offered>(
        _ call: Call,
        _ key: String,
        _ title: String,
        _ shelf: Shelf<Element>
    ) throws(APIFailure) -> SimulatorResponse {
        guard let element = Int(call.parameters[0]).flatMap({ shelf[$0] }) else {
            let message = "\(title) with ID '\(call.parameters[0])' not found"
            throw APIFailure(status: 404, code: "not_found", message: message)
        }
        return SimulatorResponse(200, .object([.init(name: key, value: .rendered(element.rendered))]))
    }
}

extension Project {
    fileprivate func listISOs(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let query = call.query
        let isos = world.catalog.isos
        let architectures = Set(query.all("architecture"))
        guard architectures.isSubset(of: ["x86", "arm"]) else {
            throw APIFailure.invalidInput(field: "architecture", "must be x86 or arm")
        }
        let includesWildcard = try query.flag("include_architecture_wildcard")
        let chosen = isos.all.filter { iso in
            guard query["name"] == nil || query["name"] == iso.name else { return false }
            guard let architecture = iso.architecture else { return architectures.isEmpty || includesWildcard }
            return architectures.isEmpty || architectures.contains(architecture)
        }
        return try Page(of: chosen.map(\.id), query).response("isos", call) { isos[$0]?.rendered ?? [] }
    }
}
