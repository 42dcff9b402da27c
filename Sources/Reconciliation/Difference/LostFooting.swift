import ResourceModel

/// Finds elements that rest on something that is about to change.
struct LostFooting {
    private let footing: [Footing]
    private let differ: Differ

    init(_ footing: [Footing], _ differ: Differ) {
        self.footing = footing
        self.differ = differ
    }

    /// The part of an observed element for which it has to go and come back, and why.
    func strandedPart(of element: Value) -> (name: AttributeName, cause: AttributeChange.Cause)? {
        for footing in footing {
            switch footing {
            case .own(let attribute, let part):
                if element[part] == true, isOwnLost(attribute) { return (part, cause(of: attribute)) }
            case .target(let reference, let attribute, let parts, let exempt):
                guard element[exempt] != true, case .reference(.resource(let target))? = element[reference],
                    parts.contains(where: { isLost($0, of: attribute, at: target) })
                else { continue }
                return (reference, .follows(target))
            }
        }
        return nil
    }

    private func cause(of name: AttributeName) -> AttributeChange.Cause {
        let wish = differ.type.attribute(name).flatMap { differ.sides(of: $0).desired }
        return wish?.addresses.first { differ.perspective.replaced.contains($0) }.map { .follows($0) } ?? .edited
    }

    private func isOwnLost(_ name: AttributeName) -> Bool {
        guard let attribute = differ.type.attribute(name) else { return false }
        let sides = differ.sides(of: attribute)
        guard let present = sides.observed, !present.isNothing else { return false }
        if let wish = sides.desired, differ.isMet(wish, by: present, attribute) {
            return differ.strandingTarget(Differ.Leaf([name], attribute), present) != nil
        }
        return sides.desired != nil || sides.recorded != nil
    }

    /// Whether a part of an attribute of another resource is about to change.
    private func isLost(_ part: AttributeName, of name: AttributeName, at target: ResourceAddress) -> Bool {
        let situation = differ.perspective.situation
        guard !differ.perspective.postponed.contains(target), let resource = situation.desired.resources[target],
            let object = situation.bindings[target],
            let attribute = situation.type(of: target).attribute(name), case .object(let parts) = attribute.kind,
            let kind = parts.first(where: { $0.name == part })
        else { return false }
        let written = resource.value(name).map { differ.perspective.desired($0, attribute.kind, of: target) }
        let wasSet = situation.recorded.resources[target]?.attributes[name]?[part] != nil
        guard let wish = written?[part] ?? (wasSet ? kind.reset : nil) else { return false }
        return !wish.isSatisfied(by: object.attributes[name].map(differ.perspective.observed)?[part])
    }
}
