import ResourceModel

/// An object of the project that is in no address of the file or the state.
package struct UnmanagedObject: Hashable, Sendable {
    package let type: ResourceType.Name
    package let object: ObservedObject
    /// Whether its labels say that this stack made it.
    package let isOrphan: Bool
    /// `nil` where prices were not read.
    package let cost: ResourceCost?
}

extension Planner {
    /// What is in the project and in no file, sorted by type and ID; what comes and goes with another object is left out.
    package func unmanaged(
        desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState
    ) -> [UnmanagedObject] {
        let situation = Situation(
            catalog: catalog,
            desired: desired,
            recorded: recorded,
            observed: observed,
            evaluator: evaluator
        )
        let prices = observed.prices.map { ObservedPrice($0) }
        return catalog.types.flatMap { type -> [UnmanagedObject] in
            let objects = observed.objects[type.name]?.values.sorted { $0.id < $1.id } ?? []
            let unmanaged = objects.filter { object in
                !situation.isManaged(type.name, object.id) && !type.isBroughtAlong(object, observed)
            }
            return unmanaged.map { object in
                let cost = prices?.cost(of: object, type) { isListed($0, observed) }
                let isOrphan = object.ownership?.stack == desired.stack
                return UnmanagedObject(type: type.name, object: object, isOrphan: isOrphan, cost: cost)
            }
        }
    }

    /// Whether an object stands for itself: what comes along with another one is charged with that.
    private func isListed(_ reference: Reference, _ observed: ObservedState) -> Bool {
        guard case .object(let name, let id) = reference, let object = observed.object(name, id) else { return false }
        return !catalog[name].isBroughtAlong(object, observed)
    }
}

extension Situation {
    fileprivate func isManaged(_ type: ResourceType.Name, _ id: ResourceID) -> Bool {
        owner(of: type, id) != nil || isDeposed(type, id)
    }
}

extension ResourceType {
    fileprivate func isBroughtAlong(_ object: ObservedObject, _ observed: ObservedState) -> Bool {
        guard let companion, object.attributes[companion.condition] == true,
            let id = object.outputs[companion.output]?.integer
        else { return false }
        return companion.types.contains { observed.object($0, ResourceID(id)) != nil }
    }
}
