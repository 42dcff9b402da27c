import ResourceModel

extension ObservedState {
    /// The project as the last apply left it, for a plan that reads nothing.
    package init(assuming recorded: RecordedState) {
        var objects: [ResourceType.Name: [ResourceID: ObservedObject]] = [:]
        for (address, record) in recorded.resources {
            objects[record.type, default: [:]][record.id] = ObservedObject(
                id: record.id,
                name: record.attributes[.name]?.string,
                attributes: record.attributes.mapValues { $0.mapLeaves { leaf in recorded.observed(leaf) } },
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
