import Diagnostics
import ResourceModel

/// What the API would refuse, found before anything is sent.
struct Preconditions {
    let situation: Situation
    let comparison: ProjectComparison
    let changes: [ChangeDraft]

    func diagnostics() -> [Diagnostic] {
        let offerings = OfferingConditions(situation: situation, perspective: comparison.perspective)
        let claims = ClaimConditions(situation: situation, comparison: comparison, changes: changes)
        let company = CompanyConditions(situation: situation, comparison: comparison, changes: changes)
        let companions = CompanionConditions(situation: situation, changes: changes)
        let targets = TargetConditions(situation: situation)
        let evaluation = EvaluationConditions(perspective: comparison.perspective)
        let relations = RelationConditions(situation: situation, perspective: comparison.perspective)
        let uses = UseConditions(situation: situation, comparison: comparison)
        let identity = IdentityConditions(situation: situation, comparison: comparison)
        let combinations = CombinationConditions(comparison.perspective)
        let referenced = ReferencedConditions(comparison.perspective)
        let domains = DomainConditions(situation: situation, perspective: comparison.perspective)
        let found = changes.flatMap { change -> [Diagnostic] in
            var found = destruction(change) + companions.diagnostics(change) + creation(change) + elements(change)
            found += uses.diagnostics(change)
            found += identity.diagnostics(change)
            if let resource = situation.desired.resources[change.address], !change.kind.isForgetting {
                found +=
                    situation.choices.undecided.contains(change.address)
                    ? [] : offerings.diagnostics(resource, change)
                found += needs(resource, change)
                found += claims.diagnostics(resource, change)
                found += company.diagnostics(resource, change)
                found += targets.diagnostics(resource, change)
                found += evaluation.diagnostics(resource, change)
                found += relations.diagnostics(resource, change)
                found += combinations.diagnostics(resource, change)
                found += referenced.diagnostics(resource, change)
                found += domains.diagnostics(resource, change)
                found += exclusiveTargets(resource, change)
            }
            return found
        }
        return found + QuantityConditions(situation: situation, changes: changes).diagnostics()
            + ElementConditions(situation, comparison.perspective).diagnostics()
            + SharedElementConditions(comparison.perspective).diagnostics()
    }

    /// What a new object cannot be made without.
    private func needs(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        guard change.kind == .create || change.kind.isReplacement else { return [] }
        let type = situation.type(of: resource.address)
        return type.attributes.filter { $0.isNeededToCreate && resource.value($0.name)?.isNull ?? true }.map {
            attribute in
            .error(
                "missing-attribute",
                "\(resource.address) cannot be made without '\(attribute.name)'",
                at: resource.range,
                address: resource.address.description
            )
        }
    }

    private func destruction(_ change: ChangeDraft) -> [Diagnostic] {
        guard change.reason != .leftover, change.reason != .abandoned else { return [] }
        let verb: String
        switch change.kind {
        case .delete: verb = "destroy"
        case .replace: verb = "replace"
        case .create, .update, .adopt, .forget, .move: return []
        }
        let desired = situation.desired
        let lifecycle = (desired.resources[change.address] ?? desired.unwanted[change.address])?.lifecycle
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

    /// What the file leaves out of something that takes over an object, where that has to be made anew.
    private func creation(_ change: ChangeDraft) -> [Diagnostic] {
        guard change.kind == .create || change.kind.isReplacement,
            let resource = situation.desired.resources[change.address], resource.adoption != nil
        else { return [] }
        let missing = situation.type(of: change.address).missing(in: resource)
        return missing.isEmpty ? [] : [.incomplete(resource, nil, missing)]
    }

    /// Elements without a secret that they need, where they are not there, or go together with what has them.
    private func elements(_ change: ChangeDraft) -> [Diagnostic] {
        guard let resource = situation.desired.resources[change.address], resource.adoption != nil else { return [] }
        let isNew = change.kind == .create || change.kind.isReplacement
        return situation.type(of: change.address).attributes.flatMap { attribute -> [Diagnostic] in
            guard case .elements(let set) = attribute.kind else { return [] }
            let needed = set.attributes.filter { $0.presence == .required && $0.isSensitive }
            guard !needed.isEmpty else { return [] }
            let present = isNew ? nil : situation.bindings[change.address]?.attributes[attribute.name]?.list
            let keys = Set((present ?? []).map(set.key))
            let wanted = resource.value(attribute.name)?.list ?? []
            return wanted.enumerated().compactMap { place, element in
                let missing = needed.map(\.name).filter { element[$0]?.isNull ?? true }
                let key = set.key(of: element)
                guard !missing.isEmpty, !keys.contains(key) else { return nil }
                let range = resource.attributes[attribute.name]?.places?[place]?.range
                return .incomplete(resource, "\(set.noun) '\(key)'", missing, at: range)
            }
        }
    }

    /// Whether the name is that of the old one among those of which only one can have it.
    private func isSame(_ resource: DesiredResource, as object: ObservedObject, _ type: ResourceType) -> Bool {
        guard case .among(let others)? = type.attribute(.name)?.claim else { return true }
        return others.allSatisfy { resource.value($0).flatMap(situation.present) == object.attributes[$0] }
    }

    /// What only one object can refer to cannot be with the old one and the new one.
    private func exclusiveTargets(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        guard case .replace(createsFirst: true) = change.kind, let object = situation.bindings[resource.address] else {
            return []
        }
        let type = situation.type(of: resource.address)
        if let name = object.name.map(Value.string), resource.value(.name) == name,
            type.attribute(.name)?.canBeTemporary == false, isSame(resource, as: object, type)
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
}

extension Change.Kind {
    fileprivate var isReplacement: Bool {
        guard case .replace = self else { return false }
        return true
    }

    /// Whether nothing is asked of the cloud.
    fileprivate var isForgetting: Bool { self == .forget }
}

extension Attribute {
    /// Whether an object can have another value for a while.
    fileprivate var canBeTemporary: Bool {
        guard case .put = update else { return false }
        return true
    }
}

extension ResourceType {
    /// What a creation needs and the resource does not say.
    fileprivate func missing(in resource: DesiredResource) -> [AttributeName] {
        let always = attributes.filter { $0.presence == .required }.map(\.name)
        let conditional = constraints.flatMap { constraint -> [AttributeName] in
            guard case .rule(let rule) = constraint, let value = resource.value(rule.condition)?.string,
                rule.values.contains(value)
            else { return [] }
            return rule.required
        }
        return (always + conditional).filter { resource.value($0)?.isNull ?? true }
    }
}
