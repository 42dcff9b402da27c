import HetznerCloud
import ResourceModel

/// Reads the part of the project that a plan needs, by lists of 50 objects.
package struct Refresher: Sendable {
    /// Pages of one kind that are read at the same time, and with it the memory that they take.
    private static let pagesAtOnce = 6

    let client: CloudClient
    let catalog: Catalog

    /// Which collections nobody asks for where neither the file nor the state has to do with them, by their paths.
    private let leavesOut: @Sendable (String) -> Bool

    package init(
        client: CloudClient,
        catalog: Catalog,
        leavingOut leavesOut: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.client = client
        self.catalog = catalog
        self.leavesOut = leavesOut
    }

    /// How much of the project is read.
    package enum Extent: Hashable, Sendable {
        /// The types that are declared or recorded; what neither the file nor the state has anything to do with comes
        /// with ID, name and owner alone.
        case needed
        /// Every type, every object, without the lists below them that nothing declares.
        case everything
        /// Every type, every object with all that is below it.
        case everythingBelow
    }

    /// The objects of the project, and what the catalogue says about the names in use.
    ///
    /// `namingLosers` also reads who loses something with what is to go, and what goes along with it.
    ///
    /// Throws what the client throws.
    package func observe(
        desired: DesiredState,
        recorded: RecordedState,
        extent: Extent = .needed,
        withPrices: Bool = false,
        namingLosers: Bool = true
    ) async throws -> ObservedState {
        let interests = Interests(desired: desired, recorded: recorded, extent: extent, catalog: catalog)
            .readingAll(below: namingLosers ? recorded.holders(goingFor: desired, catalog) : [])
        let types = interests.types(in: catalog).filter {
            interests.need($0) || !leavesOut(catalog[$0].collection.path)
        }
        async let prices = withPrices ? self.prices(of: types) : nil
        let names = OfferingNames(desired: desired, catalog: catalog)
        async let offerings = OfferingReader(client: client).offerings(named: names)
        var found = try await withThrowingTaskGroup(of: [ResourceType.Name: [ResourceID: ObservedObject]].self) {
            group in
            for type in catalog.types
            where type.collection.parent == nil && types.contains(type.name) {
                group.addTask { try await objects(of: type, interests: interests) }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { one, _ in one } }
        }
        found = try await adding(recorded, to: found)
        if namingLosers { found = try await addingUsers(of: recorded.losses(for: desired, catalog), to: found) }
        found = try await addingStarts(desired, recorded, to: found)
        return ObservedState(objects: found, offerings: try await offerings, prices: try await prices)
    }

    /// What objects of these types cost.
    private func prices(of types: Set<ResourceType.Name>) async throws -> PriceList {
        try await PriceReader(client: client).prices(for: types.flatMap { catalog[$0].charges })
    }

    /// One object as it is now; `nil` where there is none.
    package func object(_ type: ResourceType.Name, _ id: ResourceID) async throws -> ObservedObject? {
        let type = catalog[type]
        do {
            let response = try await client.request(.get, "\(APIPath(type.collection.path))/\(APIPath(id.description))")
            guard let json = response[type.collection.objectKey] else { return nil }
            return ObservationReader(type: type).object(try await withSublists(json, of: type) { _ in true })
        } catch let error as APIError where error.status == 404 {
            return nil
        }
    }

    /// The objects of a type, and those of others that are kept below them.
    private func objects(
        of type: ResourceType,
        interests: Interests
    ) async throws -> [ResourceType.Name: [ResourceID: ObservedObject]] {
        let reader = ObservationReader(type: type)
        let collection = type.collection
        let children = interests.children(of: type, catalog)
        let lists = Set(children.compactMap(\.collection.parent?.list))
        var below: [ResourceType.Name: [ResourceID: ObservedObject]] = [:]
        for child in children { below[child.name] = [:] }
        let query = collection.query.sortedByKey().map { QueryItem($0.key, $0.value) }
        var objects: [ResourceID: ObservedObject] = [:]
        var parents: [JSONValue] = []
        try await client.pages(
            APIPath(collection.path),
            key: collection.path,
            query: query,
            concurrency: Self.pagesAtOnce
        ) {
            page in
            for json in page.items where json["labels"]?[Ownership.lockHolderKey] == nil {
                guard interests.concern(json, type.name) else {
                    if let object = reader.bystander(json) { objects[object.id] = object }
                    continue
                }
                if !collection.sublists.isEmpty { parents.append(json) }
                if let object = reader.object(json) { objects[object.id] = object }
            }
        }
        for batch in stride(from: 0, to: parents.count, by: Self.pagesAtOnce) {
            let whole = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for json in parents[batch..<min(batch + Self.pagesAtOnce, parents.count)] {
                    group.addTask {
                        try await withSublists(json, of: type) { list in
                            interests.concern(list.attribute, of: type.name) || lists.contains(list.path)
                                || interests.needAll(below: json, type.name)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for object in whole.compactMap(reader.object) { objects[object.id] = object }
            for json in whole {
                let isWhole = interests.needAll(below: json, type.name)
                for child in isWhole ? catalog.types(below: type.name) : children {
                    for object in self.objects(of: child, below: json, interests) {
                        below[child.name, default: [:]][object.id] = object
                    }
                }
            }
        }
        below[type.name] = objects
        return below
    }

    /// Those that the file and the state have to do with: the others belong to whatever they are kept below.
    private func objects(of type: ResourceType, below json: JSONValue, _ interests: Interests) -> [ObservedObject] {
        guard let parent = type.collection.parent else { return [] }
        let reader = ObservationReader(type: type)
        return (json[parent.list]?.array ?? []).compactMap { item in
            guard let id = reader.id(item), interests.concern(item, id, type) else { return nil }
            return reader.object(item)
        }
    }

    /// The object with the lists below it that no list of objects shows, under the names of their paths.
    private func withSublists(
        _ json: JSONValue,
        of type: ResourceType,
        where isWanted: (APICollection.Sublist) -> Bool
    ) async throws -> JSONValue {
        guard let id = ObservationReader.id(json), let object = json.object else { return json }
        var members = object.map { ($0.key, $0.value) }
        for list in type.collection.sublists where isWanted(list) && list.exists(below: json) {
            let path: APIPath = "\(APIPath(type.collection.path))/\(id)/\(APIPath(list.path))"
            let items = try await client.all(path, key: list.path, perPage: list.perPage)
            members.append((list.path, .array(items)))
        }
        return .object(JSONObject(members))
    }
}

extension Catalog {
    /// The types of which objects are kept below those of another one.
    fileprivate func types(below holder: ResourceType.Name) -> [ResourceType] {
        types.filter { $0.collection.parent?.type == holder }
    }
}

extension APICollection.Sublist {
    fileprivate func exists(below object: JSONValue) -> Bool {
        condition.allSatisfy { object[$0.key]?.string == $0.value }
    }
}

/// Which objects of a project the file and the state have to do with.
struct Interests: Sendable {
    private let extent: Refresher.Extent
    private let types: Set<ResourceType.Name>
    private let stack: String
    /// The attributes that some resource of the type declares or records.
    private let attributes: [ResourceType.Name: Set<AttributeName>]
    private let ids: [ResourceType.Name: Set<ResourceID>]
    private let names: [ResourceType.Name: Set<String>]
    private let desired: DesiredState
    private let recorded: RecordedState
    /// What is to go, with all that is kept below it.
    private var going: [ResourceType.Name: Set<ResourceID>] = [:]

    init(desired: DesiredState, recorded: RecordedState, extent: Refresher.Extent, catalog: Catalog) {
        self.extent = extent
        self.desired = desired
        self.recorded = recorded
        var ids: [ResourceType.Name: Set<ResourceID>] = [:]
        var names: [ResourceType.Name: Set<String>] = [:]
        var attributes: [ResourceType.Name: Set<AttributeName>] = [:]
        for record in recorded.resources.values {
            attributes[record.type, default: []].formUnion(record.attributes.keys)
            ids[record.type, default: []].formUnion(record.objects)
            for case .object(let type, let id) in record.attributes.values.flatMap(\.references)
            where catalog.find(type)?.companion != nil {
                // It may go along with the object, though it is not this stack's.
                ids[type, default: []].insert(id)
            }
            guard let parent = catalog[record.type].collection.parent else { continue }
            ids[parent.type, default: []].formUnion(record.objects.map { ResourceID($0.number) })
        }
        for resource in desired.resources.values {
            attributes[resource.type, default: []].formUnion(resource.attributes.keys)
            if let id = resource.adoption?.id { ids[resource.type, default: []].insert(id) }
            if let name = resource.value(.name)?.string { names[resource.type, default: []].insert(name) }
            for case .object(let type, let id) in resource.attributes.values.flatMap(\.value.references) {
                ids[type, default: []].insert(id)
            }
        }
        stack = desired.stack
        let own = Set(desired.resources.values.map(\.type)).union(ids.keys)
        types = own.union(Self.companions(ended: desired, catalog)).union(Self.domains(desired, recorded, catalog))
            .union(Self.listed(attributes, catalog))
        self.ids = ids
        self.names = names
        self.attributes = attributes
    }

    /// Whether the file or the state has to do with the type.
    func need(_ type: ResourceType.Name) -> Bool { types.contains(type) }

    /// The types of companions that resources may lose, because the file says of them that they have none, or another one.
    private static func companions(ended desired: DesiredState, _ catalog: Catalog) -> Set<ResourceType.Name> {
        let ending = catalog.types.reduce(into: [:]) { $0[$1.name] = $1.attributes.filter(\.endsCompanions) }
        return desired.resources.values.reduce(into: []) { types, resource in
            for attribute in ending[resource.type] ?? [] {
                guard case .object(let parts) = attribute.kind, let value = resource.value(attribute.name) else {
                    continue
                }
                for part in parts where value[part.name] == false || value[part.name]?.reference != nil {
                    guard let path = part.update.endOfCompanion?.companion?.collection else { continue }
                    types.formUnion(catalog.types.filter { $0.collection.path == path }.map(\.name))
                }
            }
        }
    }

    /// The types of what is in lists that the file or the state have: it may have been a resource by itself.
    private static func listed(
        _ attributes: [ResourceType.Name: Set<AttributeName>],
        _ catalog: Catalog
    ) -> [ResourceType.Name] {
        catalog.types.filter { type in
            guard let parent = type.collection.parent, let list = catalog.attribute(listing: type) else { return false }
            return attributes[parent.type]?.contains(list.name) == true
        }.map(\.name)
    }

    /// The types of what new values have to lie below: the zones of a certificate's domains.
    private static func domains(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        _ catalog: Catalog
    ) -> Set<ResourceType.Name> {
        let below = catalog.types.reduce(into: [:]) { $0[$1.name] = $1.attributes.filter { $0.liesBelow != nil } }
        return desired.resources.values.reduce(into: []) { types, resource in
            for attribute in below[resource.type] ?? [] {
                guard let type = attribute.liesBelow, let value = resource.value(attribute.name), !value.isNull,
                    recorded.resources[resource.address]?.attributes[attribute.name] != value
                else { continue }
                types.insert(type)
            }
        }
    }

    /// The types of which objects are kept below those of another one, where the file or the state has any or all are read.
    func children(of type: ResourceType, _ catalog: Catalog) -> [ResourceType] {
        catalog.types(below: type.name).filter { extent == .everythingBelow || types.contains($0.name) }
    }

    /// Has everything read that is kept below these.
    func readingAll(below holders: [RecordedObject]) -> Interests {
        var interests = self
        for (type, id) in holders { interests.going[type, default: []].insert(id) }
        return interests
    }

    func needAll(below json: JSONValue, _ type: ResourceType.Name) -> Bool {
        ObservationReader.id(json).map { going[type]?.contains($0) ?? false } ?? false
    }

    /// Whether something that is kept below another object is recorded, labelled as a stack's, or is what a declared
    /// resource is to be: which object that one is below is known only once the plan is made.
    func concern(_ json: JSONValue, _ id: ResourceID, _ type: ResourceType) -> Bool {
        if extent == .everythingBelow || ids[type.name]?.contains(id) == true { return true }
        // Of any stack: a list of what it is below must not take it.
        if json["labels"]?[Ownership.stackKey] != nil { return true }
        guard let name = json["name"]?.string else { return false }
        return names[type.name]?.contains(name) == true
    }

    /// The types whose objects are read.
    func types(in catalog: Catalog) -> Set<ResourceType.Name> {
        guard extent == .needed else { return Set(catalog.types.map(\.name)) }
        let bringing = catalog.types.reduce(into: [:]) { $0[$1.name] = $1.attributes.filter(\.bringsNamedObjects) }
        return desired.resources.values.reduce(into: types) { types, resource in
            for attribute in bringing[resource.type] ?? [] { types.formUnion(namedTypes(attribute, of: resource)) }
        }
    }

    /// The types of which a resource may bring along objects, for which names have to be found that none has.
    private func namedTypes(_ attribute: Attribute, of resource: DesiredResource) -> [ResourceType.Name] {
        guard case .object(let parts) = attribute.kind else { return [] }
        let wish = resource.value(attribute.name)
        let record = recorded.resources[resource.address]?.attributes[attribute.name]
        return parts.filter { wish?[$0.name] == true || record?[$0.name] == false }.flatMap(\.update.namedTypes)
    }

    /// Whether a list below objects of the type is read.
    func concern(_ list: AttributeName, of type: ResourceType.Name) -> Bool {
        extent == .everythingBelow || attributes[type]?.contains(list) == true
    }

    /// Whether it is recorded, referred to, labelled as this stack's, or has the name of a declared resource.
    func concern(_ json: JSONValue, _ type: ResourceType.Name) -> Bool {
        if extent != .needed { return true }
        if let id = ObservationReader.id(json), ids[type]?.contains(id) == true { return true }
        if let name = json["name"]?.string, names[type]?.contains(name) == true { return true }
        return json["labels"]?[Ownership.stackKey]?.string == stack
    }
}

extension Attribute {
    /// Whether resources may bring objects along by some part of it that need names.
    fileprivate var bringsNamedObjects: Bool {
        guard case .nested = update, case .object(let parts) = kind else { return false }
        return parts.contains { !$0.update.namedTypes.isEmpty }
    }

    /// Whether some part of it may end what came along with an object.
    fileprivate var endsCompanions: Bool {
        guard case .object(let parts) = kind else { return false }
        return parts.contains { $0.update.endOfCompanion?.companion != nil }
    }
}
