import HetznerCatalog
import ResourceModel
import StackWriting
import TerraformStates

/// Finds what another tool made below objects that it did not make: records in somebody else's zone.
struct FormerPlaces {
    enum Place {
        /// What it is kept below is in the state too, and lists it.
        case listed
        case object(ObjectKey)
        case nowhere(String)
    }

    private let observed: ObservedState
    private let own: Set<ObjectKey>
    /// How many resources make up an object, where more than one does.
    private let counts: [ObjectKey: Int]

    init(_ resources: [TerraformResource], _ observed: ObservedState) {
        self.observed = observed
        let made = resources.filter { !$0.condition.isData && !$0.condition.isDeposed }
        own = Set(made.compactMap(\.object))
        let entries = made.compactMap { resource -> (ObjectKey, Int)? in
            guard let kept = TerraformTypes.kept[resource.type], kept.entries != nil,
                let parent = Catalog.hetzner[kept.name].collection.parent,
                let holder = Self.holder(of: resource, parent, observed)
            else { return nil }
            return Self.key(of: resource, kept, parent, below: holder).map { ($0, 1) }
        }
        counts = Dictionary(entries, uniquingKeysWith: +)
    }

    func place(of resource: TerraformResource, _ kept: TerraformTypes.KeptType) -> Place {
        guard let parent = Catalog.hetzner[kept.name].collection.parent else {
            preconditionFailure("what is kept is kept below something")
        }
        guard let holder = Self.holder(of: resource, parent, observed) else {
            let name = resource.texts[parent.attribute.text].map { " '\($0)'" } ?? ""
            return .nowhere("the project has no \(parent.type.words)\(name)")
        }
        guard !own.contains(ObjectKey(parent.type, holder)) else { return .listed }
        guard let key = Self.key(of: resource, kept, parent, below: holder) else {
            return .nowhere("the state does not say where it is")
        }
        let elements = Self.elements(kept)
        let words = parent.key.compactMap { resource.texts[$0.text] }.joined(separator: elements?.separator ?? "/")
        guard elements?.provided(words) == nil else {
            return .nowhere("every \(parent.type.words) has it, and it stays as it is")
        }
        guard let object = observed.object(key.type, key.id) else {
            return .nowhere("the project has no \(kept.name.words) \(words)")
        }
        if let list = kept.entries, object.attributes[list]?.list?.count != counts[key] {
            return .nowhere("others have \(list.text) there, too: it stays as it is")
        }
        return .object(key)
    }

    /// What the object that it is kept below lists.
    private static func elements(_ kept: TerraformTypes.KeptType) -> ElementSet? {
        guard case .elements(let set)? = Catalog.hetzner.attribute(listing: Catalog.hetzner[kept.name])?.kind else {
            return nil
        }
        return set
    }

    /// What a resource is kept below, which it calls by its name or its ID.
    private static func holder(
        of resource: TerraformResource,
        _ parent: APICollection.Parent,
        _ observed: ObservedState
    ) -> ResourceID? {
        guard let text = resource.texts[parent.attribute.text] else { return nil }
        if let number = Int64(text) { return ResourceID(number) }
        let name = Catalog.hetzner[parent.type].attribute(.name)?.kind.normalized(.string(text))
        return (observed.objects[parent.type] ?? [:]).values.first { $0.attributes[.name] == name }?.id
    }

    private static func key(
        of resource: TerraformResource,
        _ kept: TerraformTypes.KeptType,
        _ parent: APICollection.Parent,
        below holder: ResourceID
    ) -> ObjectKey? {
        let type = Catalog.hetzner[kept.name]
        let words = parent.key.compactMap { name in
            resource.texts[name.text].map { type.attribute(name)?.kind.normalized(.string($0)).string ?? $0 }
        }
        guard words.count == parent.key.count else { return nil }
        return ObjectKey(kept.name, parent.id(words, below: holder))
    }
}
