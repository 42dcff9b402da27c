import Diagnostics
import LabelText
import ResourceModel

/// What other objects rest on, and a change would take away from under them.
struct FootingConditions {
    /// What rests on parts of an attribute of others, by a reference or because of their labels.
    private struct Holder {
        let type: ResourceType.Name
        let object: ObservedObject
        let attribute: AttributeName
        let parts: [AttributeName]
        let exempt: AttributeName
    }

    private struct Finder {
        let holder: Holder
        let selector: String
        let target: ResourceType.Name
    }

    /// A list of an object with the elements that rest on others.
    private struct Resting {
        let holder: Holder
        let reference: AttributeName
        let kind: ValueKind
        let elements: [Value]
    }

    private let situation: Situation
    private var finders = SelectorIndex<Finder>()
    /// What is in no file of this stack and refers to an object.
    private var holders: [Reference: [Holder]] = [:]

    init(_ situation: Situation) {
        self.situation = situation
        for resting in Self.resting(situation) {
            for (selection, text) in resting.kind.selectors(in: .list(resting.elements)) {
                guard let selector = LabelSelector(text) else { continue }
                finders.add(selector, of: Finder(holder: resting.holder, selector: text, target: selection.type))
            }
            let holder = resting.holder
            guard situation.owner(of: holder.type, holder.object.id) == nil,
                !situation.isDeposed(holder.type, holder.object.id)
            else { continue }
            for case .reference(let target)? in resting.elements.map({ $0[resting.reference] }) {
                holders[target, default: []].append(holder)
            }
        }
    }

    private static func resting(_ situation: Situation) -> [Resting] {
        situation.catalog.types.flatMap { type in
            type.attributes.flatMap { list in
                list.footing.flatMap { footing -> [Resting] in
                    guard case .target(let reference, let attribute, let parts, let exempt) = footing else { return [] }
                    let objects = (situation.observed.objects[type.name] ?? [:]).values.sorted { $0.id < $1.id }
                    return objects.map { object in
                        Resting(
                            holder: Holder(
                                type: type.name,
                                object: object,
                                attribute: attribute,
                                parts: parts,
                                exempt: exempt
                            ),
                            reference: reference,
                            kind: list.kind,
                            elements: (object.attributes[list.name]?.list ?? []).filter { $0[exempt] != true }
                        )
                    }
                }
            }
        }
    }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        guard change.kind == .update, let object = situation.bindings[resource.address] else { return [] }
        func isConcerned(_ holder: Holder) -> Bool {
            change.attributes.contains { change in
                change.effect != .ignored && change.path.root == holder.attribute && change.concerns(holder.parts)
            }
        }
        let labels = (object.attributes[.labels]?.map ?? [:]).compactMapValues(\.string)
            .merging(object.ownership?.labels ?? [:]) { own, _ in own }
        let found = finders.owners(matching: labels)
            .filter { $0.target == resource.type && isConcerned($0.holder) }
            .map { finder in
                let holder = finder.holder
                let name = situation.name(of: holder.object, holder.type)
                return Diagnostic.found(resource, holder.attribute, by: name, finder.selector, holder.exempt)
            }
        let held = holders[.object(resource.type, object.id), default: []].filter(isConcerned).map { holder in
            let name = situation.title(of: holder.object, holder.type)
            return Diagnostic.held(resource, holder.attribute, by: name, holder.exempt)
        }
        return found + held
    }
}

extension AttributeChange {
    /// Whether one of these parts of the attribute changes.
    fileprivate func concerns(_ parts: [AttributeName]) -> Bool {
        guard case .attribute(let part)? = path.components.dropFirst().first else {
            return parts.contains { old?[$0] != new?[$0] }
        }
        return parts.contains(part)
    }
}
