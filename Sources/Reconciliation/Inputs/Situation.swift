import ResourceModel

/// The three states, put together by address.
struct Situation: Sendable {
    let catalog: Catalog
    /// With a single value where the file lists several.
    private(set) var desired: DesiredState
    private(set) var choices = Choices()
    let observed: ObservedState
    /// The recorded state without what is not there any more, and with what an interrupted apply left.
    var recorded: RecordedState
    /// The object that is at an address now.
    private(set) var bindings: [ResourceAddress: ObservedObject] = [:]
    /// Addresses that an interrupted apply had created.
    private(set) var adopted: Set<ResourceAddress> = []
    /// Where resources were that the file moves.
    let origins: [ResourceAddress: ResourceAddress]
    /// Addresses whose object is gone though the state knows it.
    private(set) var vanished: Set<ResourceAddress> = []
    /// Addresses that the plan takes out of the state without touching their objects.
    private(set) var forgotten: Set<ResourceAddress> = []
    private var owners: [ObjectKey: ResourceAddress] = [:]

    struct ObjectKey: Hashable {
        let type: ResourceType.Name
        let id: ResourceID
    }

    init(
        catalog: Catalog,
        desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState,
        origins: [ResourceAddress: ResourceAddress] = [:]
    ) {
        self.catalog = catalog
        self.desired = desired
        self.observed = observed
        self.recorded = recorded
        self.origins = origins
        bindRecorded()
        bindOwned()
        forgotten = Set(bindings.keys.filter(isForgotten))
        dropForgottenDependencies()
        choices = Chooser(self).choices()
        self.desired = desired.applying(choices)
    }

    /// All addresses that are declared or recorded, sorted.
    var addresses: [ResourceAddress] {
        Set(desired.resources.keys).union(recorded.resources.keys).union(vanished).sorted()
    }

    func type(of address: ResourceAddress) -> ResourceType {
        guard let type = catalog.type(section: address.section) else {
            preconditionFailure("the catalog has no section '\(address.section)'")
        }
        return type
    }

    func owner(of type: ResourceType.Name, _ id: ResourceID) -> ResourceAddress? {
        owners[ObjectKey(type: type, id: id)]
    }

    /// The leaf with the address in the place of an object that is there, also of one that is about to be replaced.
    func withOwner(_ leaf: Value) -> Value {
        guard case .reference(.object(let type, let id)) = leaf, let owner = owner(of: type, id) else { return leaf }
        return .reference(.resource(owner))
    }

    /// The object at an address as a reference that stays the same when the address gets another one.
    func currentObject(at address: ResourceAddress) -> Reference? {
        bindings[address].map { .object(type(of: address).name, $0.id) }
    }

    private func isForgotten(_ address: ResourceAddress) -> Bool {
        guard desired.resources[address] == nil, let record = recorded.resources[address] else { return false }
        return record.keepsOnRemoval || desired.removals.contains { $0.from.contains(address) }
    }

    private mutating func bindRecorded() {
        for (address, record) in recorded.resources {
            recorded.resources[address]?.deposed = record.deposed.filter { observed.object(record.type, $0) != nil }
            if let object = observed.object(record.type, record.id) {
                bind(object, to: address, record.type)
            } else {
                vanished.insert(address)
                recorded.resources[address] = nil
            }
        }
    }

    /// Finds by their labels what was created by an apply that ended before it could save.
    private mutating func bindOwned() {
        let missing = desired.resources.keys.filter { bindings[$0] == nil }.sorted()
        guard !missing.isEmpty else { return }
        var owned: [ResourceType.Name: [String: ObservedObject]] = [:]
        for (type, objects) in observed.objects {
            for object in objects.values where object.ownership?.stack == desired.stack && !isBound(type, object.id) {
                guard let label = object.ownership?.addressLabel else { continue }
                // The oldest wins, so that every run finds the same one.
                if let other = owned[type]?[label], other.id < object.id { continue }
                owned[type, default: [:]][label] = object
            }
        }
        for address in missing {
            let type = type(of: address).name
            let places = [address] + desired.moves.origins(of: address)
            guard let object = places.lazy.compactMap({ owned[type]?[Ownership.label(for: $0)] }).first else {
                continue
            }
            bind(object, to: address, type)
            adopted.insert(address)
            vanished.remove(address)
            recorded.resources[address] = RecordedResource(type: type, id: object.id)
        }
    }

    /// Leaves the records of what the plan is not about as they were.
    mutating func keep(_ original: RecordedState, outside scope: Scope) {
        for address in vanished.union(adopted).sorted() where !scope.contains(address) {
            recorded.resources[address] = original.resources[address]
        }
    }

    /// Finds the new objects of replacements that create first and ended before they could save; whether there are any.
    ///
    /// Only of what would be replaced now as well: a label alone must not be a reason to delete what the state knows.
    mutating func adoptSuccessors(of replaced: Set<ResourceAddress>) -> Bool {
        var isChanged = false
        for address in replaced.sorted() {
            let createsFirst = desired.resources[address]?.lifecycle.createBeforeDestroy == true
            guard createsFirst || type(of: address).createsBeforeDestroying, let current = bindings[address],
                let record = recorded.resources[address],
                let successor = successor(of: current, at: address, record.type)
            else { continue }
            owners[ObjectKey(type: record.type, id: current.id)] = nil
            bind(successor, to: address, record.type)
            adopted.insert(address)
            recorded.resources[address] = RecordedResource(
                type: record.type,
                id: successor.id,
                dependencies: record.dependencies,
                deposed: (record.deposed + [current.id]).sorted()
            )
            isChanged = true
        }
        return isChanged
    }

    private func successor(
        of current: ObservedObject,
        at address: ResourceAddress,
        _ type: ResourceType.Name
    ) -> ObservedObject? {
        let own = Ownership(stack: desired.stack, address: address)
        let candidates = observed.objects[type]?.values.filter { object in
            object.ownership == own && object.id > current.id && !isBound(type, object.id)
        }
        return candidates?.min { $0.id < $1.id }
    }

    private func isBound(_ type: ResourceType.Name, _ id: ResourceID) -> Bool {
        owner(of: type, id) != nil || recorded.resources.values.contains { $0.type == type && $0.deposed.contains(id) }
    }

    private mutating func bind(_ object: ObservedObject, to address: ResourceAddress, _ type: ResourceType.Name) {
        bindings[address] = object
        owners[ObjectKey(type: type, id: object.id)] = address
    }

    private mutating func dropForgottenDependencies() {
        for (address, record) in recorded.resources where !record.dependencies.isEmpty {
            let known = record.dependencies.filter { recorded.resources[$0] != nil || desired.resources[$0] != nil }
            if known.count != record.dependencies.count { recorded.resources[address]?.dependencies = known }
        }
    }
}
