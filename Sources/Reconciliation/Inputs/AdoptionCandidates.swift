import ResourceModel

/// The objects that resources take over by the file's word, in the order of their addresses.
struct AdoptionCandidates {
    private(set) var found: [(resource: DesiredResource, object: ObservedObject)] = []
    /// Resources whose object is not in the project.
    private(set) var missing: [(resource: DesiredResource, id: ResourceID)] = []

    init(_ desired: DesiredState, _ observed: ObservedState) {
        let adopting = desired.resources.values.filter { $0.adoption != nil }.sorted { $0.address < $1.address }
        for resource in adopting {
            switch resource.adoption {
            case .object(let id)?:
                if let object = observed.object(resource.type, id) {
                    found.append((resource, object))
                } else {
                    missing.append((resource, id))
                }
            case .named?:
                guard let name = resource.value(.name)?.string else { continue }
                let objects = observed.objects[resource.type]?.values.filter { $0.name == name } ?? []
                if let object = objects.min(by: { $0.id < $1.id }) { found.append((resource, object)) }
            case nil:
                continue
            }
        }
    }
}
