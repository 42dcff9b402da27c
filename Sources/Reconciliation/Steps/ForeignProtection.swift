import ResourceModel

/// Protection that somebody else set: neither the file nor the state says anything of it.
extension ChangeBuilder {
    /// What a deletion costs beside what its type says: a protection of somebody else is no obstacle of our own.
    func impactsOfLifting(_ object: ObservedObject) -> Set<Impact> {
        let isGuarded = type.attributes.contains { attribute in
            attribute.guardsDeletion && lift(attribute, object) != nil && !isKnown(attribute.name)
        }
        let isElementGuarded = type.attributes.contains { attribute in
            guardedElements(attribute, object).contains { !isKnown($0.element, of: attribute) }
        }
        return isGuarded || isElementGuarded ? [.protected] : []
    }

    /// The same of an update, which lifts what guards against a rebuild or the change of an element.
    func impactsOfLifting(for difference: Difference) -> Set<Impact> {
        let guarding = isGuarded(against: difference.intents) ? protectionAgainstChanges?.attribute : nil
        let isGuarded = guarding.map { !isKnown($0.name) } ?? false
        let isElementGuarded = difference.intents.contains { intent in
            guard let element = intent.old, intent.attribute.kind.elementSet?.guardedBy != nil else { return false }
            return lift(intent, "") != nil && !isKnown(element, of: intent.attribute)
        }
        return isGuarded || isElementGuarded ? [.protected] : []
    }

    private func isKnown(_ name: AttributeName) -> Bool {
        situation.desired.resources[address]?.value(name) != nil
            || situation.recorded.resources[address]?.attributes[name] != nil
    }

    private func isKnown(_ element: Value, of attribute: Attribute) -> Bool {
        guard let set = attribute.kind.elementSet, let guarding = set.guardedBy else { return false }
        let said = [
            situation.desired.resources[address]?.value(attribute.name),
            situation.recorded.resources[address]?.attributes[attribute.name],
        ]
        return said.contains { elements in
            (elements?.list ?? []).contains { set.key(of: $0) == set.key(of: element) && $0[guarding] != nil }
        }
    }
}
