import Diagnostics
import ResourceModel

/// How many objects there may be, counted with those that are not part of the stack.
struct QuantityConditions {
    let situation: Situation
    let changes: [PlanComposer.ChangeDraft]

    func diagnostics() -> [Diagnostic] {
        situation.catalog.types.flatMap { type -> [Diagnostic] in
            let limits = type.constraints.flatMap { constraint -> [Diagnostic] in
                guard case .references(let name, let most) = constraint else { return [] }
                return referrers(through: name, type, most: most)
            }
            return limits + ([objects(of: type)].compactMap(\.self))
        }
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

    /// Of those that begin to refer to one, the first that is too many; the file alone is checked when it is read.
    private func referrers(through name: AttributeName, _ type: ResourceType, most: Int) -> [Diagnostic] {
        let foreign = (situation.observed.objects[type.name] ?? [:]).values.filter {
            situation.owner(of: type.name, $0.id) == nil
        }
        var counts: [Value: Int] = [:]
        for object in foreign {
            for target in object.attributes[name].map({ $0.list ?? [$0] }) ?? [] where !target.isNull {
                counts[target, default: 0] += 1
            }
        }
        guard !counts.isEmpty else { return [] }
        var found: [Diagnostic] = []
        for resource in situation.desired.resources.values.sorted(by: { $0.address < $1.address })
        where resource.type == type.name {
            for target in resource.value(name).map({ $0.list ?? [$0] }) ?? [] {
                guard let present = situation.present(target), let count = counts[present] else { continue }
                counts[present] = count + 1
                guard count == most else { continue }
                found.append(.tooManyReferrers(resource, name, situation.words(for: target), type, most: most))
            }
        }
        return found
    }
}
