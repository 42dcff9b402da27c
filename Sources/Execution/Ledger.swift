import HetznerCloud
import Reconciliation
import ResourceModel

/// The recorded state during an apply, saved as it changes, and what is known of the objects.
actor Ledger {
    private let catalog: Catalog
    /// Whether objects carry labels that say whose they are and what is owed to them.
    private let marksObjects: Bool
    private let clock: ClientClock
    private let store: Executor.Save
    private let report: @Sendable (ExecutionEvent) -> Void
    private(set) var recorded: RecordedState
    /// Addresses whose steps mean the successor of the object that still has the address.
    private var succeeding: Set<ResourceAddress>
    /// Addresses that have no object of their own any more, so that something left behind stands in the state for it.
    private var vacant: Set<ResourceAddress> = []
    /// Why the latest save failed.
    private(set) var saveProblem: SaveFailure?
    private var seen: [ResourceType.Name: [ResourceID: ObservedObject]]
    /// The addresses under which objects are recorded, or once were.
    private var owners: [ResourceType.Name: [ResourceID: ResourceAddress]] = [:]
    /// The lists whose elements are known to be in the order of their keys.
    private var ordered: [ResourceAddress: Set<AttributeName>] = [:]
    private var isSaving = false
    /// Whether something has changed since the last save began.
    private var isUnsaved = false
    private var pace: SavePace
    private let (changes, announcer) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    /// Those who asked for a save while one was going on; the one that gets `true` does the next one.
    private(set) var savers: [CheckedContinuation<Bool, Never>] = []

    init(
        _ plan: Plan,
        seen: ObservedState,
        catalog: Catalog,
        marksObjects: Bool,
        clock: ClientClock,
        save store: @escaping Executor.Save,
        report: @escaping @Sendable (ExecutionEvent) -> Void
    ) {
        self.catalog = catalog
        self.marksObjects = marksObjects
        self.clock = clock
        pace = SavePace(start: clock.now())
        self.store = store
        self.report = report
        recorded = plan.recorded
        succeeding = plan.succeeding
        self.seen = seen.objects
        for (address, record) in recorded.resources {
            for id in record.objects { owners[record.type, default: [:]][id] = address }
        }
    }

    func objects(at addresses: [ResourceAddress]) -> [ResourceAddress: Reference] {
        addresses.reduce(into: [:]) { objects, address in
            objects[address] = record(at: address).map { .object($0.type, $0.id) }
        }
    }

    /// What an expression reads of a resource; `nil` where the object has to be asked.
    ///
    /// An attribute that the API never shows is as it was last set.
    func value(_ reference: AttributeReference) -> Value? {
        guard let record = record(at: reference.address) else { return nil }
        if reference.attribute == .id { return record.id.value }
        if let object = seen[record.type]?[record.id] {
            let shown = object.outputs[reference.attribute] ?? object.attributes[reference.attribute]
            if let shown { return shown.mapLeaves(owned) }
        }
        let isShown = catalog[record.type].shows(reference.attribute)
        return isShown ? nil : record.attributes[reference.attribute]
    }

    /// An object that is recorded as the address that it has.
    private func owned(_ leaf: Value) -> Value {
        guard case .reference(.object(let type, let id)) = leaf,
            let owner = owners[type]?[id], isCurrent(id, type, at: owner)
        else { return leaf }
        return .reference(.resource(owner))
    }

    private func isCurrent(_ id: ResourceID, _ type: ResourceType.Name, at address: ResourceAddress) -> Bool {
        guard let record = record(at: address) else { return false }
        return record.type == type && record.id == id
    }

    /// The record of the object that the plan's steps mean by the address.
    func record(at address: ResourceAddress) -> RecordedResource? {
        let record = recorded.resources[address]
        return succeeding.contains(address) ? record?.handedOver ?? record : record
    }

    /// Records the object that the plan's steps mean by the address anew.
    private func put(_ record: RecordedResource, at address: ResourceAddress) {
        if succeeding.contains(address), recorded.resources[address]?.successor != nil {
            recorded.resources[address]?.successor = RecordedSuccessor(record)
        } else {
            recorded.resources[address] = record
        }
    }

    /// What an expression reads of an object that was seen just now.
    ///
    /// In one go, because another step may have it forgotten at once.
    func value(_ reference: AttributeReference, in object: ObservedObject, _ type: ResourceType.Name) -> Value? {
        note(object, type)
        return value(reference)
    }

    /// Remembers what an answer showed of an object.
    func note(_ object: ObservedObject, _ type: ResourceType.Name) { seen[type, default: [:]][object.id] = object }

    /// Forgets what was seen of objects that a step may have changed.
    func forget(_ references: [Reference]) {
        for reference in references {
            switch reference {
            case .object(let type, let id): seen[type]?[id] = nil
            case .resource(let address):
                guard let record = record(at: address) else { continue }
                seen[record.type]?[record.id] = nil
            }
        }
    }
}

// Saving.
extension Ledger {
    /// Returns once what is recorded by now is saved, or could not be.
    ///
    /// A large state takes long to write, so those who come while one is being written share the next write.
    func save() async {
        if isSaving {
            guard await withCheckedContinuation({ savers.append($0) }) else { return }
        }
        isSaving = true
        isUnsaved = false
        let served = savers
        savers = []
        let start = clock.now()
        do {
            try await store(recorded)
            saveProblem = nil
            report(.stateSaved)
        } catch {
            isUnsaved = true
            let problem = error as? SaveFailure ?? SaveFailure("\(error)")
            if saveProblem?.description != problem.description { report(.stateNotSaved(problem.description)) }
            saveProblem = problem
        }
        pace.note(saved: start, clock.now())
        for saver in served { saver.resume(returning: false) }
        if savers.isEmpty {
            isSaving = false
        } else {
            savers.removeFirst().resume(returning: true)
        }
    }

    /// Saves what changes until the task is cancelled, with a pause after each time.
    func keepSaved() async {
        for await _ in changes {
            await saveRest()
            do {
                try await clock.sleep(pace.pause)
            } catch {
                return  // Cancelled: what is left is saved at the end.
            }
        }
    }

    /// Saves what has changed since the last time, if anything has.
    func saveRest() async {
        if isUnsaved { await save() }
    }

    /// Has a change of an object's record saved.
    ///
    /// That may wait where the next run would find out by itself: by the labels of what was made, by the mark on what is out
    /// of service, by asking for what was deleted, and by the difference for what was changed. Else the step waits for it.
    private func keep(_ type: ResourceType.Name) async {
        guard marksObjects, catalog[type].hasLabels else { return await save() }
        isUnsaved = true
        announcer.yield()
    }
}

// What steps leave in the state.
extension Ledger {
    /// There is a new object for the address, which an old one keeps until it is handed over.
    func recordCreation(_ record: RecordedResource, at address: ResourceAddress) async {
        owners[record.type, default: [:]][record.id] = address
        ordered[address] = nil
        if let old = recorded.resources[address], old.id != record.id {
            if vacant.remove(address) == nil {
                recorded.resources[address]?.successor = RecordedSuccessor(record)
                succeeding.insert(address)
            } else {
                recorded.resources[address] = record
                recorded.resources[address]?.deposed = old.objects.sorted()
            }
        } else {
            recorded.resources[address] = record
        }
        await keep(record.type)
    }

    /// What a creation made is of no use, so nothing is handed over to it.
    func recordFailedCreation(at address: ResourceAddress) async {
        guard succeeding.remove(address) != nil, let record = recorded.resources[address] else { return }
        recorded.resources[address] = record.withoutSuccessor
        await keep(record.type)
    }

    /// The object is about to go, so whatever it did its successor does by now.
    func recordHandOver(from id: ResourceID, at address: ResourceAddress) async {
        guard let record = recorded.resources[address], record.id == id, let successor = record.handedOver else {
            return
        }
        recorded.resources[address] = successor
        ordered[address] = nil
        succeeding.remove(address)
        await keep(record.type)
    }

    func recordEdits(_ edits: [RecordedEdit], at address: ResourceAddress, intoService: Bool = false) async {
        guard let type = record(at: address).map({ catalog[$0.type] }) else { return }
        func set(_ name: AttributeName) -> ElementSet? {
            guard case .elements(let set) = type.attribute(name)?.kind else { return nil }
            return set
        }
        if succeeding.contains(address), var record = record(at: address) {
            record = record.applying(edits, set: set)
            if intoService { record.isOutOfService = false }
            put(record, at: address)
        } else {
            // Where it is, because a copy of a zone's records for each of them would be one of the whole zone.
            recorded.resources[address]?.apply(edits, ordered: &ordered[address, default: []], set)
            if intoService { recorded.resources[address]?.isOutOfService = false }
        }
        // What no answer shows only the state can tell the next run.
        if edits.allSatisfy(type.shows) { await keep(type.name) } else { await save() }
    }

    /// Of objects that a replacement left behind, the first stays in the state in the place of the one that is gone.
    private func recordDeletion(of id: ResourceID, at address: ResourceAddress) async {
        guard var record = recorded.resources[address] else { return }
        ordered[address] = nil
        if record.id != id {
            record.deposed.removeAll { $0 == id }
            recorded.resources[address] = record
        } else if let left = record.deposed.first {
            record = RecordedResource(type: record.type, id: left, deposed: Array(record.deposed.dropFirst()))
            recorded.resources[address] = record
            vacant.insert(address)
        } else {
            recorded.resources[address] = nil
        }
        await keep(record.type)
    }

    /// The object is gone, and with it all that was kept below it.
    func recordEnd(of id: ResourceID, _ type: ResourceType.Name, at address: ResourceAddress) async {
        let parts = recorded.resources.filter { catalog[$0.value.type].collection.parent?.type == type }
        for (address, record) in parts.sorted(by: { $0.key < $1.key }) {
            for part in record.objects where part.number == id.number {
                await recordHandOver(from: part, at: address)
                await recordDeletion(of: part, at: address)
            }
        }
        await recordDeletion(of: id, at: address)
    }

    /// Without an ID it is about the object that the plan's steps mean by the address.
    func recordOutOfService(_ isOut: Bool, at address: ResourceAddress, of id: ResourceID? = nil) async {
        guard var record = record(at: address) else { return }
        if id == nil || id == record.id {
            record.isOutOfService = isOut
            put(record, at: address)
        } else if recorded.resources[address]?.id == id {
            recorded.resources[address]?.isOutOfService = isOut
        }
        await keep(record.type)
    }
}

extension ResourceType {
    /// Whether the API's answers show that an edit was made.
    fileprivate func shows(_ edit: RecordedEdit) -> Bool {
        switch edit {
        case .attribute(let name, _), .nested(let name, _, _), .element(let name, _, _): shows(name)
        case .secret, .fingerprint: false
        case .forgetIfEmpty, .dependencies: true
        }
    }

    /// Whether the API's answers have the attribute or output.
    fileprivate func shows(_ name: AttributeName) -> Bool {
        guard let observation = output(name)?.observation ?? attribute(name)?.observation else { return false }
        if case .never = observation { return false }
        return true
    }
}
