/// A DNS zone on Hetzner's nameservers.
struct Zone: Resource {
    static let kind = ResourceKind.zone
    static var table: ReferenceWritableKeyPath<Project, Table<Zone>> { \.zones }

    static let ttls = 60...2_147_483_647
    static let standardTTL = 3_600
    static let nameservers = ["hydrogen.ns.hetzner.com.", "oxygen.ns.hetzner.com.", "helium.ns.hetzner.de."]

    enum Mode: String, Codable, Sendable, CaseIterable {
        case primary
        case secondary
    }

    let id: Int
    let title: String
    let mode: Mode
    var labels: [String: String]
    let created: Moment
    var ttl: Int
    var primaryNameservers: [PrimaryNameserver]
    var isProtected = false
    /// Since when the nameservers know it; nil while it is being made.
    var served: Moment?
    /// When it was found that nobody registered the domain.
    var foundUnregistered: Moment?

    var name: String? { title }

    func json(in project: Project) -> JSON {
        let isUpdating = project.relations.holders[.zone(id)] != nil
        return [
            "id": .int(id), "name": .string(title), "mode": .string(mode.rawValue), "ttl": .int(ttl),
            "created": .string(created.text), "labels": .map(labels), "protection": ["delete": .bool(isProtected)],
            "primary_nameservers": .array(primaryNameservers.map(\.json)),
            "authoritative_nameservers": delegation(isRegistered: project.world.settings.isRegistered(title)),
            "registrar": "other", "record_count": .int(project.relations.recordsByZone[id] ?? 0),
            "status": isUpdating ? "updating" : "ok",
        ]
    }

    /// A domain that somebody registered points here from the moment at which the zone is served.
    private func delegation(isRegistered: Bool) -> JSON {
        let seen = isRegistered ? served : foundUnregistered
        let status: JSON = seen == nil ? "unknown" : isRegistered ? "valid" : "unregistered"
        return [
            "assigned": .strings(isRegistered ? Zone.nameservers : []),
            "delegated": .strings(isRegistered && served != nil ? Zone.nameservers : []),
            "delegation_last_check": .optional(seen?.text), "delegation_status": status,
        ]
    }

    static func changed(from old: Zone?, to new: Zone?, in project: Project) {
        if let old, new == nil { project.relations.recordsByZone[old.id] = nil }
    }
}

/// Where a secondary zone gets its records from.
struct PrimaryNameserver: Codable, Sendable, Equatable {
    let address: String
    let port: Int
    let algorithm: String?
    let key: String?

    init?(_ input: inout Input) {
        address = input.string("address", .ipAddress)
        port = input.optionalInteger("port", in: 1...65_535) ?? 53
        algorithm = input.optionalString("tsig_algorithm", .oneOf(["hmac-md5", "hmac-sha1", "hmac-sha256"]))
        key = input.optionalString("tsig_key", .base64)
        if (input.value("tsig_key") == nil) != (input.value("tsig_algorithm") == nil) {
            input.reject("tsig_key", "tsig_key and tsig_algorithm are only allowed together")
        }
    }

    fileprivate var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member(name: "address", value: .string(address)), JSON.Member(name: "port", value: .int(port)),
        ]
        if let algorithm { members.append(JSON.Member(name: "tsig_algorithm", value: .string(algorithm))) }
        if let key { members.append(JSON.Member(name: "tsig_key", value: .string(key))) }
        return .object(members)
    }
}

extension TextRule {
    fileprivate static let ipAddress = TextRule(problem: "must be an IP address") { text in
        IPv4(text) != nil || IPv6(text) != nil
    }

    fileprivate static let base64 = TextRule(problem: "must be Base64") { text in
        let digits = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }
        return !digits.isEmpty && text.utf8.count.isMultiple(of: 4) && text.utf8.count - digits.count <= 2
            && digits.allSatisfy { TextRule.isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
    }
}

extension Route {
    static let zones: [Route] =
        [
            Route(.get, "zones") { call in
                let known = Zone.Mode.allCases.map(\.rawValue)
                let mode = ListFilter<Zone>(parameter: "mode", allowed: known) { $1.contains($0.mode.rawValue) }
                return try call.project.list(Zone.self, call, filters: [mode])
            },
            Route(.post, "zones") { try $0.project.createZone($0) },
            Route(.get, "zones/{id_or_name}") { call in
                call.project.response(200, Zone.self, try call.project.zone(call).id)
            },
            Route(.put, "zones/{id_or_name}") { try $0.project.updateZone($0) },
            Route(.delete, "zones/{id_or_name}") { try $0.project.deleteZone($0) },
            Route(.get, "zones/{id_or_name}/zonefile") { try $0.project.exportZone($0) },
            Route(.post, "zones/{id_or_name}/actions/change_ttl") { try $0.project.changeTTL($0) },
            Route(.post, "zones/{id_or_name}/actions/change_primary_nameservers") { call in
                try call.project.changePrimaryNameservers(call)
            },
            Route(.post, "zones/{id_or_name}/actions/import_zonefile") { try $0.project.importZoneFile($0) },
            Route(.post, "zones/{id_or_name}/actions/change_protection") { try $0.project.changeZoneProtection($0) },
        ] + rrsets
}

extension Project {
    /// The zone that the path names by its ID or its name.
    func zone(_ call: Call) throws(APIFailure) -> Zone {
        let text = call.parameters[0]
        let id = Int(text) ?? zones.id(named: text)
        guard let id, let zone = zones[id] else { throw APIFailure.notFound(.zone, text) }
        return zone
    }

    /// The zone in the path when it is one whose records are kept here.
    func primaryZone(_ call: Call) throws(APIFailure) -> Zone {
        let zone = try zone(call)
        guard zone.mode == .primary else { throw APIFailure.incorrectZoneMode }
        return zone
    }

    fileprivate func updateZone(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        var input = try call.input()
        let labels = input.labels()
        try input.finish()
        if let labels { change(Zone.self, zone.id) { $0.labels = labels } }
        return response(200, Zone.self, zone.id)
    }

    fileprivate func deleteZone(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        guard !zone.isProtected else { throw APIFailure.protected("zone is delete protected") }
        try requireChangeable(zone.id)
        return response(startZone("delete_zone", zone.id, .deleted(zone.id)))
    }

    fileprivate func changeTTL(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        var input = try call.input()
        let ttl = input.integer("ttl", in: Zone.ttls)
        try input.finish()
        return response(startZone("change_ttl", zone.id, .ttlChanged(zone.id, ttl)))
    }

    fileprivate func changePrimaryNameservers(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        var input = try call.input()
        let nameservers = input.objects("primary_nameservers", required: true) { PrimaryNameserver(&$0) }
        if nameservers.isEmpty, input.problems.isEmpty { input.reject("primary_nameservers", "must not be empty") }
        try input.finish()
        guard zone.mode == .secondary else { throw APIFailure.incorrectZoneMode }
        let effect = ZoneEffect.nameserversChanged(zone.id, nameservers)
        return response(startZone("change_primary_nameservers", zone.id, effect))
    }

    fileprivate func changeZoneProtection(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        var input = try call.input()
        let delete = input.optionalBoolean("delete")
        try input.finish()
        let effect = ZoneEffect.protectionChanged(zone.id, delete ?? zone.isProtected)
        return response(startZone("change_protection", zone.id, effect))
    }
}

extension APIFailure {
    static let incorrectZoneMode = unprocessable(
        "incorrect_zone_mode",
        "This operation is not supported for this Zone's mode."
    )
}
