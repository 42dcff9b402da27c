import JSONDocuments

/// All records of one name and one type in a zone.
///
/// The API knows it by `name/TYPE`; the number is ours alone.
struct RRSet: Resource {
    static let kind = ResourceKind.rrset
    static var table: ReferenceWritableKeyPath<Project, Table<RRSet>> { \.rrsets }

    static let mostRecords = 50

    let id: Int
    let zone: Int
    /// Relative to the zone.
    let host: String
    let type: RecordType
    var ttl: Int?
    var records: [DNSRecord]
    var labels: [String: String]
    let created: Moment
    var isProtected = false

    /// Unique in the project, as the table has it.
    var name: String? { RRSet.path(zone, host, type) }

    static func path(_ zone: Int, _ host: String, _ type: RecordType) -> String {
        "\(zone)/\(host)/\(type.rawValue)"
    }

    /// The ID as the API has it.
    var publicID: String { "\(host)/\(type.rawValue)" }

    func json(in project: Project) -> JSON {
        [
            "id": .string(publicID), "name": .string(host), "type": .string(type.rawValue), "ttl": .optional(ttl),
            "labels": .map(labels), "protection": ["change": .bool(isProtected)],
            "records": .array(records.map(\.json)), "zone": .int(zone),
        ]
    }

    static func changed(from old: RRSet?, to new: RRSet?, in project: Project) {
        guard let rrset = new ?? old else { return }
        project.relations.rrsetsByZone.move(rrset.id, from: old?.zone, to: new?.zone)
        let added = (new?.records.count ?? 0) - (old?.records.count ?? 0)
        project.relations.recordsByZone[rrset.zone, default: 0] += added
        project.forgetRendering(Zone.self, rrset.zone)
    }
}

/// One record of a set.
struct DNSRecord: Codable, Sendable, Equatable {
    let value: String
    var comment: String?

    init(value: String, comment: String?) {
        self.value = value
        self.comment = comment
    }

    init?(_ input: inout Input) {
        value = input.string("value", .length(1...65_535))
        comment = input.optionalString("comment", .recordComment)
    }

    fileprivate var json: JSON {
        guard let comment, !comment.isEmpty else { return ["value": .string(value)] }
        return ["value": .string(value), "comment": .string(comment)]
    }
}

extension TextRule {
    /// What fits on the line of a zone file.
    fileprivate static let recordComment = TextRule(problem: "must be one line of text") { text in
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}

/// A set as requests give it.
struct RRSetRequest {
    let entry: ZoneFile.Entry
    let labels: [String: String]

    init?(_ input: inout Input, zone: String) {
        let name = input.string("name")
        if input.value("name")?.string != nil, !DomainName.isRecordName(name, in: zone) {
            input.reject("name", "must be @ or a name relative to the zone, in lower case")
        }
        let type = RecordType(rawValue: input.string("type", .oneOf(RecordType.allCases.map(\.rawValue))))
        let ttl = input.optionalInteger("ttl", in: Zone.ttls)
        labels = input.labels() ?? [:]
        let records = input.records(of: type)
        guard let type else { return nil }
        entry = ZoneFile.Entry(name: name, type: type, ttl: ttl, records: records)
    }
}

extension Input {
    /// Rejects the values that are there before, in the list or in the set that gets it.
    mutating func rejectDuplicates(among records: [DNSRecord], and present: [DNSRecord] = []) {
        var values = Set(present.map(\.value))
        for (index, record) in records.enumerated() where !values.insert(record.value).inserted {
            reject("records.\(index).value", "duplicate value")
        }
    }

    /// The required list of records, which must be distinct; values are checked where the type is known.
    mutating func records(of type: RecordType?) -> [DNSRecord] {
        let before = problems.count
        let records = objects("records", required: true) { DNSRecord(&$0) }
        guard problems.count == before else { return records }
        if !(1...RRSet.mostRecords).contains(records.count) {
            reject("records", "must have 1 to \(RRSet.mostRecords) records")
        }
        rejectDuplicates(among: records)
        guard let type else { return records }
        if type.isSingle, records.count > 1 { reject("records", "only one \(type.rawValue) record is possible") }
        for (index, record) in records.enumerated() {
            if let problem = type.problem(in: record.value) { reject("records.\(index).value", problem) }
        }
        return records
    }
}

extension Route {
    static let rrsets: [Route] = [
        Route(.get, "zones/{id_or_name}/rrsets") { try $0.project.listRRSets($0) },
        Route(.post, "zones/{id_or_name}/rrsets") { try $0.project.createRRSet($0) },
        Route(.get, "\(rrset)") { call in
            let found = try call.project.rrset(call)
            return SimulatorResponse(200, ["rrset": call.project.rendered(found)])
        },
        Route(.put, "\(rrset)") { try $0.project.updateRRSet($0) },
        Route(.delete, "\(rrset)") { try $0.project.deleteRRSet($0) },
        Route(.post, "\(rrset)/actions/set_records") { try $0.project.setRecords($0) },
        Route(.post, "\(rrset)/actions/add_records") { try $0.project.addRecords($0) },
        Route(.post, "\(rrset)/actions/remove_records") { try $0.project.removeRecords($0) },
        Route(.post, "\(rrset)/actions/update_records") { try $0.project.updateRecords($0) },
        Route(.post, "\(rrset)/actions/change_ttl") { try $0.project.changeRRSetTTL($0) },
        Route(.post, "\(rrset)/actions/change_protection") { try $0.project.changeRRSetProtection($0) },
    ]

    private static let rrset = "zones/{id_or_name}/rrsets/{rr_name}/{rr_type}"
}

extension Project {
    /// The set that the path names, if there is one.
    func existingRRSet(_ call: Call, in zone: Zone) -> RRSet? {
        guard let type = RecordType(rawValue: call.parameters[2]) else { return nil }
        return rrsets.id(named: RRSet.path(zone.id, call.parameters[1], type)).flatMap { rrsets[$0] }
    }

    func rrset(_ call: Call) throws(APIFailure) -> RRSet {
        let zone = try primaryZone(call)
        guard let rrset = existingRRSet(call, in: zone) else {
            throw APIFailure.notFound(.rrset, "\(call.parameters[1])/\(call.parameters[2])")
        }
        return rrset
    }

    /// All sets of the zone, or those that can have one of the names.
    private func candidates(in zone: Int, _ query: Query) -> [Int] {
        let hosts = Set(query.all("name"))
        guard !hosts.isEmpty else { return relations.rrsetsByZone.sorted(zone) }
        let paths = hosts.flatMap { host in RecordType.allCases.map { RRSet.path(zone, host, $0) } }
        return paths.compactMap { rrsets.id(named: $0) }.sorted()
    }

    fileprivate func listRRSets(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try primaryZone(call)
        let known = RecordType.allCases.map(\.rawValue)
        let filters = [
            ListFilter<RRSet>(parameter: "name") { $1.contains($0.host) },
            ListFilter<RRSet>(parameter: "type", allowed: known) { $1.contains($0.type.rawValue) },
        ]
        let candidates = candidates(in: zone.id, call.query)
        let ids = try selection(RRSet.self, inside: zone.id, among: candidates, call.query, filters) {
            field,
            left,
            right in
            switch field {
            case .id: .init(left.publicID, right.publicID)
            case .name: .init(left.host, right.host)
            case .created: .init(left.created, right.created)
            }
        }
        let page = try Page(of: ids, call.query, largest: 100)
        return page.response("rrsets", call) { rendering(RRSet.self, $0) }
    }

    fileprivate func createRRSet(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try primaryZone(call)
        var input = try call.input()
        let request = RRSetRequest(&input, zone: zone.title)
        try input.finish()
        guard let request else { throw APIFailure.invalidInput(field: "type", "is not valid") }
        let entry = request.entry
        try requirePossible(entry.type, at: entry.name, in: zone)
        guard rrsets.id(named: RRSet.path(zone.id, entry.name, entry.type)) == nil else {
            throw APIFailure.notUnique(.rrset)
        }
        let rrset = RRSet(
            id: world.identifiers.next(.rrset),
            zone: zone.id,
            host: entry.name,
            type: entry.type,
            ttl: entry.ttl,
            records: entry.records,
            labels: request.labels,
            created: now
        )
        save(rrset)
        let action = startZone("create_rrset", zone.id, .rrsetCreated(rrset.id))
        return SimulatorResponse(201, ["rrset": rendered(rrset), "action": action.json(in: self)])
    }

    /// Refuses an alias beside other records, others beside an alias, and a second start of authority.
    func requirePossible(_ type: RecordType, at name: String, in zone: Zone) throws(APIFailure) {
        guard type != .soa || name == "@" else {
            throw APIFailure.invalidInput(field: "name", "a SOA record is only possible at the name @")
        }
        let others = RecordType.allCases.filter { other in
            other != type && (type == .cname || other == .cname)
                && rrsets.id(named: RRSet.path(zone.id, name, other)) != nil
        }
        guard others.isEmpty else {
            throw APIFailure.invalidInput(field: "type", "a CNAME record excludes others at the name \(name)")
        }
    }

    fileprivate func updateRRSet(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        let labels = input.labels()
        try input.finish()
        if let labels { change(RRSet.self, rrset.id) { $0.labels = labels } }
        guard let changed = rrsets[rrset.id] else { throw APIFailure.notFound(.rrset, rrset.publicID) }
        return SimulatorResponse(200, ["rrset": rendered(changed)])
    }
}
