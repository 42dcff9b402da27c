import ResourceModel

/// Tells by its name what an apply created before it died, for stacks whose objects have no labels of ours.
///
/// A name that others may have too is no evidence, and neither is an object of that name that is not what the creation
/// said: somebody else may have made it. Those are for the file to take over, by `import`.
struct NamedCreations {
    private let observed: ObservedState
    /// Objects by type and by the names that only one of their type can have.
    private let named: [ResourceType.Name: [String: ObservedObject]]

    init(_ observed: ObservedState) {
        self.observed = observed
        named = observed.objects.mapValues { objects in
            Dictionary(
                objects.values.filter { $0.ownership == nil }.compactMap { object in object.name.map { ($0, object) } },
                uniquingKeysWith: { one, other in one.id < other.id ? one : other }
            )
        }
    }

    /// The object that the resource's creation made; `nil` where none is as the creation said.
    ///
    /// - Parameter place: the object that is at an address.
    func object(
        of resource: DesiredResource,
        _ type: ResourceType,
        at place: (ResourceAddress) -> ObservedObject?
    ) -> ObservedObject? {
        guard type.attribute(.name)?.claim == .type, let name = resource.value(.name)?.string,
            let object = named[type.name]?[name]
        else { return nil }
        let isCarried = type.attributes.allSatisfy { attribute in
            guard attribute.isShownAsCreated, !object.unsettled.contains(attribute.name),
                let wish = resource.value(attribute.name), !wish.isNull
            else { return true }
            let shown = object.attributes[attribute.name]
            return Self.carries(wish, shown, attribute.kind, at: place)
        }
        return isCarried ? object : nil
    }

    private static func carries(
        _ wish: Value,
        _ shown: Value?,
        _ kind: ValueKind,
        at place: (ResourceAddress) -> ObservedObject?
    ) -> Bool {
        switch kind {
        case .labels:
            return (wish.map ?? [:]).allSatisfy { $0.value.isDeferred || shown?.map?[$0.key] == $0.value }
        case .reference:
            // What it refers to was there before it; where that is not found, this one is somebody else's.
            guard case .reference(.resource(let address)) = wish else { return wish.isDeferred || wish == shown }
            guard let target = place(address), case .reference(.object(_, let id))? = shown else { return false }
            return target.id == id
        case .offering, .string, .integer, .boolean, .oneOf:
            // Where the file lists several it is one of them.
            return wish.isDeferred || wish == shown || wish.list?.contains { $0 == shown } == true
                || shown.map { kind.compared(wish) == kind.compared($0) } == true
        case .list, .elements, .object:
            // What has parts is set in parts, also afterwards.
            return true
        }
    }
}

extension Attribute {
    /// Whether the creation sets it and the API shows it just so.
    fileprivate var isShownAsCreated: Bool {
        switch creation {
        case .body(.value): observation.isShown && !isSensitive
        case .body, .bodyWhenKnown, .bodyForElements, .afterwards, .unsent: false
        }
    }
}
