extension SimulatedCloud {
    /// Everything in all projects, in the format of the data file.
    public func snapshot() -> [UInt8] {
        var lines = RecordLines()
        lines.append(world.identifiers)
        for project in projects.values.sorted(by: { $0.token < $1.token }) {
            for kind in ResourceKind.allCases { project.appendAll(kind, to: &lines) }
        }
        return RecordLines.header + lines.bytes
    }

    /// Goes on where a snapshot was taken; actions that ran then have gone on meanwhile.
    public init(
        restoring snapshot: [UInt8],
        settings: SimulatorSettings = SimulatorSettings(),
        catalog: SimulatorCatalog = .standard,
        clock: SimulatorClock = .system
    ) async throws(SimulatorDataError) {
        self.init(settings: settings, catalog: catalog, clock: clock)
        try restore(RestoredRecords(snapshot))
    }

    /// Keeps the projects in a file: reads it when it is there, and appends every change before its answer goes out.
    public init(
        dataFile path: String,
        settings: SimulatorSettings = SimulatorSettings(),
        catalog: SimulatorCatalog = .standard,
        clock: SimulatorClock = .system
    ) async throws(SimulatorDataError) {
        self.init(settings: settings, catalog: catalog, clock: clock)
        let file = try DataFile(path)
        try open(file)
    }

    private func open(_ file: DataFile) throws(SimulatorDataError) {
        try restore(RestoredRecords(file.contents()))
        dataFile = file
        for project in projects.values { project.unsaved = [] }
        try dataFile?.replace(with: snapshot())
    }

    private func restore(_ restored: RestoredRecords) throws(SimulatorDataError) {
        world.identifiers = restored.identifiers
        let order = restored.records.keys.sorted { ($0.project, $0.object.id) < ($1.project, $1.object.id) }
        for key in order {
            guard let text = restored.records[key] else { continue }
            try project(key.project).restore(key.object.kind, text)
        }
        var addresses: Set<IPv4> = []
        var networks: Set<IPv6> = []
        let given =
            projects.values.flatMap { $0.primaryIPs.records.values.map(\.address) }
            + projects.values.flatMap { $0.floatingIPs.records.values.map(\.address) }
        for text in given {
            if let address = IPv4(text) { addresses.insert(address) }
            if let network = IPv6(text) { networks.insert(network) }
        }
        world.addresses.reserve(ipv4: addresses, networks: networks)
        // A restart must not draw the passwords and hardware addresses of the first start again.
        let salt = restored.identifiers.last.values.reduce(0, &+)
        world.random = SeededGenerator(seed: world.settings.seed ^ UInt64(bitPattern: Int64(salt)))
    }

    /// Appends what the last request changed; a file that has grown far beyond its content is written anew.
    func saveChanges() {
        guard let file = dataFile else { return }
        var lines = RecordLines()
        for project in projects.values where project.unsaved?.isEmpty == false {
            for key in project.unsaved ?? [] { project.append(key, to: &lines) }
            project.unsaved = []
        }
        guard !lines.bytes.isEmpty else { return }
        lines.append(world.identifiers)
        file.append(lines.bytes)
        if file.isOvergrown { rewriteDataFile() }
    }

    func rewriteDataFile() {
        guard let file = dataFile else { return }
        do {
            try file.replace(with: snapshot())
        } catch {
            preconditionFailure("The simulator cannot keep its data: \(error)")
        }
    }

    /// Writes the data file out compactly and to the disk; for a clean end.
    public func close() throws(SimulatorDataError) {
        try dataFile?.replace(with: snapshot())
    }
}

extension Project {
    fileprivate func appendAll(_ kind: ResourceKind, to lines: inout RecordLines) {
        switch kind {
        case .action: appendAll(Action.self, to: &lines)
        case .firewall: appendAll(Firewall.self, to: &lines)
        case .certificate: appendAll(Certificate.self, to: &lines)
        case .loadBalancer: appendAll(LoadBalancer.self, to: &lines)
        case .floatingIP: appendAll(FloatingIP.self, to: &lines)
        case .image: appendAll(Image.self, to: &lines)
        case .network: appendAll(Network.self, to: &lines)
        case .placementGroup: appendAll(PlacementGroup.self, to: &lines)
        case .primaryIP: appendAll(PrimaryIP.self, to: &lines)
        case .server: appendAll(Server.self, to: &lines)
        case .sshKey: appendAll(SSHKey.self, to: &lines)
        case .volume: appendAll(Volume.self, to: &lines)
        case .zone: appendAll(Zone.self, to: &lines)
        case .rrset: appendAll(RRSet.self, to: &lines)
        case .storageBox: appendAll(StorageBox.self, to: &lines)
        case .storageSnapshot: appendAll(StorageSnapshot.self, to: &lines)
        case .subaccount: appendAll(Subaccount.self, to: &lines)
        case .iso: break
        }
    }

    private func appendAll<R: Resource>(_ type: R.Type, to lines: inout RecordLines) {
        let table = self[keyPath: R.table]
        for id in table.ids {
            if let record = table[id] { lines.append(record, of: token) }
        }
    }

    fileprivate func append(_ key: ObjectKey, to lines: inout RecordLines) {
        switch key.kind {
        case .action: append(Action.self, key, to: &lines)
        case .firewall: append(Firewall.self, key, to: &lines)
        case .certificate: append(Certificate.self, key, to: &lines)
        case .loadBalancer: append(LoadBalancer.self, key, to: &lines)
        case .floatingIP: append(FloatingIP.self, key, to: &lines)
        case .image: append(Image.self, key, to: &lines)
        case .network: append(Network.self, key, to: &lines)
        case .placementGroup: append(PlacementGroup.self, key, to: &lines)
        case .primaryIP: append(PrimaryIP.self, key, to: &lines)
        case .server: append(Server.self, key, to: &lines)
        case .sshKey: append(SSHKey.self, key, to: &lines)
        case .volume: append(Volume.self, key, to: &lines)
        case .zone: append(Zone.self, key, to: &lines)
        case .rrset: append(RRSet.self, key, to: &lines)
        case .storageBox: append(StorageBox.self, key, to: &lines)
        case .storageSnapshot: append(StorageSnapshot.self, key, to: &lines)
        case .subaccount: append(Subaccount.self, key, to: &lines)
        case .iso: break
        }
    }

    private func append<R: Resource>(_ type: R.Type, _ key: ObjectKey, to lines: inout RecordLines) {
        if let record = self[keyPath: R.table][key.id] {
            lines.append(record, of: token)
        } else {
            lines.append(removed: key, of: token)
        }
    }

    fileprivate func restore(_ kind: ResourceKind, _ text: ArraySlice<UInt8>) throws(SimulatorDataError) {
        switch kind {
        case .action:
            let action = try restored(Action.self, text)
            if action.status == .running { events.plan(.actionEnds(action.id), at: action.due) }
        case .firewall: _ = try restored(Firewall.self, text)
        case .certificate: planRenewal(of: try restored(Certificate.self, text))
        case .loadBalancer:
            let balancer = try restored(LoadBalancer.self, text)
            for due in balancer.health.compactMap(\.settles) {
                events.plan(.healthSettles(balancer: balancer.id), at: due)
            }
        case .floatingIP: _ = try restored(FloatingIP.self, text)
        case .image: _ = try restored(Image.self, text)
        case .network: _ = try restored(Network.self, text)
        case .placementGroup: _ = try restored(PlacementGroup.self, text)
        case .primaryIP: _ = try restored(PrimaryIP.self, text)
        case .server:
            let server = try restored(Server.self, text)
            if let due = server.guestEnds { events.plan(.guestIsOff(server: server.id), at: due) }
            if let due = server.rescueEnds { events.plan(.rescueExpires(server: server.id), at: due) }
            if let due = server.selectorsSettle { events.plan(.selectorsSettle(server: server.id), at: due) }
        case .sshKey: _ = try restored(SSHKey.self, text)
        case .volume: _ = try restored(Volume.self, text)
        case .zone: planDelegationCheck(of: try restored(Zone.self, text).id)
        case .rrset: _ = try restored(RRSet.self, text)
        case .storageBox:
            let box = try restored(StorageBox.self, text)
            if let due = box.nextSnapshot { events.plan(.snapshotIsDue(box: box.id), at: due) }
        case .storageSnapshot: _ = try restored(StorageSnapshot.self, text)
        case .subaccount: _ = try restored(Subaccount.self, text)
        case .iso: break
        }
    }

    private func restored<R: Resource>(_ type: R.Type, _ text: ArraySlice<UInt8>) throws(SimulatorDataError) -> R {
        let record = try RestoredRecords.decoded(type, text)
        save(record)
        return record
    }
}
