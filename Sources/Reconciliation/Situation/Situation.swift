import Diagnostics
import Fingerprinting
import ResourceModel

/// The three states, put together by address, with what the file lists decided.
struct Situation: Sendable {
    private var bound: Bindings
    let evaluator: ExpressionEvaluator
    let fingerprinter: Fingerprinter
    /// With a single value where the file lists several, and without what waits for the next apply.
    var desired: DesiredState
    let choices: Choices
    private(set) var relations: Relations

    init(
        catalog: Catalog,
        desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState,
        origins: [ResourceAddress: ResourceAddress] = [:],
        evaluator: ExpressionEvaluator,
        fingerprinter: Fingerprinter? = nil
    ) {
        self.evaluator = evaluator
        self.fingerprinter = fingerprinter ?? Fingerprinter(recorded)
        bound = Bindings(
            catalog: catalog,
            desired: desired,
            recorded: recorded,
            observed: observed,
            origins: origins
        )
        choices = Chooser(bound).choices()
        self.desired = desired.applying(choices)
        relations = Relations(self.desired, bound)
    }

    var catalog: Catalog { bound.catalog }
    var observed: ObservedState { bound.observed }
    /// The recorded state without what is not there any more, and with what an interrupted apply left.
    var recorded: RecordedState { bound.recorded }
    /// The object that is at an address now.
    var bindings: [ResourceAddress: ObservedObject] { bound.objects }
    /// Addresses whose object the state did not know: an interrupted apply had created it, or the file says so.
    var adopted: Set<ResourceAddress> { bound.adopted }
    /// Those of which the file says that they take over what is there.
    var wishedAdoptions: Set<ResourceAddress> { bound.wished }
    /// Why something cannot be taken over that the file says is.
    var diagnostics: [Diagnostic] { bound.diagnostics }
    /// Addresses where the plan goes on with the new object of a replacement that did not come to its end.
    var succeeding: Set<ResourceAddress> { bound.succeeding }
    /// Where resources were that the file moves.
    var origins: [ResourceAddress: ResourceAddress] { bound.origins }
    /// Addresses whose object is gone though the state knows it.
    var vanished: Set<ResourceAddress> { bound.vanished }
    /// Addresses that the plan takes out of the state without touching their objects.
    var forgotten: Set<ResourceAddress> { bound.forgotten }
    /// What the file says is to be forgotten.
    var removals: RemovalIndex { bound.removals }

    /// All addresses that are declared or recorded, sorted.
    var addresses: [ResourceAddress] {
        Set(desired.resources.keys).union(recorded.resources.keys).union(vanished).sorted()
    }

    func type(of address: ResourceAddress) -> ResourceType { bound.type(of: address) }

    /// The value of something deferred; `nil` while something that it reads is unknown.
    func value(of deferred: DeferredValue, _ lookup: ExpressionEvaluator.Lookup) throws -> Value? {
        try evaluator.value(of: deferred, in: catalog, lookup)
    }

    func owner(of type: ResourceType.Name, _ id: ResourceID) -> ResourceAddress? { bound.owner(of: type, id) }

    /// Whether a replacement left the object behind.
    func isDeposed(_ type: ResourceType.Name, _ id: ResourceID) -> Bool { bound.isDeposed(type, id) }

    /// Whether an object is there that the value names in the place of what is offered: a snapshot as an image.
    func isThere(_ value: Value, insteadOf offering: Offering) -> Bool {
        guard let id = value.integer ?? value.string.flatMap(Int64.init) else { return false }
        return object(ResourceID(id), standingFor: offering) != nil
    }

    /// An object of the project that can be asked for as what the API offers can: a snapshot is an image.
    func object(_ id: ResourceID, standingFor offering: Offering) -> (type: ResourceType.Name, object: ObservedObject)?
    {
        for type in catalog.types where type.standsFor == offering {
            if let object = observed.object(type.name, id) { return (type.name, object) }
        }
        return nil
    }

    /// What is at an address beside the object that has it.
    func leftovers(at address: ResourceAddress) -> [Leftover] {
        let type = type(of: address).name
        var found = (recorded.resources[address]?.deposed ?? []).map { Leftover(id: $0, origin: .replaced) }
        if let handOver = bound.handOvers[address], handOver.stage != .taken {
            switch handOver.evidence {
            case .state, .name: found.append(Leftover(id: handOver.new.object.id, origin: .abandoned))
            case .nameAlone: found.append(Leftover(id: handOver.new.object.id, origin: .labelled))
            case .labels: break
            }
        }
        return found.filter { observed.object(type, $0.id) != nil }
    }

    /// Whether a value refers to what a replacement left behind.
    func isLeftover(in value: Value) -> Bool {
        value.references.contains { reference in
            guard case .object(let type, let id) = reference else { return false }
            return isDeposed(type, id)
        }
    }

    /// The leaf with the address in the place of an object that is there, also of one that is about to be replaced.
    func withOwner(_ leaf: Value) -> Value {
        guard case .reference(.object(let type, let id)) = leaf, let owner = owner(of: type, id) else { return leaf }
        return .reference(.resource(owner))
    }

    /// The address that an element of an object's list has as a resource by itself; `nil` for one that is the list's alone,
    /// or is from now on.
    func owner(
        of element: Value,
        in attribute: Attribute,
        of object: ObservedObject,
        _ type: ResourceType
    ) -> ResourceAddress? {
        guard let listed = catalog.type(listedBy: attribute.name, of: type),
            let id = listed.collection.parent?.id(of: element, below: object.id),
            let owner = owner(of: listed.name, id)
        else { return nil }
        return forgotten.contains(owner) ? nil : owner
    }

    /// The object at an address as a reference that stays the same when the address gets another one.
    func currentObject(at address: ResourceAddress) -> Reference? {
        bindings[address].map { .object(type(of: address).name, $0.id) }
    }

    /// The object that a reference means at the moment; `nil` for what is still to be created.
    func object(of reference: Reference) -> Reference? {
        switch reference {
        case .object: reference
        case .resource(let address): currentObject(at: address)
        }
    }
}

/// An object that a replacement left which did not come to its end, or whose end is not recorded.
struct Leftover {
    enum Origin {
        /// It was replaced and has to go.
        case replaced
        /// It was to come in the place of another one, which stays or is replaced by yet another one.
        case abandoned
        /// The same, where nothing but labels tells whose both objects are.
        case labelled
    }

    let id: ResourceID
    let origin: Origin
}

extension Situation {
    /// What the state is to say after the plan's first save: the old object of a replacement that the plan goes on with
    /// has its address until all is handed over.
    func recording(_ recorded: RecordedState) -> RecordedState {
        var state = recorded
        for address in succeeding {
            guard let new = recorded.resources[address], var old = bound.handOvers[address]?.old.record else {
                continue
            }
            old.successor = RecordedSuccessor(new)
            old.preventDestroy = new.preventDestroy
            old.keepsOnRemoval = new.keepsOnRemoval
            state.resources[address] = old
        }
        return state
    }

    /// What the state has said of an object at an address that the plan is to delete, also of one that its successor took
    /// the place of.
    func record(of id: ResourceID, at address: ResourceAddress) -> RecordedResource? {
        let records = [bound.handOvers[address]?.old.record, recorded.resources[address]].compactMap(\.self)
        return records.first { $0.id == id || $0.deposed.contains(id) }
    }

    /// Leaves the records of what the plan is not about as they were.
    mutating func keep(_ original: RecordedState, outside selected: SelectedAddresses) {
        let left = vanished.union(adopted).filter { !selected.contains($0) }
        guard !left.isEmpty else { return }
        for address in left { bound.recorded.resources[address] = original.resources[address] }
        relations = Relations(desired, bound)
    }

    /// Decides about replacements that did not come to their end, by what would be replaced now; whether that changed
    /// anything.
    mutating func handOver(replaced: Set<ResourceAddress>) -> Bool {
        guard bound.handOver(replaced: replaced) else { return false }
        relations = Relations(desired, bound)
        return true
    }
}
