extension Project {
    func importZoneFile(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try zone(call)
        var input = try call.input()
        let text = input.string("zonefile")
        try input.finish()
        guard zone.mode == .primary else { throw APIFailure.incorrectZoneMode }
        let file = try readZoneFile(text, zone: zone.title)
        let servers = file.entries.first { $0.name == "@" && $0.type == .ns }?.records.map(\.value) ?? []
        guard Set(Zone.nameservers).isSubset(of: servers) else {
            throw APIFailure.invalidInput(field: "zonefile", "the NS records of the assigned nameservers are missing")
        }
        try requireConsistent(file.entries, field: "zonefile")
        try requireChangeable(zone.id)
        return response(startZone("import_zonefile", zone.id, .fileImported(zone.id, file)))
    }

    /// Refuses what would take record sets away that are protected from change.
    func requireChangeable(_ zone: Int) throws(APIFailure) {
        let isProtected = relations.rrsetsByZone[zone].contains { rrsets[$0]?.isProtected == true }
        guard !isProtected else { throw APIFailure.rrsetProtected }
    }

    func exportZone(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try primaryZone(call)
        let sets = relations.rrsetsByZone[zone.id].compactMap { rrsets[$0] }
        let order = sets.sorted {
            ($0.exportRank, $0.host, $0.type.rawValue) < ($1.exportRank, $1.host, $1.type.rawValue)
        }
        var lines = ["$ORIGIN\t\(zone.title).", "$TTL\t\(zone.ttl)", ""]
        for set in order { lines += set.lines }
        return SimulatorResponse(200, ["zonefile": .string(lines.joined(separator: "\n") + "\n")])
    }
}

extension RRSet {
    /// The start of authority comes first, then the rest of the zone's own name.
    fileprivate var exportRank: Int {
        guard host == "@" else { return 2 }
        return type == .soa ? 0 : 1
    }

    fileprivate var lines: [String] {
        records.map { record in
            let ttl = ttl.map { "\($0)\t" } ?? ""
            let comment = record.comment.map { $0.isEmpty ? "" : " ; \($0)" } ?? ""
            return "\(host)\t\(ttl)IN\t\(type.rawValue)\t\(record.value)\(comment)"
        }
    }
}
