import Diagnostics
import NetworkText
import ResourceModel

/// What the API refuses as long as something uses it that nothing in this stack can take away from it.
struct UseConditions {
    let situation: Situation
    let comparison: ProjectComparison

    func diagnostics(_ change: ChangeDraft) -> [Diagnostic] {
        guard let id = change.currentID else { return [] }
        let type = situation.type(of: change.address)
        guard let object = situation.observed.object(type.name, id) else { return [] }
        switch change.kind {
        case .delete, .replace: return deletion(of: object, type, change)
        case .update: return removals(from: object, type, change)
        case .create, .adopt, .forget, .move: return []
        }
    }

    private func deletion(of object: ObservedObject, _ type: ResourceType, _ change: ChangeDraft) -> [Diagnostic] {
        situation.bystanders(of: object, type).filter { $0.effect == .refusal }.map { user in
            let title = situation.title(of: user)
            let isForeign = user.address == nil
            return .inUse(
                change,
                isForeign
                    ? "\(title), which is not part of this stack, uses it"
                    : "\(title) uses it: the file leaves that alone"
            )
        }
    }

    /// Elements in whose range somebody has an address: the API keeps a subnet as long as that.
    private func removals(from object: ObservedObject, _ type: ResourceType, _ change: ChangeDraft) -> [Diagnostic] {
        let removed = (comparison.differences[change.address]?.intents ?? []).filter(\.isRemoval)
        return removed.flatMap { intent -> [Diagnostic] in
            guard let element = intent.old else { return [] }
            let key = intent.attribute.kind.elementKey(element)
            let holders = rules(about: intent.root, of: type.name).flatMap { user, rule -> [String] in
                guard let range = element[rule.key]?.string.flatMap({ CIDR($0) }) else { return [] }
                let target = Reference.object(type.name, object.id)
                return bystanders(user, target).filter { $0.object.has(rule, of: target, in: range) }.map(\.words)
            }
            return Set(holders).sorted().map { .elementInUse(change, key, $0) }
        }
    }

    /// Whose elements have addresses in ranges of the attribute.
    private func rules(
        about ranges: AttributeName,
        of target: ResourceType.Name
    ) -> [(user: ResourceType.Name, rule: Constraint.AddressRule)] {
        situation.catalog.types.flatMap { user in
            user.constraints.compactMap { constraint in
                guard case .addressInside(let rule) = constraint, rule.ranges == ranges,
                    case .reference(let reference)? = user.attribute(rule.list)?.kind.part(rule.target),
                    reference.type == target
                else { return nil }
                return (user.name, rule)
            }
        }
    }

    /// Objects that no change of their own takes off the target, with what they are.
    private func bystanders(
        _ type: ResourceType.Name,
        _ target: Reference
    ) -> [(object: ObservedObject, words: String)] {
        (situation.observed.objects[type] ?? [:]).values.compactMap { object in
            guard let address = situation.owner(of: type, object.id) else {
                guard !situation.isDeposed(type, object.id) else { return nil }
                return (object, "\(situation.title(of: object, type)), which is not part of this stack,")
            }
            guard situation.isSilent(address, about: target) else { return nil }
            return (object, "\(address), of which the file leaves that alone,")
        }
    }
}

extension ObservedObject {
    /// Whether an element refers to the target and has an address in the range.
    fileprivate func has(_ rule: Constraint.AddressRule, of target: Reference, in range: CIDR) -> Bool {
        let value = attributes[rule.list] ?? .null
        return (value.list ?? [value]).contains { element in
            guard element[rule.target] == .reference(target), let held = element[rule.address] else { return false }
            let addresses = (held.list ?? [held]).compactMap { $0.string.flatMap { IPAddress($0) } }
            return addresses.contains(where: range.contains)
        }
    }
}

extension Diagnostic {
    fileprivate static func inUse(_ change: ChangeDraft, _ reason: String) -> Diagnostic {
        .error(
            "in-use",
            "\(change.address) cannot be deleted: \(reason)",
            at: change.range,
            address: change.address.description,
            hint: "Take it from there first, or leave it in the cloud with 'removed'."
        )
    }

    fileprivate static func elementInUse(_ change: ChangeDraft, _ key: String, _ user: String) -> Diagnostic {
        .error(
            "in-use",
            "'\(key)' of \(change.address) cannot be removed: \(user) has an address in it",
            at: change.range,
            address: change.address.description,
            hint: "Detach it from there first."
        )
    }
}
