import Diagnostics
import ResourceModel

/// How many objects there may be, counted with those that are not part of the stack.
struct QuantityConditions {
    let situation: Situation
    let changes: [ChangeDraft]

    func diagnostics() -> [Diagnostic] {
        situation.catalog.referenceLimits.flatMap { referrers($0) + successors($0) }
            + situation.catalog.types.compactMap(objects)
    }

    /// The first creation that is too many for the project.
    private func objects(of type: ResourceType) -> Diagnostic? {
        guard let most = type.mostInProject else { return nil }
        let ours = changes.filter { $0.address.section == type.section }
        let created = ours.filter { $0.kind == .create }
        let present = situation.observed.objects[type.name]?.count ?? 0
        let count = present - ours.count { $0.kind == .delete } + created.count
        guard !created.isEmpty, count > most, let first = created.dropFirst(max(most - count + created.count, 0)).first,
            let resource = situation.desired.resources[first.address]
        else { return nil }
        return .projectLimit(resource, type, count, most: most)
    }

    /// What has no room for the new ones of replacements besides the old ones.
    private func successors(_ limit: ReferenceLimit) -> [Diagnostic] {
        let early = Set(changes.filter { $0.kind == .replace(createsFirst: true) }.map(\.address))
        guard !early.isEmpty else { return [] }
        var counts: [Reference: Int] = [:]
        var last: [Reference: (resource: DesiredResource, name: AttributeName)] = [:]
        for (type, name) in limit.referrers {
            for resource in situation.desired.resources.values.sorted(by: { $0.address < $1.address })
            where resource.type == type.name {
                for target in Set(resource.value(name)?.references ?? []) {
                    let isTwice = early.contains(resource.address)
                    counts[target, default: 0] += isTwice ? 2 : 1
                    if isTwice { last[target] = (resource, name) }
                }
            }
        }
        return counts.sorted { $0.key < $1.key }.compactMap { target, count in
            guard count > limit.most, let (resource, name) = last[target] else { return nil }
            return .noRoomForSuccessors(resource, name, situation.words(for: .reference(target)), count, limit)
        }
    }

    /// Of those that begin to refer to one, the first that is too many; the file alone is checked when it is read.
    private func referrers(_ limit: ReferenceLimit) -> [Diagnostic] {
        var counts: [Reference: Int] = [:]
        for (type, name) in limit.referrers {
            for object in (situation.observed.objects[type.name] ?? [:]).values
            where situation.owner(of: type.name, object.id) == nil {
                for target in Set(object.attributes[name]?.references ?? []) { counts[target, default: 0] += 1 }
            }
        }
        guard !counts.isEmpty else { return [] }
        var found: [Diagnostic] = []
        for (type, name) in limit.referrers {
            for resource in situation.desired.resources.values.sorted(by: { $0.address < $1.address })
            where resource.type == type.name {
                for target in Set(resource.value(name)?.references ?? []) {
                    guard let present = situation.object(of: target), let count = counts[present] else { continue }
                    counts[present] = count + 1
                    guard count == limit.most else { continue }
                    found.append(.tooManyReferrers(resource, name, situation.words(for: .reference(target)), limit))
                }
            }
        }
        return found
    }
}
