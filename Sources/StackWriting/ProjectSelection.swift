import LabelText
import ResourceModel

/// The objects that a file is written of, and those that are left to others.
struct ProjectSelection {
    private(set) var taken: [(type: ResourceType, objects: [ObservedObject])] = []
    private(set) var leftOut: [LeftOut] = []
    /// Objects that come and go with others, and are written as parts of them.
    private(set) var companions: Set<ObjectKey> = []
    /// Objects that are no part of the list below which they are kept: they are written by themselves, or are others'.
    private(set) var apart: Set<ObjectKey> = []

    init(_ observed: ObservedState, _ catalog: Catalog, _ scope: WritingScope) {
        for type in catalog.types {
            var own: [ObservedObject] = []
            for object in (observed.objects[type.name] ?? [:]).values.sorted(by: { $0.id < $1.id }) {
                let key = ObjectKey(type.name, object.id)
                if type.collection.parent != nil {
                    guard object.ownership != nil || scope.objects?.contains(key) == true else { continue }
                    apart.insert(key)
                }
                if isCompanion(object, type, observed, scope) {
                    companions.insert(key)
                } else if let reason = reason(object, key, catalog, scope) {
                    if !scope.isPicked { leftOut.append(LeftOut(key: key, name: object.name, reason: reason)) }
                } else {
                    own.append(object)
                }
            }
            if !own.isEmpty { taken.append((type, own)) }
        }
    }

    /// Whether an object comes and goes with another one, and nobody has anything to say about it.
    private func isCompanion(
        _ object: ObservedObject,
        _ type: ResourceType,
        _ observed: ObservedState,
        _ scope: WritingScope
    ) -> Bool {
        guard let companion = type.companion, object.attributes[companion.condition] == true,
            let id = object.outputs[companion.output]?.integer.map(ResourceID.init)
        else { return false }
        let isNamed =
            scope.objects?.contains(ObjectKey(type.name, object.id)) ?? (object.ownership?.stack == scope.stack)
        return !isNamed && object.labels.isEmpty && companion.types.contains { observed.object($0, id) != nil }
    }

    private func reason(
        _ object: ObservedObject,
        _ key: ObjectKey,
        _ catalog: Catalog,
        _ scope: WritingScope
    ) -> LeftOut.Reason? {
        if let objects = scope.objects, !objects.contains(key) { return .unnamed }
        if let stack = object.ownership?.stack, stack != scope.stack { return .stack(stack) }
        if let controller = catalog.controller(of: object.labels), object.ownership == nil, scope.objects == nil {
            return .controller(controller.name)
        }
        if let selector = scope.selector, !selector.matches(object.labels), !isBelowTaken(key, catalog) {
            return .labels
        }
        return nil
    }

    /// Whether the object is kept below one that is written.
    private func isBelowTaken(_ key: ObjectKey, _ catalog: Catalog) -> Bool {
        guard let parent = catalog[key.type].collection.parent else { return false }
        return taken.contains { type, objects in
            type.name == parent.type && objects.contains { $0.id.number == key.id.number }
        }
    }
}

extension ObservedObject {
    /// Without those that say whose it is.
    var labels: [String: String] { attributes[.labels]?.map?.compactMapValues(\.string) ?? [:] }
}
