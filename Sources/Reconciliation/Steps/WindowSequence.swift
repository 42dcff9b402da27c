import LabelText
import ResourceModel

/// Has objects that stand in for each other go out of service one after the other.
///
/// A window that is left open, because the object did not come back, keeps the others closed.
struct WindowSequence {
    private let windows: [ServiceWindow]
    private let replacements: Replacements
    private let groups: [Set<ResourceAddress>]

    init(_ drafts: [StepDraft], _ perspective: Perspective) {
        let links = StepLinks(drafts, perspective.situation)
        let replacements = Replacements(drafts, links, perspective.situation)
        let returning = Set(drafts.filter(\.outcome.putsIntoService).map(\.address))
        let all = drafts.indices.compactMap { index -> ServiceWindow? in
            let draft = drafts[index]
            let isAlone = draft.interrupts && !returning.contains(draft.address)
            guard isAlone || draft.outcome.putsIntoService, !replacements.contains(draft.address) else { return nil }
            let object = perspective.situation.currentObject(at: draft.address)
            let unlinking = object.map { links.unlinking[$0, default: []] } ?? []
            return ServiceWindow(
                address: draft.address,
                openings: Set(unlinking + [draft.restores ?? index]),
                closings: Set(links.linking[draft.address, default: []] + [index])
            )
        }
        // What an apply before this one left out of service comes back before others go.
        let records = perspective.situation.recorded.resources
        func isOpen(_ window: ServiceWindow) -> Bool { records[window.address]?.isOutOfService == true }
        windows =
            all.filter(isOpen).sorted { $0.address < $1.address }
            + (all.filter { !isOpen($0) } + replacements.windows).sorted { $0.address < $1.address }
        self.replacements = replacements
        groups = windows.count < 2 && replacements.windows.isEmpty ? [] : Self.groups(perspective)
    }

    /// The drafts with each window of a group waiting for the one before, where nothing else asks for another order.
    func applied(to drafts: [StepDraft]) -> [StepDraft] {
        var drafts = drafts
        for group in groups {
            let members = windows.filter { group.contains($0.address) }
            for (first, second) in zip(members, members.dropFirst()) {
                for opening in second.openings { drafts[opening].prefersAfter.formUnion(first.closings) }
            }
            // What cannot be made, since there is no room for it, must not cost one that is there.
            let additions = replacements.additions.filter { group.contains($0.address) }
            let before = additions.reduce(into: Set()) { $0.formUnion($1.closings) }
            for opening in members.filter({ replacements.contains($0.address) }).flatMap(\.openings) {
                drafts[opening].prefersAfter.formUnion(before)
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
        kind.selectors(in: value).reduce(into: []) { found, one in
            guard one.selection.staggersWindows, let selector = LabelSelector(one.text) else { return }
            for (address, resource) in situation.desired.resources where resource.type == one.selection.type {
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

extension Value {
    fileprivate var labels: [String: String] { (map ?? [:]).compactMapValues(\.string) }
}

extension Step.Outcome {
    fileprivate var putsIntoService: Bool {
        guard case .putIntoService = self else { return false }
        return true
    }
}
