import ResourceModel

extension Differ {
    /// Has the labels go that say of an element at which address it was a resource by itself.
    ///
    /// They count as set by an earlier apply, also where the apply that took it into the list ended before it came to that.
    func withFormerLabels(_ sides: Sides, _ attribute: Attribute) -> Sides {
        let situation = perspective.situation
        guard let listed = situation.catalog.type(listedBy: attribute.name, of: type),
            let parent = listed.collection.parent, let set = attribute.kind.elementSet,
            let wishes = sides.desired?.list, let objects = situation.observed.objects[listed.name], !objects.isEmpty
        else { return sides }
        var former: [String: [String: Value]] = [:]
        for wish in wishes {
            guard let id = parent.id(of: wish, below: object.id), let ownership = objects[id]?.ownership,
                ownership.stack == situation.desired.stack, !situation.isDeposed(listed.name, id),
                situation.owner(of: listed.name, id).map(situation.forgotten.contains) == true
            else { continue }
            former[set.key(of: wish)] = ownership.labels.mapValues { .string($0) }
        }
        guard !former.isEmpty else { return sides }
        var sides = sides
        sides.observed = sides.observed?.labelling(set) { former[$0] }
        let recorded = sides.recorded?.list ?? []
        let known = Set(recorded.map(set.key))
        let bare = wishes.filter { former[set.key(of: $0)] != nil && !known.contains(set.key(of: $0)) }
            .map { wish in Value.map((wish.map ?? [:]).filter { set.key.contains(AttributeName($0.key)) }) }
        sides.recorded = Value.list(recorded + bare).labelling(set) { former[$0] }
        return sides
    }
}

extension Value {
    /// The list with more labels at its elements.
    fileprivate func labelling(_ set: ElementSet, _ more: (String) -> [String: Value]?) -> Value {
        guard let elements = list else { return self }
        return .list(
            elements.map { element in
                guard let more = more(set.key(of: element)) else { return element }
                let labels = element[.labels]?.map ?? [:]
                return element.setting(.labels, to: .map(labels.merging(more) { own, _ in own }))
            }
        )
    }
}
