import Diagnostics
import ResourceModel

/// Values that have to lie below the name of something in the project: the domains of a certificate below a zone.
struct DomainConditions {
    let situation: Situation
    let perspective: Perspective

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        return type.attributes.flatMap { attribute -> [Diagnostic] in
            guard let above = attribute.liesBelow, differing.contains(attribute.name),
                let wish = resource.attributes[attribute.name], situation.observed.objects[above] != nil
            else { return [] }
            let value = perspective.evaluated(wish.value, attribute.kind)
            return (value.list ?? [value]).enumerated().compactMap { index, domain in
                guard let domain = domain.string, !situation.relations.isBelowName(domain, of: above) else {
                    return nil
                }
                let place = wish.places?[index]?.range ?? wish.range ?? resource.range
                return .nothingAbove(resource, domain, situation.catalog[above], hasAny: hasAny(above), at: place)
            }
        }
    }

    private func hasAny(_ type: ResourceType.Name) -> Bool {
        situation.observed.objects[type]?.isEmpty == false
            || situation.desired.resources.values.contains { $0.type == type }
    }
}

extension Diagnostic {
    /// Where the project has none at all, it may be that somebody else keeps it.
    fileprivate static func nothingAbove(
        _ resource: DesiredResource,
        _ domain: String,
        _ type: ResourceType,
        hasAny: Bool,
        at place: SourceRange?
    ) -> Diagnostic {
        let words = "no \(type.name.words) of this project is responsible for '\(domain)' of \(resource.address)"
        guard hasAny else {
            return .warning("nothing-above", words, at: place, address: resource.address.description)
        }
        return .error(
            "nothing-above",
            words,
            at: place,
            address: resource.address.description,
            hint: "Check the spelling, or declare it under '\(type.section)'."
        )
    }
}
