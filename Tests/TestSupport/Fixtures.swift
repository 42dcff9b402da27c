import ResourceModel

extension Value {
    /// A reference to the resource at an address.
    package static func ref(_ address: String) -> Value { .reference(.resource(.fixture(address))) }
    /// A reference to one object.
    package static func object(_ type: ResourceType.Name, _ id: Int64) -> Value {
        .reference(.object(type, ResourceID(id)))
    }
}

extension ResourceAddress {
    package static func fixture(_ text: String) -> ResourceAddress {
        guard let address = ResourceAddress(text) else { preconditionFailure("'\(text)' is no address") }
        return address
    }
}

extension DesiredResource {
    /// A declaration in normal form, named like its key unless it says otherwise.
    package static func fixture(
        _ address: String,
        _ values: [AttributeName: Value] = [:],
        catalog: Catalog = .toy,
        dependsOn: [String] = [],
        _ adjust: (inout DesiredResource) -> Void = { _ in }
    ) -> DesiredResource {
        let address = ResourceAddress.fixture(address)
        guard let type = catalog.type(section: address.section) else { preconditionFailure("no type for '\(address)'") }
        var attributes = values.reduce(into: [AttributeName: DesiredValue]()) { result, entry in
            let kind = type.attribute(entry.key)?.kind
            result[entry.key] = DesiredValue(kind?.normalized(entry.value) ?? entry.value)
        }
        attributes[.name] = attributes[.name] ?? DesiredValue(.string(address.key))
        var resource = DesiredResource(address, type: type.name, attributes: attributes)
        resource.dependsOn = dependsOn.map { .init(.fixture($0), range: nil) }
        adjust(&resource)
        return resource
    }
}

extension DesiredState {
    package static func fixture(_ resources: DesiredResource...) -> DesiredState {
        DesiredState(stack: "toys", resources: resources, usesOwnershipLabels: false)
    }
}

extension RecordedState {
    package static func fixture(_ resources: [String: RecordedResource]) -> RecordedState {
        RecordedState(
            stack: "toys",
            resources: Dictionary(resources.map { (ResourceAddress.fixture($0), $1) }) { first, _ in first }
        )
    }
}

extension RecordedResource {
    package static func fixture(
        _ type: ResourceType.Name,
        _ id: Int64,
        _ attributes: [AttributeName: Value] = [:],
        _ adjust: (inout RecordedResource) -> Void = { _ in }
    ) -> RecordedResource {
        var record = RecordedResource(type: type, id: ResourceID(id), attributes: attributes)
        adjust(&record)
        return record
    }
}

extension ObservedState {
    package static func fixture(_ objects: [ResourceType.Name: [ObservedObject]]) -> ObservedState {
        ObservedState(
            objects: objects.mapValues { Dictionary($0.map { ($0.id, $0) }) { first, _ in first } }
        )
    }
}

extension ObservedObject {
    package static func fixture(
        _ id: Int64,
        _ attributes: [AttributeName: Value] = [:],
        outputs: [AttributeName: Value] = [:],
        ownership: Ownership? = nil
    ) -> ObservedObject {
        ObservedObject(
            id: ResourceID(id),
            name: attributes[.name]?.string,
            attributes: ObservedValues(attributes),
            outputs: ObservedValues(outputs),
            ownership: ownership
        )
    }
}
