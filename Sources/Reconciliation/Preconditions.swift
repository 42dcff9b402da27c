import Diagnostics
import ResourceModel

/// What the API would refuse, found before anything is sent.
struct Preconditions {
    let situation: Situation
    let comparison: ProjectComparison
    let changes: [PlanComposer.ChangeDraft]

    func diagnostics() -> [Diagnostic] {
        changes.flatMap { change -> [Diagnostic] in
            var found = destruction(change)
            if let resource = situation.desired.resources[change.address] {
                found += situation.choices.undecided.contains(change.address) ? [] : offerings(resource, change)
                found += name(resource, change)
                found += exclusiveTargets(resource, change)
            }
            return found
        }
    }

    private func destruction(_ change: PlanComposer.ChangeDraft) -> [Diagnostic] {
        guard change.reason != .leftover else { return [] }
        let verb: String
        switch change.kind {
        case .delete: verb = "destroy"
        case .replace: verb = "replace"
        case .create, .update, .adopt, .forget, .move: return []
        }
        let lifecycle = situation.desired.resources[change.address]?.lifecycle
        let isPrevented = lifecycle?.preventDestroy ?? situation.recorded.resources[change.address]?.preventDestroy
        guard isPrevented == true else { return [] }
        return [
            .error(
                "destroy-prevented",
                "the plan would \(verb) \(change.address), and its lifecycle says prevent_destroy",
                at: lifecycle?.preventDestroyRange ?? change.range,
                address: change.address.description,
                hint: lifecycle == nil
                    ? "Declare it again with prevent_destroy: false and apply that first."
                    : "Take prevent_destroy out to allow it."
            )
        ]
    }

    /// What only one object can refer to cannot be with the old one and the new one.
    private func exclusiveTargets(_ resource: DesiredResource, _ change: PlanComposer.ChangeDraft) -> [Diagnostic] {
        guard case .replace(createsFirst: true) = change.kind, let object = situation.bindings[resource.address] else {
            return []
        }
        let type = situation.type(of: resource.address)
        if let name = object.name.map(Value.string), resource.value(.name) == name,
            type.attribute(.name)?.canBeTemporary == false
        {
            return [.cannotCreateFirst(resource, .name, name)]
        }
        let leaves = type.attributes.flatMap { attribute -> [[Attribute]] in
            guard case .object(let parts) = attribute.kind else { return [[attribute]] }
            return parts.map { [attribute, $0] }
        }
        return leaves.compactMap { leaf in
            guard leaf.last?.claim == .target, let root = leaf.first?.name else { return nil }
            let names = leaf.dropFirst().map(\.name)
            let wanted = names.reduce(resource.value(root)) { $0?[$1] }
            let held = names.reduce(object.attributes[root].map(comparison.perspective.observed)) { $0?[$1] }
            guard let wanted, wanted == held else { return nil }
            return .cannotCreateFirst(resource, root, wanted)
        }
    }

    /// Names of the catalogue that do not exist, or not in that place.
    private func offerings(_ resource: DesiredResource, _ change: PlanComposer.ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        var chosen: [(attribute: Attribute, items: [Offerings.Item])] = []
        var found: [Diagnostic] = []
        for attribute in type.attributes {
            guard case .offering(let offering) = attribute.kind, let name = resource.value(attribute.name)?.string,
                let items = situation.observed.offerings.items[offering]
            else { continue }
            let matching = items.filter { $0.name == name || $0.id.description == name }
            if matching.isEmpty {
                guard differing.contains(attribute.name) else { continue }
                found.append(.unknownOffering(resource, attribute.name, name, items))
            } else {
                chosen.append((attribute, matching))
            }
        }
        guard found.isEmpty, chosen.contains(where: { differing.contains($0.attribute.name) }) else { return found }
        return availability(resource, chosen) + architecture(resource, chosen) + room(resource, chosen, change)
            + deprecations(resource, chosen.filter { differing.contains($0.attribute.name) })
    }

    private func deprecations(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let places = resource.attributes.values.compactMap(\.value.string)
        return chosen.compactMap { choice in
            guard let item = choice.items.first,
                let date = places.lazy.compactMap({ item.deprecations[$0] }).first ?? item.deprecations[""]
            else { return nil }
            return .deprecated(resource, choice.attribute.name, item.name, after: date)
        }
    }

    /// What the present object has must fit into what it changes to; a replacement begins anew.
    private func room(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])],
        _ change: PlanComposer.ChangeDraft
    ) -> [Diagnostic] {
        guard change.kind == .update, let object = situation.bindings[resource.address] else { return [] }
        return chosen.compactMap { choice in
            guard let rule = choice.attribute.room, let item = choice.items.first, let size = item.figures[rule.figure],
                let held = object.outputs[rule.output]?.integer, held > size
            else { return nil }
            return .tooSmall(resource, choice.attribute.name, item.name, rule, size: size, held: held)
        }
    }

    private func availability(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let place = chosen.first { choice in
            guard case .offering(.location) = choice.attribute.kind else { return false }
            return true
        }
        guard let location = place?.items.first?.name else { return [] }
        return chosen.compactMap { choice in
            guard let item = choice.items.first, let locations = item.locations, !locations.contains(location)
            else { return nil }
            return .unavailable(resource, choice.attribute.name, item, location)
        }
    }

    private func architecture(
        _ resource: DesiredResource,
        _ chosen: [(attribute: Attribute, items: [Offerings.Item])]
    ) -> [Diagnostic] {
        let bound = chosen.filter { $0.items.contains { $0.architecture != nil } }
        guard let first = bound.first else { return [] }
        let wanted = Set(first.items.compactMap(\.architecture))
        return bound.dropFirst().compactMap { choice in
            let offered = Set(choice.items.compactMap(\.architecture))
            guard offered.isDisjoint(with: wanted) else { return nil }
            return .otherArchitecture(resource, choice.attribute.name, offered, first.attribute.name, wanted)
        }
    }

    /// A name that an object has which the plan does not remove or rename.
    private func name(_ resource: DesiredResource, _ change: PlanComposer.ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let isNamed = change.attributes.contains { $0.path.root == .name } || change.kind == .create
        guard type.hasUniqueName, isNamed, let name = resource.value(.name)?.string,
            let holder = situation.observed.objects[type.name]?.values.first(where: {
                $0.name == name && $0.id != change.currentID
            })
        else { return [] }
        guard let owner = situation.owner(of: type.name, holder.id) else {
            let isLeftover = situation.recorded.resources[resource.address]?.deposed.contains(holder.id) == true
            return isLeftover ? [] : [.nameTaken(resource, type, name, holder.id)]
        }
        let frees = changes.contains { $0.address == owner && $0.givesUpName }
        return frees ? [] : [.nameTaken(resource, type, name, holder.id)]
    }
}

extension PlanComposer.ChangeDraft {
    fileprivate var givesUpName: Bool {
        switch kind {
        case .delete, .replace: true
        case .update: attributes.contains { $0.path.root == .name }
        case .create, .adopt, .forget, .move: false
        }
    }
}

extension Attribute {
    /// Whether an object can have another value for a while.
    fileprivate var canBeTemporary: Bool {
        guard case .put = update else { return false }
        return true
    }
}
