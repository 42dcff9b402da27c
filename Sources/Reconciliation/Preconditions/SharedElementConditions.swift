import Diagnostics
import ResourceModel

/// What two resources say of the same thing, one of which refers to the other: each would undo what the other one says.
///
/// The file alone tells most of it; here are the words for own addresses known, and what it does not say refers to.
struct SharedElementConditions {
    private let prospect: Prospect
    private var situation: Situation { prospect.perspective.situation }

    init(_ perspective: Perspective) { prospect = Prospect(perspective: perspective) }

    func diagnostics() -> [Diagnostic] {
        let rules = situation.catalog.types.reduce(into: [:]) { rules, type in rules[type.name] = type.sharedElements }
        let resources = situation.desired.resources.values.filter { resource in
            rules[resource.type]?.contains { resource.attributes[$0.list] != nil } ?? false
        }
        return resources.sorted { $0.address < $1.address }.flatMap { resource in
            (rules[resource.type] ?? []).flatMap { rule in
                rule.references.flatMap { diagnostics(rule.list, $0, resource) }
            }
        }
    }

    private func diagnostics(
        _ list: AttributeName,
        _ path: AttributePath,
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        guard let own = resource.attributes[list],
            case .reference(.resource(let address))? = prospect.value(path.names, of: resource.address),
            let target = situation.desired.resources[address],
            ![resource, target].contains(where: { $0.lifecycle.ignoreChanges[list] != nil }),
            let other = target.attributes[list],
            let kind = situation.type(of: resource.address).attribute(list)?.kind, let set = kind.elementSet
        else { return [] }
        let theirs = prospect.perspective.desired(other.value, kind, of: address).list ?? []
        let wishes = prospect.perspective.desired(own.value, kind, of: resource.address).list ?? []
        return wishes.enumerated().compactMap { index, wish in
            let key = set.key(of: wish)
            guard let place = theirs.firstIndex(where: { set.key(of: $0) == key && $0 != wish }),
                !wish.isDeferred, !theirs[place].isDeferred
            else { return nil }
            let ranges = (own.places?[index]?.range, other.places?[place]?.range)
            return .saidTwice(resource, list, key, target, at: ranges.0 ?? own.range, ranges.1 ?? other.range)
        }
    }
}

extension ResourceType {
    fileprivate var sharedElements: [(list: AttributeName, references: [AttributePath])] {
        constraints.compactMap { constraint in
            guard case .elementsShared(let list, let references) = constraint else { return nil }
            return (list, references)
        }
    }
}

extension Diagnostic {
    fileprivate static func saidTwice(
        _ resource: DesiredResource,
        _ list: AttributeName,
        _ key: String,
        _ target: DesiredResource,
        at place: SourceRange?,
        _ other: SourceRange?
    ) -> Diagnostic {
        .error(
            "duplicate-value",
            "'\(key)' of \(resource.address) is \(target.address), whose '\(list)' says something else of it",
            at: place ?? resource.range,
            address: resource.address.description,
            notes: [.init("it is written here too", at: other ?? target.range)],
            hint: "Leave it out here: \(target.address) has it, whatever uses it."
        )
    }
}
