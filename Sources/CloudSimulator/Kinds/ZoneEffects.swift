/// What an action on a zone or its records changes when it succeeds.
///
/// A zone takes any number of actions at once and carries them out in the order in which they came.
enum ZoneEffect: Codable, Sendable {
    case created(Int)
    case deleted(Int)
    case ttlChanged(Int, Int)
    case nameserversChanged(Int, [PrimaryNameserver])
    case protectionChanged(Int, Bool)
    case fileImported(Int, ZoneFile)
    case rrsetCreated(Int)
    case rrsetDeleted(Int)
    case rrsetTTLChanged(Int, Int?)
    case rrsetProtectionChanged(Int, Bool)
    case recordsSet(Int, [DNSRecord])
    case recordsAdded(zone: Int, ZoneFile.Entry)
    case recordsRemoved(Int, [String])
    case commentsChanged(Int, [DNSRecord])
}

extension Project {
    /// Begins an action on a zone, which shows as `updating` meanwhile.
    func startZone(_ command: String, _ zone: Int, _ effect: ZoneEffect) -> Action {
        start(command, on: [.zone(zone)], takes: ActionTime.zone, .zone(effect))
    }

    func carryOut(_ effect: ZoneEffect, at moment: Moment) -> Action.Failure? {
        switch effect {
        case .created(let id):
            change(Zone.self, id) { $0.served = moment }
            planDelegationCheck(of: id)
        case .deleted(let id): zoneIsDeleted(id)
        case .ttlChanged(let id, let ttl):
            change(Zone.self, id) { $0.ttl = ttl }
            countUp(id, at: moment)
        case .nameserversChanged(let id, let servers): change(Zone.self, id) { $0.primaryNameservers = servers }
        case .protectionChanged(let id, let flag): change(Zone.self, id) { $0.isProtected = flag }
        case .fileImported(let id, let file): fileIsImported(file, into: id, at: moment)
        case .rrsetCreated(let id): countUp(rrsets[id]?.zone, at: moment)
        case .rrsetDeleted(let id):
            countUp(rrsets[id]?.zone, at: moment)
            remove(RRSet.self, id)
        case .rrsetTTLChanged(let id, let ttl):
            change(RRSet.self, id) { $0.ttl = ttl }
            countUp(rrsets[id]?.zone, at: moment)
        case .rrsetProtectionChanged(let id, let flag): change(RRSet.self, id) { $0.isProtected = flag }
        case .recordsSet(let id, let records): recordsAreSet(records, in: id, at: moment)
        case .recordsAdded(let zone, let entry): return recordsAreAdded(entry, in: zone, at: moment)
        case .recordsRemoved(let id, let values): recordsAreRemoved(values, from: id, at: moment)
        case .commentsChanged(let id, let records): commentsChange(records, in: id)
        }
        return nil
    }

    /// Only what a request shows at once has to be taken back.
    func takeBack(_ effect: ZoneEffect) {
        switch effect {
        case .created(let id): zoneIsDeleted(id)
        case .rrsetCreated(let id): remove(RRSet.self, id)
        case .deleted, .ttlChanged, .nameserversChanged, .protectionChanged, .fileImported, .rrsetDeleted,
            .rrsetTTLChanged, .rrsetProtectionChanged, .recordsSet, .recordsAdded, .recordsRemoved, .commentsChanged:
            break
        }
    }

    func planDelegationCheck(of id: Int) {
        guard let zone = zones[id], zone.foundUnregistered == nil, let served = zone.served else { return }
        guard !world.settings.isRegistered(zone.title) else { return }
        events.plan(.delegationIsChecked(zone: id), at: served.adding(ActionTime.delegationCheck))
    }

    func delegationIsChecked(_ id: Int, at moment: Moment) {
        change(Zone.self, id) { $0.foundUnregistered = moment }
    }

    private func zoneIsDeleted(_ id: Int) {
        for rrset in relations.rrsetsByZone.sorted(id) { remove(RRSet.self, rrset) }
        remove(Zone.self, id)
    }

    /// Gives the zone's start of authority the next serial.
    private func countUp(_ zone: Int?, at moment: Moment) {
        guard let zone, let soa = startOfAuthority(of: zone) else { return }
        change(RRSet.self, soa.id) { rrset in
            let value = StartOfAuthority(rrset.records[0].value, at: moment).value
            rrset.records[0] = DNSRecord(value: value, comment: rrset.records[0].comment)
        }
    }

    private func startOfAuthority(of zone: Int) -> RRSet? {
        rrsets.id(named: RRSet.path(zone, "@", .soa)).flatMap { rrsets[$0] }
    }

    private func recordsAreSet(_ records: [DNSRecord], in id: Int, at moment: Moment) {
        change(RRSet.self, id) { rrset in
            if rrset.type == .soa, let old = rrset.records.first, let new = records.first {
                let value = StartOfAuthority(new.value, serialOf: old.value).value
                rrset.records = [DNSRecord(value: value, comment: new.comment)]
            } else {
                rrset.records = records
            }
        }
        countUp(rrsets[id]?.zone, at: moment)
    }

    /// Another action may have come first, with a set that excludes this one.
    private func recordsAreAdded(_ entry: ZoneFile.Entry, in id: Int, at moment: Moment) -> Action.Failure? {
        guard let zone = zones[id] else { return .canceled }
        let present = rrsets.id(named: RRSet.path(id, entry.name, entry.type)).flatMap { rrsets[$0] }
        if let present {
            let known = Set(present.records.map(\.value))
            let new = entry.records.filter { !known.contains($0.value) }
            guard !entry.type.isSingle || new.isEmpty else { return .injected }
            change(RRSet.self, present.id) { $0.records += new }
        } else {
            do {
                try requirePossible(entry.type, at: entry.name, in: zone)
            } catch {
                return Action.Failure(code: "action_failed", message: error.message)
            }
            fill(id, with: [entry], at: moment)
        }
        countUp(id, at: moment)
        return nil
    }

    private func recordsAreRemoved(_ values: [String], from id: Int, at moment: Moment) {
        change(RRSet.self, id) { rrset in rrset.records.removeAll { values.contains($0.value) } }
        countUp(rrsets[id]?.zone, at: moment)
        if rrsets[id]?.records.isEmpty == true { remove(RRSet.self, id) }
    }

    private func commentsChange(_ records: [DNSRecord], in id: Int) {
        change(RRSet.self, id) { rrset in
            for record in records {
                guard let index = rrset.records.firstIndex(where: { $0.value == record.value }) else { continue }
                rrset.records[index].comment = record.comment
            }
        }
    }

    /// Replaces all records; the start of authority stays where the file has none.
    private func fileIsImported(_ file: ZoneFile, into id: Int, at moment: Moment) {
        let soa = startOfAuthority(of: id)
        for rrset in relations.rrsetsByZone.sorted(id) { remove(RRSet.self, rrset) }
        guard zones[id] != nil else { return }
        if let ttl = file.ttl { change(Zone.self, id) { $0.ttl = ttl } }
        var entries = file.entries
        if let soa, let old = soa.records.first {
            if let index = entries.firstIndex(where: { $0.type == .soa }) {
                let record = entries[index].records[0]
                let value = StartOfAuthority(record.value, serialOf: old.value).value
                entries[index].records[0] = DNSRecord(value: value, comment: record.comment)
            } else {
                entries.insert(ZoneFile.Entry(name: "@", type: .soa, ttl: soa.ttl, records: [old]), at: 0)
            }
        }
        fill(id, with: entries, at: moment)
    }
}
