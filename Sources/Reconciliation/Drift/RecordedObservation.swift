import ResourceModel

extension ObservedState {
    /// The project as the last apply left it, for a plan that reads nothing.
    package init(assuming recorded: RecordedState) {
        var objects: [ResourceType.Name: [ResourceID: ObservedObject]] = [:]
        let names = Dictionary(grouping: recorded.resources.values, by: \.type)
            .mapValues { ObservedValues.Names(Set($0.flatMap(\.attributes.keys))) }
        for (address, record) in recorded.resources {
            guard let names = names[record.type] else { continue }
            objects[record.type, default: [:]][record.id] = ObservedObject(
                id: record.id,
                name: record.attributes[.name]?.string,
                attributes: ObservedValues(names) { name in
                    record.attributes[name]?.mapLeaves { leaf in recorded.observed(leaf) }
                },
                ownership: Ownership(stack: recorded.stack, address: address)
            )
        }
        self.init(objects: objects)
    }
}

extension RecordedState {
    /// The API knows the objects of others by their IDs.
    fileprivate func observed(_ leaf: Value) -> Value {
        guard case .reference(.resource(let address)) = leaf, let record = resources[address] else { return leaf }
        return .reference(.object(record.type, record.id))
    }
}
