import LabelText
import ResourceModel

/// Has objects that stand in for each other go out of service one after the other.
///
/// A window that is left open, because the object did not come back, keeps the others closed.
struct WindowSequence {
    /// From the step that takes an object out of service to the one that puts it back; they are the same where it is out
    /// of service before, or only as long as one step takes.
    private struct Window {
        let address: ResourceAddress
        let opening: Int
        let closing: Int
    }

    private let windows: [Window]
    private let groups: [Set<ResourceAddress>]

    init(_ drafts: [StepDraft], _ perspective: Perspective) {
        let returning = Set(drafts.filter(\.outcome.putsIntoService).map(\.address))
        let all = drafts.indices.compactMap { index -> Window? in
            let draft = drafts[index]
            let isAlone = draft.interrupts && !returning.contains(draft.address)
            guard isAlone || draft.outcome.putsIntoService else { return nil }
            return Window(address: draft.address, opening: draft.restores ?? index, closing: index)
        }
        // What an apply before this one left out of service comes back before others go.
        let records = perspective.situation.recorded.resources
        func isOpen(_ window: Window) -> Bool { records[window.address]?.isOutOfService == true }
        windows =
            all.filter(isOpen).sorted { $0.address < $1.address }
            + all.filter { !isOpen($0) }.sorted { $0.address < $1.address }
        groups = windows.count < 2 ? [] : Self.groups(perspective)
    }

    /// The drafts with each window of a group waiting for the one before, where nothing else asks for another order.
    func applied(to drafts: [StepDraft]) -> [StepDraft] {
        var drafts = drafts
        for group in groups {
            let members = windows.filter { group.contains($0.address) }
            guard members.count > 1 else { continue }
            for (first, second) in zip(members, members.dropFirst()) {
                drafts[second.opening].prefersAfter.insert(first.closing)
            }
        }
        return drafts
    }

    /// The resources that something links, as it is and as it is wanted; sorted by what links them.
    private static func groups(_ perspective: Perspective) -> [Set<ResourceAddress>] {
        let situation = perspective.situation
        var members: [Reference: Set<ResourceAddress>] = [:]
        for type in situation.catalog.types where type.attributes.contains(where: \.kind.staggersWindows) {
            let attributes = type.attributes.filter(\.kind.staggersWindows)
            let wanted = situation.desired.resources.values.filter { $0.type == type.name }
            for resource in wanted {
                let holder = Reference.resource(resource.address)
                for attribute in attributes {
                    guard let value = resource.value(attribute.name) else { continue }
                    link(attribute.kind.uses(in: value), holder, type, &members)
                    members[holder, default: []].formUnion(selected(by: value, attribute.kind, situation))
                }
            }
            for object in (situation.observed.objects[type.name] ?? [:]).values {
                let owner = situation.owner(of: type.name, object.id)
                let holder = owner.map { Reference.resource($0) } ?? .object(type.name, object.id)
                for attribute in attributes {
                    guard let value = object.attributes[attribute.name].map(perspective.observed) else { continue }
                    link(attribute.kind.uses(in: value), holder, type, &members)
                    members[holder, default: []].formUnion(selected(by: value, attribute.kind, situation))
                }
            }
        }
        return members.values.filter { $0.count > 1 }.sorted { left, right in
            left.sorted().lexicographicallyPrecedes(right.sorted())
        }
    }

    /// What the selectors in a value find, by the labels that resources have or are to have.
    private static func selected(
        by value: Value,
        _ kind: ValueKind,
        _ situation: Situation
    ) -> Set<ResourceAddress> {
        kind.selectors(in: value).reduce(into: []) { found, selection in
            let (type, selector) = selection
            for (address, resource) in situation.desired.resources where resource.type == type {
                let labels = [resource.value(.labels), situation.bindings[address]?.attributes[.labels]]
                if labels.contains(where: { selector.matches($0?.labels ?? [:]) }) { found.insert(address) }
            }
        }
    }

    private static func link(
        _ uses: [ReferenceUse],
        _ holder: Reference,
        _ type: ResourceType,
        _ members: inout [Reference: Set<ResourceAddress>]
    ) {
        for use in uses where use.kind.staggersWindows {
            // What has windows is linked by what it refers to, and anything else links what it refers to.
            let (member, link) = type.window == nil ? (use.reference, holder) : (holder, use.reference)
            guard case .resource(let address) = member else { continue }
            members[link, default: []].insert(address)
        }
    }
}

extension ValueKind {
    /// The selectors in a value whose objects go out of service one after the other.
    fileprivate func selectors(in value: Value) -> [(type: ResourceType.Name, selector: LabelSelector)] {
        switch (self, value) {
        case (.string(.labelSelector(let selection)), .string(let text)) where selection.staggersWindows:
            LabelSelector(text).map { [(selection.type, $0)] } ?? []
        case (.list(let kind, _, _), .list(let values)):
            values.flatMap(kind.selectors)
        case (.elements(let set), .list(let values)):
            values.flatMap { ValueKind.object(set.attributes).selectors(in: $0) }
        case (.object(let parts), .map):
            parts.flatMap { part in value[part.name].map(part.kind.selectors) ?? [] }
        case _: []
        }
    }
}

extension Value {
    fileprivate var labels: [String: String] { (map ?? [:]).compactMapValues(\.string) }
}

extension Step.Outcome {
    fileprivate var putsIntoService: Bool {
        guard case .putIntoService = self else { return false }
        return true
    }
}
