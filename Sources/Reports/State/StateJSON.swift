import ResourceModel

/// The recorded state for programs; the state file itself is not an interface.
package struct StateJSON {
    let state: RecordedState

    package init(_ state: RecordedState) { self.state = state }

    /// The stack with all its resources.
    package func show() -> String {
        JSONText.document(StateObject(format_version: 1, stack: state.stack, resources: resources))
    }

    /// Address, type and ID of each resource.
    package func list() -> String {
        let entries = resources.map { ListEntry(address: $0.address, type: $0.type, id: $0.id) }
        return JSONText.document(ListObject(format_version: 1, stack: state.stack, resources: entries))
    }

    /// One resource; `nil` where there is none.
    package func show(_ address: ResourceAddress) -> String? {
        state.resources[address].map { JSONText.document(ResourceObject(address, $0, format_version: 1)) }
    }

    private var resources: [ResourceObject] {
        state.resources.sorted { $0.key < $1.key }.map { ResourceObject($0.key, $0.value) }
    }
}

private struct StateObject: Encodable {
    let format_version: Int
    let stack: String
    let resources: [ResourceObject]
}

private struct ListObject: Encodable {
    let format_version: Int
    let stack: String
    let resources: [ListEntry]
}

private struct ListEntry: Encodable {
    let address: String
    let type: String
    let id: ResourceID
}

private struct ResourceObject: Encodable {
    /// Where the resource is a document of its own.
    let format_version: Int?
    let address: String
    let type: String
    let id: ResourceID
    let attributes: [String: EncodableValue]
    /// Attributes of which only a fingerprint is kept.
    let sensitive: [String]
    let dependencies: [String]
    let left_behind: [ResourceID]
    /// The object that is to come in its place.
    let successor: ResourceID?
    let out_of_service: Bool

    init(_ address: ResourceAddress, _ resource: RecordedResource, format_version: Int? = nil) {
        self.format_version = format_version
        self.address = address.description
        type = resource.type.text
        id = resource.id
        attributes = Dictionary(resource.attributes.map { ($0.text, $1.encodable) }) { first, _ in first }
        sensitive = resource.fingerprints.keys.sorted().map(\.text)
        dependencies = resource.dependencies.map(\.description)
        left_behind = resource.deposed
        successor = resource.successor?.id
        out_of_service = resource.isOutOfService
    }
}
