import Reconciliation
import ResourceModel

/// Which objects the running steps hold, of which the API takes one mutation at a time.
struct Occupancy {
    enum Key: Hashable {
        case address(ResourceAddress)
        case object(ResourceType.Name, ResourceID)
    }

    private var objects: [ResourceAddress: Key]
    private var held: Set<Key> = []
    private var heldBy: [Step.ID: Set<Key>] = [:]

    init(_ plan: Plan) {
        objects = plan.recorded.resources.reduce(into: [:]) { objects, entry in
            let (address, record) = entry
            let successor = plan.succeeding.contains(address) ? record.successor : nil
            objects[address] = .object(record.type, successor?.id ?? record.id)
        }
    }

    /// One of the step's objects that is held, if any is.
    func obstacle(to step: Step) -> Key? { keys(step).first(where: held.contains) }

    mutating func take(_ step: Step) {
        let keys = keys(step)
        held.formUnion(keys)
        heldBy[step.id] = keys
    }

    /// Lets go of what the step holds, and says what that was.
    mutating func release(_ step: Step.ID) -> Set<Key> {
        let released = heldBy.removeValue(forKey: step) ?? []
        held.subtract(released)
        return released
    }

    /// An address has an object now, under which other steps may mean it.
    mutating func note(_ id: ResourceID, _ type: ResourceType.Name, at address: ResourceAddress) {
        objects[address] = .object(type, id)
    }

    /// An address is held as such too: its creation runs before there is an object.
    private func keys(_ step: Step) -> Set<Key> {
        step.occupies.reduce(into: []) { keys, reference in
            switch reference {
            case .object(let type, let id):
                keys.insert(.object(type, id))
            case .resource(let address):
                keys.insert(.address(address))
                if let object = objects[address] { keys.insert(object) }
            }
        }
    }
}
