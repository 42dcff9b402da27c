import Diagnostics
import ResourceModel

/// Which object is at which address: the recorded state brought up to what is there.
struct Bindings: Sendable {
    let catalog: Catalog
    /// As the file says it, also where it lists several values.
    let desired: DesiredState
    let observed: ObservedState
    /// The recorded state without what is not there any more, and with what an interrupted apply left.
    var recorded: RecordedState
    /// The object that is at an address now.
    private(set) var objects: [ResourceAddress: ObservedObject] = [:]
    /// Addresses whose object the state did not know: an interrupted apply had created it, or the file says so.
    private(set) var adopted: Set<ResourceAddress> = []
    /// Those of which the file says so.
    private(set) var wished: Set<ResourceAddress> = []
    /// Where resources were that the file moves.
    let origins: [ResourceAddress: ResourceAddress]
    /// Addresses whose object is gone though the state knows it.
    private(set) var vanished: Set<ResourceAddress> = []
    /// Addresses that the plan takes out of the state without touching their objects.
    private(set) var forgotten: Set<ResourceAddress> = []
    /// What the file says is to be forgotten.
    let removals: RemovalIndex
    /// Why something cannot be taken over that the file says is.
    private(set) var diagnostics: [Diagnostic] = []
    private var owners: [ObjectKey: ResourceAddress] = [:]
    /// Objects that replacements left behind.
    private var deposed: [ObjectKey: ResourceAddress] = [:]

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
        removals = RemovalIndex(desired.removals)
        bindRecorded()
        bindAdopted()
        bindOwned()
        takeOverMarks()
        forgotten = Set(objects.keys.filter(isForgotten))
        dropForgottenDependencies()
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

    /// Whether a replacement left the object behind.
    func isDeposed(_ type: ResourceType.Name, _ id: ResourceID) -> Bool {
        deposed[ObjectKey(type: type, id: id)] != nil
    }

    private func isForgotten(_ address: ResourceAddress) -> Bool {
        guard desired.resources[address] == nil, let record = recorded.resources[address] else { return false }
        return record.keepsOnRemoval || removals[address] != nil
    }

    private mutating func bindRecorded() {
        for (address, record) in recorded.resources {
            let deposed = record.deposed.filter { observed.object(record.type, $0) != nil }
            recorded.resources[address]?.deposed = deposed
            if let object = observed.object(record.type, record.id) {
                bind(object, to: address, record.type)
                for id in deposed { self.deposed[ObjectKey(type: record.type, id: id)] = address }
            } else {
                vanished.insert(address)
                recorded.resources[address] = nil
            }
        }
    }

    /// What a run took out of service and did not put back is that of whoever finds it, whatever the state knows.
    private mutating func takeOverMarks() {
        for (address, object) in objects where object.takenOutBy != nil {
            recorded.resources[address]?.isOutOfService = true
        }
    }

    /// Finds what the file says is taken over.
    private mutating func bindAdopted() {
        let candidates = AdoptionCandidates(desired, observed)
        for (resource, object) in candidates.found where objects[resource.address] == nil {
            let own = Ownership(stack: desired.stack, address: resource.address)
            if let holder = owner(of: resource.type, object.id) {
                diagnostics.append(.adoptsRecorded(resource, object, holder))
            } else if isDeposed(resource.type, object.id) {
                continue
            } else if let present = object.ownership, present.stack != own.stack, !resource.takesFromOthers {
                diagnostics.append(.adoptsForeign(resource, object, present, own))
            } else {
                bind(object, to: resource.address, resource.type)
                adopted.insert(resource.address)
                wished.insert(resource.address)
                vanished.remove(resource.address)
                recorded.resources[resource.address] = RecordedResource(type: resource.type, id: object.id)
            }
        }
        for (resource, id) in candidates.missing
        where objects[resource.address] == nil && !vanished.contains(resource.address) {
            diagnostics.append(.adoptsNothing(resource, id))
        }
    }

    /// Finds by their labels what was created by an apply that ended before it could save.
    private mutating func bindOwned() {
        let missing = desired.resources.keys.filter { objects[$0] == nil }.sorted()
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
        let sources = MoveIndex(desired.moves).reversed
        for address in missing {
            let type = type(of: address).name
            let places = [address] + sources.path(from: address).map(\.place)
            guard let object = places.lazy.compactMap({ owned[type]?[Ownership.label(for: $0)] }).first else {
                continue
            }
            bind(object, to: address, type)
            adopted.insert(address)
            vanished.remove(address)
            recorded.resources[address] = RecordedResource(type: type, id: object.id)
        }
    }

    /// Finds the new objects of replacements that create first and ended before they could save; whether there are any.
    ///
    /// Only of what would be replaced now as well: a label alone must not be a reason to delete what the state knows.
    mutating func adoptSuccessors(of replaced: Set<ResourceAddress>) -> Bool {
        let creatingFirst = replaced.filter { address in
            desired.resources[address]?.lifecycle.createBeforeDestroy == true
                || type(of: address).createsBeforeDestroying
        }
        guard !creatingFirst.isEmpty else { return false }
        let unbound = unboundObjects(of: Set(creatingFirst.map { type(of: $0).name }))
        var isChanged = false
        for address in creatingFirst.sorted() {
            let own = Ownership(stack: desired.stack, address: address)
            guard let current = objects[address], let record = recorded.resources[address],
                let successor = unbound[record.type]?[own]?.filter({ $0.id > current.id }).min(by: { $0.id < $1.id })
            else { continue }
            adopt(successor, at: address, current, record)
            isChanged = true
        }
        return isChanged
    }

    private func unboundObjects(
        of types: Set<ResourceType.Name>
    ) -> [ResourceType.Name: [Ownership: [ObservedObject]]] {
        types.reduce(into: [:]) { found, type in
            let objects = observed.objects[type]?.values.filter { !isBound(type, $0.id) } ?? []
            found[type] = objects.reduce(into: [:]) { byOwnership, object in
                guard let ownership = object.ownership else { return }
                byOwnership[ownership, default: []].append(object)
            }
        }
    }

    private mutating func adopt(
        _ successor: ObservedObject,
        at address: ResourceAddress,
        _ current: ObservedObject,
        _ record: RecordedResource
    ) {
        owners[ObjectKey(type: record.type, id: current.id)] = nil
        deposed[ObjectKey(type: record.type, id: current.id)] = address
        bind(successor, to: address, record.type)
        adopted.insert(address)
        recorded.resources[address] = RecordedResource(
            type: record.type,
            id: successor.id,
            dependencies: record.dependencies,
            deposed: (record.deposed + [current.id]).sorted()
        )
    }

    private func isBound(_ type: ResourceType.Name, _ id: ResourceID) -> Bool {
        owner(of: type, id) != nil || isDeposed(type, id)
    }

    private mutating func bind(_ object: ObservedObject, to address: ResourceAddress, _ type: ResourceType.Name) {
        objects[address] = object
        owners[ObjectKey(type: type, id: object.id)] = address
    }

    private mutating func dropForgottenDependencies() {
        for (address, record) in recorded.resources where !record.dependencies.isEmpty {
            let known = record.dependencies.filter { recorded.resources[$0] != nil || desired.resources[$0] != nil }
            if known.count != record.dependencies.count { recorded.resources[address]?.dependencies = known }
        }
    }
}
