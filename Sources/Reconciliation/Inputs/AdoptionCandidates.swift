import ResourceModel

/// The objects that resources take over by the file's word, in the order of their addresses.
struct AdoptionCandidates {
    private(set) var found: [(resource: DesiredResource, object: ObservedObject)] = []
    /// Resources whose object is not in the project.
    private(set) var missing: [(resource: DesiredResource, id: ResourceID)] = []

    /// - Parameter place: the object that is at an address.
    init(
        _ adopting: [DesiredResource],
        _ catalog: Catalog,
        _ observed: ObservedState,
        at place: (ResourceAddress) -> ObservedObject?
    ) {
        for resource in adopting {
            switch resource.adoption {
            case .object(let id)?:
                if let object = observed.object(resource.type, id) {
                    found.append((resource, object))
                } else {
                    missing.append((resource, id))
                }
            case .named?:
                let object = Self.named(resource, catalog[resource.type], observed, at: place)
                if let object { found.append((resource, object)) }
            case nil:
                continue
            }
        }
    }

    private static func named(
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ observed: ObservedState,
        at place: (ResourceAddress) -> ObservedObject?
    ) -> ObservedObject? {
        if type.collection.parent != nil {
            return type.id(of: resource, at: place).flatMap { observed.object(type.name, $0) }
        }
        guard let name = resource.value(.name)?.string else { return nil }
        let objects = observed.objects[type.name]?.values.filter { $0.name == name } ?? []
        return objects.min { $0.id < $1.id }
    }
}

extension ResourceType {
    /// The ID that the object of a resource has which is kept below another one; `nil` where that is not there yet.
    package func id(of resource: DesiredResource, at place: (ResourceAddress) -> ObservedObject?) -> ResourceID? {
        guard let parent = collection.parent else { return nil }
        let holder: ResourceID?
        switch resource.value(parent.attribute) {
        case .reference(.resource(let address))?: holder = place(address)?.id
        case .reference(.object(_, let id))?: holder = id
        case _: return nil
        }
        let key = parent.key.compactMap { resource.value($0)?.string }
        guard let holder, key.count == parent.key.count else { return nil }
        return parent.id(key, below: holder)
    }
}
