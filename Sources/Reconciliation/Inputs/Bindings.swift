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
    /// Replacements that did not come to their end.
    private(set) var handOvers: [ResourceAddress: HandOver] = [:]
    /// Addresses where the plan goes on with the new object.
    private(set) var succeeding: Set<ResourceAddress> = []

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
        bindNamed()
        bindListed()
        takeOverMarks()
        findHandOvers()
        forgotten = Set(objects.keys.filter(isForgotten))
        for address in forgotten.sorted() { moveIntoList(address) }
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
        return record.keepsOnRemoval || removals[address] != nil || isListed(record)
    }

    /// What the state knows of an object goes to the list that it is an element of from now on.
    private mutating func moveIntoList(_ address: ResourceAddress) {
        guard let record = recorded.resources[address], isListed(record),
            let parent = catalog[record.type].collection.parent,
            let list = catalog.attribute(listing: catalog[record.type]), let set = list.kind.elementSet,
            let holder = owner(of: parent.type, ResourceID(record.id.number))
        else { return }
        let parts = set.attributes.compactMap { part in record.attributes[part.name].map { (part.name.text, $0) } }
        let element = Value.map(Dictionary(parts) { first, _ in first })
        let known = recorded.resources[holder]?.attributes[list.name]?.list ?? []
        guard !known.contains(where: { set.key(of: $0) == set.key(of: element) }) else { return }
        recorded.resources[holder]?.attributes[list.name] = .list(known + [element])
    }

    /// Whether the object is an element of the object that it is kept below from now on.
    private func isListed(_ record: RecordedResource) -> Bool {
        guard let parent = catalog[record.type].collection.parent,
            let list = catalog.attribute(listing: catalog[record.type]),
            let holder = owner(of: parent.type, ResourceID(record.id.number))
        else { return false }
        let elements = desired.resources[holder]?.value(list.name)?.list ?? []
        return elements.contains { parent.id(of: $0, below: ResourceID(record.id.number)) == record.id }
    }

    private mutating func bindRecorded() {
        objects.reserveCapacity(recorded.resources.count)
        owners.reserveCapacity(recorded.resources.count)
        for (address, old) in recorded.resources {
            var record = old
            record.deposed = record.deposed.filter { observed.object(record.type, $0) != nil }
            let successor = record.successor.flatMap { observed.object(record.type, $0.id) }
            if successor == nil { record.successor = nil }
            guard let object = observed.object(record.type, record.id) ?? successor else {
                vanished.insert(address)
                recorded.resources[address] = nil
                continue
            }
            if object.id != record.id, var successor = record.handedOver {
                successor.deposed.removeAll { $0 == record.id }
                record = successor
            }
            // The records stay one with those that were given, as long as none is another one.
            if record.isOther(than: old) { recorded.resources[address] = record }
            bind(object, to: address, record.type)
            for id in record.deposed { deposed[ObjectKey(type: record.type, id: id)] = address }
        }
    }

    /// What a run took out of service and did not put back, or made and could not start, is that of whoever finds it,
    /// whatever the state knows.
    private mutating func takeOverMarks() {
        for (address, object) in objects where object.isOwedService {
            recorded.resources[address]?.isOutOfService = true
        }
    }

    /// Finds what the file says is taken over.
    ///
    /// What is kept below another object comes after that.
    private mutating func bindAdopted() {
        let adopting = desired.resources.values.filter { $0.adoption != nil }.sorted { $0.address < $1.address }
        bindAdopted(adopting.filter { catalog[$0.type].collection.parent == nil })
        bindAdopted(adopting.filter { catalog[$0.type].collection.parent != nil })
    }

    private mutating func bindAdopted(_ adopting: [DesiredResource]) {
        let candidates = AdoptionCandidates(adopting, catalog, observed) { objects[$0] }
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
                if let other = owned[type]?[label], !object.precedes(other, catalog[type]) { continue }
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
            takeIn(object, at: address, type)
        }
    }

    /// Finds by their names what such an apply created without labels.
    private mutating func bindNamed() {
        guard !desired.usesOwnershipLabels else { return }
        let creations = NamedCreations(observed)
        var missing = desired.resources.values.filter { objects[$0.address] == nil }.sorted { $0.address < $1.address }
        // What others refer to is found before them.
        while true {
            let found = missing.filter { resource in
                let type = type(of: resource.address)
                guard let object = creations.object(of: resource, type, at: { objects[$0] }),
                    !isBound(type.name, object.id)
                else { return false }
                takeIn(object, at: resource.address, type.name)
                return true
            }
            guard !found.isEmpty else { return }
            missing.removeAll { objects[$0.address] != nil }
        }
    }

    /// Finds what an earlier apply made as an element of the object that it is kept below: it is declared by itself now.
    private mutating func bindListed() {
        let missing = desired.resources.values.filter { objects[$0.address] == nil }.sorted { $0.address < $1.address }
        for resource in missing {
            let type = catalog[resource.type]
            guard let parent = type.collection.parent, let id = type.id(of: resource, at: { objects[$0] }),
                case .reference(.resource(let holder))? = resource.value(parent.attribute),
                let object = observed.object(type.name, id), !isBound(type.name, id),
                let list = catalog.attribute(listing: type),
                (recorded.resources[holder]?.attributes[list.name]?.list ?? [])
                    .contains(where: { parent.tells($0, from: resource) })
            else { continue }
            takeIn(object, at: resource.address, type.name)
            wished.insert(resource.address)
        }
    }

    private mutating func takeIn(_ object: ObservedObject, at address: ResourceAddress, _ type: ResourceType.Name) {
        bind(object, to: address, type)
        adopted.insert(address)
        vanished.remove(address)
        recorded.resources[address] = RecordedResource(type: type, id: object.id)
    }

    private func isBound(_ type: ResourceType.Name, _ id: ResourceID) -> Bool {
        owner(of: type, id) != nil || isDeposed(type, id)
    }

    private mutating func bind(_ object: ObservedObject, to address: ResourceAddress, _ type: ResourceType.Name) {
        objects[address] = object
        owners[ObjectKey(type: type, id: object.id)] = address
    }

    /// Finds the replacements that create first and did not come to their end, in the state and by labels.
    private mutating func findHandOvers() {
        var unbound: [ResourceType.Name: [Ownership: [ObservedObject]]] = [:]
        for (address, old) in objects {
            guard let record = recorded.resources[address] else { continue }
            if let successor = record.successor, var handedOver = record.handedOver,
                let new = observed.object(record.type, successor.id)
            {
                if new.isOwedService { handedOver.isOutOfService = true }
                put(HandOver(old: (old, record), new: (new, handedOver), evidence: .state), at: address)
                continue
            }
            let type = catalog[record.type]
            if unbound[record.type] == nil { unbound[record.type] = unboundObjects(of: record.type) }
            let own = Ownership(stack: desired.stack, address: address)
            guard
                let new = unbound[record.type]?[own]?.filter({ old.precedes($0, type) }).min(by: { $0.id < $1.id })
            else { continue }
            var handedOver = RecordedResource(type: record.type, id: new.id, dependencies: record.dependencies)
            handedOver.deposed = (record.deposed + [old.id]).sorted()
            handedOver.isOutOfService = new.isOwedService
            let named: HandOver.Evidence = adopted.contains(address) ? .nameAlone : .name
            let evidence = new.isTemporary(insteadOf: old, type) ? named : .labels
            put(HandOver(old: (old, record), new: (new, handedOver), evidence: evidence), at: address)
        }
    }

    private mutating func put(_ handOver: HandOver, at address: ResourceAddress) {
        handOvers[address] = handOver
        guard handOver.evidence != .labels else { return }
        deposed[ObjectKey(type: handOver.old.record.type, id: handOver.new.object.id)] = address
    }

    private func unboundObjects(of type: ResourceType.Name) -> [Ownership: [ObservedObject]] {
        let objects = observed.objects[type]?.values.filter { !isBound(type, $0.id) } ?? []
        return objects.reduce(into: [:]) { byOwnership, object in
            guard let ownership = object.ownership, ownership.stack == desired.stack else { return }
            byOwnership[ownership, default: []].append(object)
        }
    }

    /// Puts the new object in the place of the old one where only another one would do, and takes it out again where it
    /// is not as wanted either; whether that changed anything.
    ///
    /// What serves stays as long as it is as the file says. A label alone is no reason to give up what the state knows,
    /// unless the file wants it replaced by a new object that comes first.
    mutating func handOver(replaced: Set<ResourceAddress>) -> Bool {
        var isChanged = false
        for address in replaced {
            guard var handOver = handOvers[address] else { continue }
            switch handOver.stage {
            case .found where handOver.evidence == .state || handOver.evidence == .name || createsFirst(address):
                handOver.stage = .taken
                switchObjects(at: address, from: handOver.old, to: handOver.new)
                succeeding.insert(address)
                if handOver.evidence != .state { adopted.insert(address) }
            case .taken:
                handOver.stage = .declined
                switchObjects(at: address, from: handOver.new, to: handOver.old)
                succeeding.remove(address)
                if handOver.evidence != .state { adopted.remove(address) }
            case .found, .declined: continue
            }
            handOvers[address] = handOver
            isChanged = true
        }
        return isChanged
    }

    private func createsFirst(_ address: ResourceAddress) -> Bool {
        desired.resources[address]?.lifecycle.createBeforeDestroy == true || type(of: address).createsBeforeDestroying
    }

    private mutating func switchObjects(at address: ResourceAddress, from old: HandOver.Side, to new: HandOver.Side) {
        let type = new.record.type
        owners[ObjectKey(type: type, id: old.object.id)] = nil
        deposed[ObjectKey(type: type, id: old.object.id)] = address
        deposed[ObjectKey(type: type, id: new.object.id)] = nil
        bind(new.object, to: address, type)
        recorded.resources[address] = new.record
    }

    private mutating func dropForgottenDependencies() {
        for (address, record) in recorded.resources where !record.dependencies.isEmpty {
            let known = record.dependencies.filter { recorded.resources[$0] != nil || desired.resources[$0] != nil }
            if known.count != record.dependencies.count { recorded.resources[address]?.dependencies = known }
        }
    }
}

extension RecordedResource {
    /// Whether what became of it in the cloud changed it.
    fileprivate func isOther(than old: RecordedResource) -> Bool {
        id != old.id || deposed != old.deposed || successor != old.successor
    }
}
