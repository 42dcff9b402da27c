import Diagnostics
import Reconciliation
import ResourceModel

/// Records that go from one stack's state into another's.
package struct StateHandover: Sendable {
    /// Where each was, and where it is in the other state.
    package let places: [ResourceAddress: ResourceAddress]
    /// What the first state keeps.
    package let rest: RecordedState
    /// The other state with them in it.
    package let other: RecordedState
}

extension RecordedState {
    /// A resource, all instances of one, or a module, in another stack's state.
    ///
    /// What refers to something that is in the other state now speaks of the object itself, as of everything that a file
    /// does not declare. Throws where nothing is recorded there, and where something else is at the new place.
    package func handing(
        _ from: MoveTarget,
        at to: MoveTarget,
        over other: RecordedState
    ) throws(WorkflowFailure) -> StateHandover {
        let move = Move(from: from, to: to)
        let pairs = resources.keys.compactMap { address in
            move.destination(of: address).map { (address, $0) }
        }
        let places = Dictionary(pairs) { first, _ in first }
        guard !places.isEmpty else { throw WorkflowFailure(.nothingRecorded(from, in: self)) }
        guard places.allSatisfy({ $0.key.section == $0.value.section }) else {
            throw WorkflowFailure(.otherSection(from, to))
        }
        if let taken = places.values.sorted().first(where: { other.resources[$0] != nil }) {
            throw WorkflowFailure(.takenPlace(from, taken))
        }
        let leaving = resources.filter { places[$0.key] != nil }
        let staying = resources.filter { places[$0.key] == nil }
        var rest = self
        rest.resources = staying.mapValues { record in
            record.referring(leaving.objects) { places[$0] == nil ? $0 : nil }
        }
        let salts = RecordedState(stack: stack, resources: leaving, salts: salts).usedSalts
        var whole = RecordedState(
            stack: other.stack,
            resources: other.resources,
            salts: other.salts + salts.filter { !other.salts.contains($0) }
        )
        for (address, record) in leaving {
            whole.resources[places[address] ?? address] = record.referring(staying.objects) { places[$0] }
        }
        return StateHandover(places: places, rest: rest, other: whole)
    }

    /// The same as the state of a stack of another name.
    package func renamed(_ stack: String) -> RecordedState {
        var state = self
        state.stack = stack
        return state
    }
}

extension [ResourceAddress: RecordedResource] {
    fileprivate var objects: [ResourceAddress: Reference] { mapValues { .object($0.type, $0.id) } }
}

extension RecordedResource {
    /// The record with references to what the state does not have any more as such to the object itself.
    ///
    /// - Parameter place: where something else is in the state; nil where it is not.
    fileprivate func referring(
        _ objects: [ResourceAddress: Reference],
        _ place: (ResourceAddress) -> ResourceAddress?
    ) -> RecordedResource {
        func referring(_ attributes: [AttributeName: Value]) -> [AttributeName: Value] {
            attributes.mapValues { value in
                value.mapLeaves { leaf in
                    guard case .reference(.resource(let address)) = leaf else { return leaf }
                    return .reference(place(address).map { .resource($0) } ?? objects[address] ?? .resource(address))
                }
            }
        }
        var record = self
        record.dependencies = dependencies.compactMap(place).sorted()
        record.attributes = referring(attributes)
        if let successor {
            record.successor?.dependencies = successor.dependencies.compactMap(place).sorted()
            record.successor?.attributes = referring(successor.attributes)
        }
        return record
    }
}
