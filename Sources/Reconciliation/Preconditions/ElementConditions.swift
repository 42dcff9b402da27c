import Diagnostics
import LabelText
import ResourceModel

/// How many elements a list gets, counted with those that nobody declared and that stay, and with those that come by
/// themselves because of a label selector.
struct ElementConditions {
    private let situation: Situation
    private let perspective: Perspective
    private var selectors = SelectorIndex<Joining>()
    /// What joins others, and the lists that it joins.
    private var joined: Set<JoinedList> = []

    /// What is in an attribute of all objects that its selector finds.
    private struct Joining {
        let text: String
        let target: LabelSelection
        let holder: Reference
        let place: SourceRange?
    }

    private struct JoinedList: Hashable {
        let holder: Reference
        let list: AttributeName
    }

    init(_ situation: Situation, _ perspective: Perspective) {
        self.situation = situation
        self.perspective = perspective
        for (selector, joining) in Self.joinings(situation) {
            selectors.add(selector, of: joining)
            guard let list = joining.target.joins else { continue }
            joined.insert(JoinedList(holder: joining.holder, list: list))
        }
    }

    /// What gets more elements than it takes, and begins to.
    func diagnostics() -> [Diagnostic] {
        let limited = situation.catalog.attributes { $0.kind.limit != nil }
        let found = situation.desired.resources.values.compactMap { resource -> (ResourceAddress, [Diagnostic])? in
            let found = (limited[resource.type] ?? []).compactMap { surplus($0, resource) }
            return found.isEmpty ? nil : (resource.address, found)
        }
        return found.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }

    private func surplus(_ attribute: Attribute, _ resource: DesiredResource) -> Diagnostic? {
        guard let limit = attribute.kind.limit else { return nil }
        let key = attribute.kind.elementKey
        let joining = joining(attribute, resource)
        let kept = perspective.kept(attribute, in: resource)
        guard !joining.isEmpty || !kept.isEmpty else { return nil }
        let wishes = resource.value(attribute.name)?.list ?? []
        let others = kept.filter { element in
            // What a selector of ours brought is there as long as that finds it.
            guard case .reference(.resource(let address)) = element else { return true }
            return !joined.contains(JoinedList(holder: .resource(address), list: attribute.name))
        }
        let wanted = Set((wishes + others).map(key)).union(joining.map { key(.reference($0.holder)) })
        let present = situation.bindings[resource.address]?.attributes[attribute.name].map(perspective.observed)
        let isNew = !wanted.isSubset(of: Set((present?.list ?? []).map(key)))
        guard wanted.count > limit, isNew else { return nil }
        return .tooManyElements(
            resource,
            attribute.name,
            wanted.count,
            most: limit,
            others.map { $0.references.first.map(situation.title) ?? key($0) },
            joining.map { (situation.title(of: $0.holder), $0.text, $0.place) }
        )
    }

    private func joining(_ attribute: Attribute, _ resource: DesiredResource) -> [Joining] {
        guard !selectors.isEmpty else { return [] }
        return selectors.owners(matching: perspective.labels(of: resource)).filter { joining in
            joining.target.type == resource.type && joining.target.joins == attribute.name
        }
    }

    private static func joinings(_ situation: Situation) -> [(LabelSelector, Joining)] {
        let selecting = situation.catalog.attributes(where: \.kind.joinsOthers)
        let resources = situation.desired.resources.values.filter { selecting[$0.type] != nil }
        let wanted = resources.sorted { $0.address < $1.address }.flatMap { resource in
            (selecting[resource.type] ?? []).flatMap { attribute -> [(LabelSelector, Joining)] in
                guard let wish = resource.attributes[attribute.name] else { return [] }
                return joinings(attribute, wish.value, .resource(resource.address), wish.range ?? resource.range)
            }
        }
        let foreign = situation.catalog.types.flatMap { type -> [(LabelSelector, Joining)] in
            guard let attributes = selecting[type.name] else { return [] }
            return (situation.observed.objects[type.name] ?? [:]).values
                .filter { situation.owner(of: type.name, $0.id) == nil }
                .sorted { $0.id < $1.id }
                .flatMap { object in
                    attributes.flatMap { attribute in
                        object.attributes[attribute.name].map {
                            joinings(attribute, $0, .object(type.name, object.id), nil)
                        } ?? []
                    }
                }
        }
        return wanted + foreign
    }

    private static func joinings(
        _ attribute: Attribute,
        _ value: Value,
        _ holder: Reference,
        _ place: SourceRange?
    ) -> [(LabelSelector, Joining)] {
        attribute.kind.selectors(in: value).compactMap { target, text in
            guard target.joins != nil, let selector = LabelSelector(text) else { return nil }
            return (selector, Joining(text: text, target: target, holder: holder, place: place))
        }
    }
}

extension Catalog {
    /// The attributes of each type that has any such.
    fileprivate func attributes(where isWanted: (Attribute) -> Bool) -> [ResourceType.Name: [Attribute]] {
        types.reduce(into: [:]) { found, type in
            let attributes = type.attributes.filter(isWanted)
            if !attributes.isEmpty { found[type.name] = attributes }
        }
    }
}

extension Perspective {
    /// The elements that somebody else added and that stay.
    func kept(_ attribute: Attribute, in resource: DesiredResource) -> [Value] {
        guard attribute.undeclared(resource.lifecycle.extra) == .kept,
            let elements = situation.bindings[resource.address]?.attributes[attribute.name],
            elements.list?.isEmpty == false, !replaced.contains(resource.address),
            let present = observed(elements).list
        else { return [] }
        let recorded = situation.recorded.resources[resource.address]?.attributes[attribute.name]?.list ?? []
        let known = Set((recorded + (resource.value(attribute.name)?.list ?? [])).map(attribute.kind.elementKey))
        return present.filter { !known.contains(attribute.kind.elementKey($0)) }
    }

    /// The labels that it will have, with those of others and those that it is found again by.
    fileprivate func labels(of resource: DesiredResource) -> [String: String] {
        let dropped = situation.recorded.resources[resource.address]?.attributes[.labels]?.map ?? [:]
        let present = replaced.contains(resource.address) ? nil : situation.bindings[resource.address]
        let kept = (present?.attributes[.labels]?.map ?? [:]).filter { dropped[$0.key] == nil }
        let wanted = kept.merging(resource.value(.labels)?.map ?? [:]) { _, new in new }.compactMapValues(\.string)
        guard situation.desired.usesOwnershipLabels else { return wanted }
        let own = Ownership(stack: situation.desired.stack, address: resource.address).labels
        return wanted.merging(own) { _, new in new }
    }
}
