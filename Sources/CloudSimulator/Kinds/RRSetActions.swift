extension Project {
    /// The set that the path names, which has to be open to changes.
    private func changeableRRSet(_ call: Call) throws(APIFailure) -> RRSet {
        let rrset = try rrset(call)
        guard !rrset.isProtected else { throw APIFailure.rrsetProtected }
        return rrset
    }

    /// Refuses a set of name servers without Hetzner's own.
    private func requireAssigned(_ values: [String], in rrset: RRSet) throws(APIFailure) {
        guard rrset.type == .ns, rrset.host == "@" else { return }
        guard Set(Zone.nameservers).isSubset(of: values) else {
            let problem = "the NS records of the assigned nameservers cannot be removed"
            throw APIFailure.invalidInput(field: "records", problem)
        }
    }

    func deleteRRSet(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try changeableRRSet(call)
        guard rrset.type != .soa else {
            throw APIFailure.invalidInput(field: "type", "the SOA record cannot be deleted")
        }
        try requireAssigned([], in: rrset)
        return response(startZone("delete_rrset", rrset.zone, .rrsetDeleted(rrset.id)))
    }

    func setRecords(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        let records = input.records(of: rrset.type)
        try input.finish()
        guard !rrset.isProtected else { throw APIFailure.rrsetProtected }
        try requireAssigned(records.map(\.value), in: rrset)
        return response(startZone("set_rrset_records", rrset.zone, .recordsSet(rrset.id, records)))
    }

    /// Makes the set when there is none.
    func addRecords(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let zone = try primaryZone(call)
        guard let type = RecordType(rawValue: call.parameters[2]) else {
            throw APIFailure.notFound(.rrset, "\(call.parameters[1])/\(call.parameters[2])")
        }
        let name = call.parameters[1]
        let rrset = existingRRSet(call, in: zone)
        var input = try call.input()
        let records = input.records(of: type)
        let ttl = input.optionalInteger("ttl", in: Zone.ttls)
        if let ttl, let rrset, ttl != rrset.ttl { input.reject("ttl", "must be the TTL of the existing records") }
        if !DomainName.isRecordName(name, in: zone.title) { input.reject("name", "is not a name in the zone") }
        try input.finish()
        guard rrset?.isProtected != true else { throw APIFailure.rrsetProtected }
        try requirePossible(type, at: name, in: zone)
        if let rrset {
            if type.isSingle {
                throw APIFailure.invalidInput(field: "records", "only one \(type.rawValue) record is possible")
            }
            input.rejectDuplicates(among: records, and: rrset.records)
            try input.finish()
        }
        let entry = ZoneFile.Entry(name: name, type: type, ttl: ttl, records: records)
        return response(startZone("add_rrset_records", zone.id, .recordsAdded(zone: zone.id, entry)))
    }

    /// The set goes with its last record.
    func removeRecords(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        let values = input.records(of: nil).map(\.value)
        try input.finish()
        guard !rrset.isProtected else { throw APIFailure.rrsetProtected }
        try requirePresent(values, in: rrset)
        guard rrset.type != .soa else {
            throw APIFailure.invalidInput(field: "type", "the SOA record cannot be deleted")
        }
        try requireAssigned(rrset.records.map(\.value).filter { !values.contains($0) }, in: rrset)
        return response(startZone("remove_rrset_records", rrset.zone, .recordsRemoved(rrset.id, values)))
    }

    /// Changes comments alone; answers 200, unlike every other action.
    func updateRecords(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        let records = input.records(of: nil)
        for (index, record) in records.enumerated() where record.comment == nil {
            input.reject("records.\(index).comment", "Missing data for required field.")
        }
        try input.finish()
        guard !rrset.isProtected else { throw APIFailure.rrsetProtected }
        try requirePresent(records.map(\.value), in: rrset)
        let action = startZone("update_rrset_records", rrset.zone, .commentsChanged(rrset.id, records))
        return SimulatorResponse(200, ["action": action.json(in: self)])
    }

    private func requirePresent(_ values: [String], in rrset: RRSet) throws(APIFailure) {
        let present = Set(rrset.records.map(\.value))
        guard let missing = values.first(where: { !present.contains($0) }) else { return }
        throw APIFailure(status: 404, code: "not_found", message: "record '\(missing)' not found")
    }

    func changeRRSetTTL(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        if !input.has("ttl") { input.reject("ttl", "Missing data for required field.") }
        let ttl = input.optionalInteger("ttl", in: Zone.ttls)
        try input.finish()
        guard !rrset.isProtected else { throw APIFailure.rrsetProtected }
        return response(startZone("change_rrset_ttl", rrset.zone, .rrsetTTLChanged(rrset.id, ttl)))
    }

    func changeRRSetProtection(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let rrset = try rrset(call)
        var input = try call.input()
        let change = input.boolean("change")
        try input.finish()
        let effect = ZoneEffect.rrsetProtectionChanged(rrset.id, change)
        return response(startZone("change_rrset_protection", rrset.zone, effect))
    }
}

extension APIFailure {
    static let rrsetProtected = protected("RRSet(s) is/are change protected")
}
