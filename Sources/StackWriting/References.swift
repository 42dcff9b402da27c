import ResourceModel

/// What the file calls the objects that others refer to.
struct References {
    private let observed: ObservedState
    private let catalog: Catalog
    private let companions: Set<ObjectKey>
    private let apart: Set<ObjectKey>
    private var names: LogicalNames
    /// What the file has to look up, because it refers to it and does not declare it.
    private(set) var existing: [(key: ObjectKey, name: String)] = []
    private let declared: Set<ObjectKey>
    let picked: PickedAddresses

    init(_ selection: ProjectSelection, _ names: LogicalNames, _ observed: ObservedState, _ catalog: Catalog) {
        self.observed = observed
        self.catalog = catalog
        self.names = names
        companions = selection.companions
        apart = selection.apart
        declared = Set(names.all.keys)
        picked = PickedAddresses(observed, catalog)
    }

    func isDeclared(_ key: ObjectKey) -> Bool { declared.contains(key) }

    /// Whether an element of a list of an object is a resource of its own, or somebody else's.
    func isApart(
        _ element: Value,
        of list: AttributeName,
        below object: ObservedObject,
        _ type: ResourceType
    ) -> Bool {
        guard let listed = catalog.type(listedBy: list, of: type),
            let id = listed.collection.parent?.id(of: element, below: object.id)
        else { return false }
        return apart.contains(ObjectKey(listed.name, id))
    }

    func object(_ key: ObjectKey) -> ObservedObject? { observed.object(key.type, key.id) }

    func type(_ key: ObjectKey) -> ResourceType { catalog[key.type] }

    /// What stands for the object's name; nil for what comes along with something else, or is not there.
    mutating func node(of key: ObjectKey) -> TextNode? {
        if names[key.type, key.id] != nil { return .reference(key) }
        guard !companions.contains(key), let object = object(key) else { return nil }
        let name = names.add(key, in: type(key).section, wishing: [object.name].compactMap(\.self))
        existing.append((key, name))
        return .reference(key)
    }

    /// The logical name of what ``node(of:)`` stands for, declared or looked up.
    func name(of key: ObjectKey) -> String? { names[key.type, key.id] }

    /// The declared object of a type whose objects can be named where an offering is expected.
    func declaredOffering(_ offering: Offering, _ text: String) -> ObjectKey? {
        guard let number = Int64(text),
            let type = catalog.types.first(where: { $0.standsFor?.section == offering.section })
        else { return nil }
        let key = ObjectKey(type.name, ResourceID(number))
        return isDeclared(key) ? key : nil
    }

    /// `existing`, by section.
    var existingNode: TextNode? {
        let sections = catalog.types.compactMap { type -> TextNode.Entry? in
            let entries = existing.filter { $0.key.type == type.name }.map { key, name in
                TextNode.Entry(name, .map([criterion(key, type)]))
            }
            return entries.isEmpty ? nil : TextNode.Entry(type.section, .map(entries))
        }
        return sections.isEmpty ? nil : .map(sections)
    }

    private func criterion(_ key: ObjectKey, _ type: ResourceType) -> TextNode.Entry {
        guard type.hasUniqueName, let name = object(key)?.name else {
            return TextNode.Entry("id", .scalar(key.id.description))
        }
        return TextNode.Entry("name", .text(name))
    }
}

extension Reference {
    /// The object that it leads to; nil for a place in a file.
    var objectKey: ObjectKey? {
        guard case .object(let type, let id) = self else { return nil }
        return ObjectKey(type, id)
    }
}
