import ResourceModel

extension Situation {
    /// What becomes of that which a call would end that lets go of it.
    ///
    /// What an earlier apply named, or took over, did not come along with the object.
    func fate(ofCompanionIn call: Call, at address: ResourceAddress) -> CompanionFate {
        guard let (path, output) = call.companion,
            let type = catalog.types.first(where: { $0.collection.path == path }), let companion = type.companion,
            let id = bindings[address]?.outputs[output]?.integer.map({ ResourceID($0) }),
            owner(of: type.name, id) == nil, let object = observed.object(type.name, id)
        else { return .isDeclared }
        let named = recorded.resources[address]?.attributes.values.flatMap(\.references) ?? []
        let isNamed = named.contains(.object(type.name, id))
        return object.attributes[companion.condition] == true && !isNamed ? .ends : .staysBehind
    }
}

/// What becomes of something that an object had, when it lets go of it.
enum CompanionFate {
    /// It came along, and goes.
    case ends
    /// It outlives the object, and is in no file.
    case staysBehind
    /// It is this stack's, or there is none.
    case isDeclared
}
