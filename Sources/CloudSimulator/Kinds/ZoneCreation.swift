import JSONDocuments

extension Project {
    func createZone(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name")
        if let text = input.value("name")?.string, let problem = DomainName.problem(inZone: text) {
            input.reject("name", problem)
        }
        let modes = Zone.Mode.allCases.map(\.rawValue)
        let mode = Zone.Mode(rawValue: input.string("mode", .oneOf(modes))) ?? .primary
        let ttl = input.optionalInteger("ttl", in: Zone.ttls) ?? Zone.standardTTL
        let labels = input.labels() ?? [:]
        let nameservers = input.objects("primary_nameservers", required: mode == .secondary) { PrimaryNameserver(&$0) }
        if mode == .secondary, nameservers.isEmpty, input.problems.isEmpty {
            input.reject("primary_nameservers", "must not be empty")
        }
        let requests = input.objects("rrsets") { RRSetRequest(&$0, zone: name) }
        let text = input.optionalString("zonefile")
        if input.value("rrsets") != nil, text != nil {
            for field in ["rrsets", "zonefile"] { input.reject(field, "rrsets and zonefile exclude each other") }
        }
        if mode == .secondary {
            for field in ["rrsets", "zonefile"] where input.value(field) != nil {
                input.reject(field, "is not supported for secondary zones")
            }
        }
        try input.finish()
        let file = try text.map { text throws(APIFailure) in try readZoneFile(text, zone: name) }
        try requireUnique(Zone.self, name: name)
        try requireRoom(for: Zone.self)
        let zone = Zone(
            id: world.identifiers.next(.zone),
            title: name,
            mode: mode,
            labels: labels,
            created: now,
            ttl: file?.ttl ?? ttl,
            primaryNameservers: mode == .secondary ? nameservers : []
        )
        let entries = Zone.entries(completing: file?.entries ?? requests.map(\.entry))
        try requireConsistent(entries)
        save(zone)
        if mode == .primary { fill(zone.id, with: entries, labels: requests, at: now) }
        let action = startZone("create_zone", zone.id, .created(zone.id))
        return SimulatorResponse(201, ["zone": rendered(zone), "action": action.json(in: self)])
    }

    func readZoneFile(_ text: String, zone: String) throws(APIFailure) -> ZoneFile {
        do {
            return try ZoneFile(text, zone: zone)
        } catch {
            throw APIFailure.invalidInput(field: "zonefile", error.text)
        }
    }

    /// Refuses sets that exclude each other: an alias beside anything else, a SOA record below the zone.
    func requireConsistent(_ entries: [ZoneFile.Entry], field: String = "rrsets") throws(APIFailure) {
        var types: [String: Set<RecordType>] = [:]
        for entry in entries {
            guard types[entry.name, default: []].insert(entry.type).inserted else {
                throw APIFailure.invalidInput(field: field, "\(entry.name)/\(entry.type.rawValue) is there twice")
            }
            guard entry.type != .soa || entry.name == "@" else {
                throw APIFailure.invalidInput(field: field, "a SOA record is only possible at the name @")
            }
        }
        for (name, types) in types.sorted(by: { $0.key < $1.key }) where types.contains(.cname) && types.count > 1 {
            throw APIFailure.invalidInput(field: field, "a CNAME record excludes others at the name \(name)")
        }
    }

    /// Gives the zone these records; `labels` are those of the request for the same name and type.
    func fill(_ zone: Int, with entries: [ZoneFile.Entry], labels requests: [RRSetRequest] = [], at moment: Moment) {
        var labels: [String: [String: String]] = [:]
        for request in requests { labels["\(request.entry.name)/\(request.entry.type.rawValue)"] = request.labels }
        for entry in entries {
            var records = entry.records
            if entry.type == .soa, let first = records.first {
                let value = StartOfAuthority(first.value, at: moment).value
                records = [DNSRecord(value: value, comment: first.comment)]
            }
            let rrset = RRSet(
                id: world.identifiers.next(.rrset),
                zone: zone,
                host: entry.name,
                type: entry.type,
                ttl: entry.ttl,
                records: records,
                labels: labels["\(entry.name)/\(entry.type.rawValue)"] ?? [:],
                created: moment
            )
            save(rrset)
        }
    }
}

extension Zone {
    /// The sets with what every zone has: its start of authority and Hetzner's nameservers.
    fileprivate static func entries(completing wanted: [ZoneFile.Entry]) -> [ZoneFile.Entry] {
        var entries = wanted
        if !entries.contains(where: { $0.name == "@" && $0.type == .soa }) {
            let soa = DNSRecord(value: StartOfAuthority.standard, comment: nil)
            entries.insert(ZoneFile.Entry(name: "@", type: .soa, ttl: nil, records: [soa]), at: 0)
        }
        guard let index = entries.firstIndex(where: { $0.name == "@" && $0.type == .ns }) else {
            let records = nameservers.map { DNSRecord(value: $0, comment: nil) }
            entries.insert(ZoneFile.Entry(name: "@", type: .ns, ttl: nil, records: records), at: 1)
            return entries
        }
        let given = Set(entries[index].records.map(\.value))
        entries[index].records += nameservers.filter { !given.contains($0) }.map { DNSRecord(value: $0, comment: nil) }
        return entries
    }
}
