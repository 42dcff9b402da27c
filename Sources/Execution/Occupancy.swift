import Reconciliation
import ResourceModel

/// Which objects the running steps hold, of which the API takes one mutation at a time.
struct Occupancy {
    private enum Key: Hashable {
        case address(ResourceAddress)
        case object(ResourceType.Name, ResourceID)
    }

    private var objects: [ResourceAddress: Key]
    private var held: Set<Key> = []
    private var heldBy: [Step.ID: Set<Key>] = [:]

    init(_ recorded: RecordedState) {
        objects = recorded.resources.mapValues { .object($0.type, $0.id) }
    }

    func isFree(_ step: Step) -> Bool { keys(step).isDisjoint(with: held) }

    mutating func take(_ step: Step) {
        let keys = keys(step)
        held.formUnion(keys)
        heldBy[step.id] = keys
    }

    mutating func release(_ step: Step.ID) {
        held.subtract(heldBy.removeValue(forKey: step) ?? [])
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
