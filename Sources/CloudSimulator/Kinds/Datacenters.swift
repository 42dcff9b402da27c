extension Route {
    /// What the API had until October 2026; gone unless the settings bring it back.
    static let datacenters: [Route] = [
        Route(.get, "datacenters") { try $0.project.listDatacenters($0) },
        Route(.get, "datacenters/{id}") { call in
            let shelf = try call.project.datacenters()
            guard let datacenter = Int(call.parameters[0]).flatMap({ shelf[$0] }) else {
                let message = "datacenter with ID '\(call.parameters[0])' not found"
                throw APIFailure(status: 404, code: "not_found", message: message)
            }
            return SimulatorResponse(200, ["datacenter": .rendered(datacenter.rendered)])
        },
    ]
}

extension Project {
    /// Where the old answers sent those who had no wish: Falkenstein.
    private static let recommended = 4

    fileprivate func datacenters() throws(APIFailure) -> Shelf<Offering> {
        guard world.settings.servesDatacenters else {
            throw APIFailure.gone(
                "datacenters are no longer available, use locations",
                announcement: "https://docs.hetzner.cloud/changelog"
            )
        }
        return world.catalog.datacenters
    }

    fileprivate func listDatacenters(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let shelf = try datacenters()
        let elements = call.query["name"].map { shelf.named($0) } ?? shelf.all
        let ids = try SortOrder(call.query, ["id", "name"]).sorted(elements.map(\.id)) { field, left, right in
            guard field == "name" else { return .init(left, right) }
            return .init(shelf[left]?.name ?? "", shelf[right]?.name ?? "")
        }
        var response = try Page(of: ids, call.query).response("datacenters", call) { shelf[$0]?.rendered ?? [] }
        response.body.removeLast()
        response.body += Array(",\"recommendation\":\(Project.recommended)}".utf8)
        return response
    }
}
