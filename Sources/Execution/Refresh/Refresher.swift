import HetznerCloud
import ResourceModel

/// Reads the part of the project that a plan needs, by lists of 50 objects.
package struct Refresher: Sendable {
    /// Pages of one kind that are read at the same time, and with it the memory that they take.
    private static let pagesAtOnce = 6

    private let client: CloudClient
    private let catalog: Catalog

    package init(client: CloudClient, catalog: Catalog) {
        self.client = client
        self.catalog = catalog
    }

    /// Every object of the types that are declared or recorded, and what the catalogue says about the names in use.
    ///
    /// Objects that neither the state nor the file has anything to do with come with ID, name and owner alone.
    /// Throws what the client throws.
    package func observe(desired: DesiredState, recorded: RecordedState) async throws -> ObservedState {
        let interests = Interests(desired: desired, recorded: recorded)
        let names = OfferingNames(desired: desired, catalog: catalog)
        async let offerings = OfferingReader(client: client).offerings(named: names)
        let found = try await withThrowingTaskGroup(of: (ResourceType.Name, [ResourceID: ObservedObject]).self) {
            group in
            for type in catalog.types where interests.types.contains(type.name) {
                group.addTask { (type.name, try await objects(of: type, interests: interests)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        return ObservedState(objects: found, offerings: try await offerings)
    }

    /// One object as it is now; `nil` where there is none.
    func object(_ type: ResourceType.Name, _ id: ResourceID) async throws -> ObservedObject? {
        let type = catalog[type]
        do {
            let response = try await client.request(.get, "\(type.section)/\(id)")
            return response[type.name.text].flatMap(ObservationReader(type: type).object)
        } catch let error as APIError where error.status == 404 {
            return nil
        }
    }

    private func objects(of type: ResourceType, interests: Interests) async throws -> [ResourceID: ObservedObject] {
        let reader = ObservationReader(type: type)
        var objects: [ResourceID: ObservedObject] = [:]
        try await client.pages(type.section, key: type.section, concurrency: Self.pagesAtOnce) { page in
            for json in page.items {
                guard
                    let object = interests.concern(json, type.name)
                        ? reader.object(json) : ObservationReader.bystander(json)
                else { continue }
                objects[object.id] = object
            }
        }
        return objects
    }
}

/// Which objects of a project the file and the state have to do with.
struct Interests: Sendable {
    let types: Set<ResourceType.Name>
    private let stack: String
    private let ids: [ResourceType.Name: Set<ResourceID>]
    private let names: [ResourceType.Name: Set<String>]

    init(desired: DesiredState, recorded: RecordedState) {
        var ids: [ResourceType.Name: Set<ResourceID>] = [:]
        var names: [ResourceType.Name: Set<String>] = [:]
        for record in recorded.resources.values {
            ids[record.type, default: []].formUnion([record.id] + record.deposed)
        }
        for resource in desired.resources.values {
            if let name = resource.value(.name)?.string { names[resource.type, default: []].insert(name) }
            for case .object(let type, let id) in resource.attributes.values.flatMap(\.value.references) {
                ids[type, default: []].insert(id)
            }
        }
        stack = desired.stack
        types = Set(desired.resources.values.map(\.type)).union(ids.keys)
        self.ids = ids
        self.names = names
    }

    /// Whether it is recorded, referred to, labelled as this stack's, or has the name of a declared resource.
    func concern(_ json: JSONValue, _ type: ResourceType.Name) -> Bool {
        if let id = ObservationReader.id(json), ids[type]?.contains(id) == true { return true }
        if let name = json["name"]?.string, names[type]?.contains(name) == true { return true }
        return json["labels"]?[Ownership.stackKey]?.string == stack
    }
}
