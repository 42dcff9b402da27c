import Diagnostics
import ResourceModel

/// What has to be alone among all that is kept below an object, or has something beside it that has to be.
struct CompanyConditions {
    let situation: Situation
    let comparison: ProjectComparison
    private let changes: [ResourceAddress: [ChangeDraft]]

    init(situation: Situation, comparison: ProjectComparison, changes: [ChangeDraft]) {
        self.situation = situation
        self.comparison = comparison
        self.changes = Dictionary(grouping: changes, by: \.address)
    }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        return type.constraints.compactMap { constraint in
            guard case .aloneBelow(let rule) = constraint,
                !differing.isDisjoint(with: [rule.reference, rule.part, rule.condition])
            else { return nil }
            return company(rule, resource, type, change)
        }
    }

    private func company(
        _ rule: Constraint.LoneObject,
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ change: ChangeDraft
    ) -> Diagnostic? {
        guard let part = resource.value(rule.part)?.string, let kind = resource.value(rule.condition)?.string,
            case .reference(.object(_, let holder))? = resource.value(rule.reference).flatMap(situation.present)
        else { return nil }
        let others = (situation.observed.objects[type.name] ?? [:]).values.filter { other in
            guard other.id.number == holder.number, other.id != change.currentID,
                other.value(of: rule.part)?.string == part, let theirs = other.value(of: rule.condition)?.string
            else { return false }
            return theirs != kind && (rule.texts.contains(kind) || rule.texts.contains(theirs))
        }
        let staying = others.sorted { $0.id < $1.id }.first { !goes($0, type, rule) }
        return staying.map { other in
            .company(
                resource,
                kind,
                part,
                other.value(of: rule.condition)?.string ?? "",
                of: situation.owner(of: type.name, other.id),
                at: resource.attributes[rule.condition]?.range ?? resource.range
            )
        }
    }

    /// Whether the plan takes it away: by itself, as an element of the list, or with all that it is kept below.
    private func goes(_ object: ObservedObject, _ type: ResourceType, _ rule: Constraint.LoneObject) -> Bool {
        guard !situation.isDeposed(type.name, object.id), let parent = type.collection.parent else { return true }
        let holder = situation.owner(of: parent.type, ResourceID(object.id.number))
        if let owner = situation.owner(of: type.name, object.id), !situation.forgotten.contains(owner) {
            return isGivenUp(owner)
        }
        guard let holder else { return false }
        let removals = (comparison.differences[holder]?.intents ?? []).filter { $0.root == rule.list && $0.isRemoval }
        return isGivenUp(holder)
            || removals.contains { removal in
                removal.old.flatMap { parent.id(of: $0, below: ResourceID(object.id.number)) } == object.id
            }
    }

    private func isGivenUp(_ address: ResourceAddress) -> Bool {
        changes[address, default: []].contains { change in
            switch change.kind {
            case .delete, .replace: true
            case .create, .update, .adopt, .forget, .move: false
            }
        }
    }
}
