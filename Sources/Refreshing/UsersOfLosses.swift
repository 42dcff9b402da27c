import ResourceModel

extension Refresher {
    /// What was found, with those that use what is to go and that no list showed: what is in no file is told by its name.
    func addingUsers(
        of objects: [RecordedObject],
        to found: [ResourceType.Name: [ResourceID: ObservedObject]]
    ) async throws -> [ResourceType.Name: [ResourceID: ObservedObject]] {
        let users = objects.flatMap { found[$0.type]?[$0.id]?.users ?? [] }
        let missing = Set(users).sorted().compactMap { user -> RecordedObject? in
            guard case .object(let type, let id) = user, found[type]?[id] == nil else { return nil }
            return (type, id)
        }
        guard !missing.isEmpty else { return found }
        return try await self.objects(missing).reduce(into: found) { $0[$1.0, default: [:]][$1.1.id] = $1.1 }
    }
}

typealias RecordedObject = (type: ResourceType.Name, id: ResourceID)

extension RecordedState {
    /// Objects that the file does not declare any more, or that are to lose ranges in which others may have addresses.
    func losses(for desired: DesiredState, _ catalog: Catalog) -> [RecordedObject] {
        let ranges = catalog.addressRanges
        let losses = resources.filter { address, record in
            guard let resource = desired.resources[address] else { return true }
            return (ranges[record.type] ?? []).contains { name in
                guard case .elements(let set)? = catalog[record.type].attribute(name)?.kind else { return false }
                let wanted = Set((resource.value(name)?.list ?? []).map { set.key(of: $0) })
                return (record.attributes[name]?.list ?? []).contains { !wanted.contains(set.key(of: $0)) }
            }
        }
        return losses.sorted { $0.key < $1.key }.map { ($1.type, $1.id) }
    }
}

extension RecordedState {
    /// Objects with lists below them that go, as far as that can be told before anything is planned: what the file does
    /// not declare any more, and what has to be replaced for another value.
    func holders(goingFor desired: DesiredState, _ catalog: Catalog) -> [RecordedObject] {
        resources.flatMap { address, record -> [RecordedObject] in
            let type = catalog[record.type]
            guard !type.collection.sublists.isEmpty,
                desired.resources[address].map({ type.isReplaced(by: $0, record) }) ?? true
            else { return [] }
            return record.objects.map { (record.type, $0) }
        }
    }
}

extension ResourceType {
    fileprivate func isReplaced(by resource: DesiredResource, _ record: RecordedResource) -> Bool {
        attributes.contains { attribute in
            guard case .replace = attribute.update, let wish = resource.value(attribute.name), !wish.isDeferred,
                !wish.isNull
            else { return false }
            return record.attributes[attribute.name].map { $0 != wish } ?? false
        }
    }
}

extension Catalog {
    /// The attributes with ranges in which objects of other types have addresses.
    fileprivate var addressRanges: [ResourceType.Name: Set<AttributeName>] {
        types.reduce(into: [:]) { found, user in
            for case .addressInside(let rule) in user.constraints {
                guard let kind = user.attribute(rule.list)?.kind, let target = kind.reference(at: rule.target) else {
                    continue
                }
                found[target, default: []].insert(rule.ranges)
            }
        }
    }
}

extension ValueKind {
    /// What a part of an object or element refers to.
    fileprivate func reference(at part: AttributeName) -> ResourceType.Name? {
        let parts: [Attribute] =
            switch self {
            case .elements(let set): set.attributes
            case .object(let attributes): attributes
            case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .list: []
            }
        guard case .reference(let reference)? = parts.first(where: { $0.name == part })?.kind else { return nil }
        return reference.type
    }
}
