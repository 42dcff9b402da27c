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

    /// Has each window of a group wait for the one before, where nothing else asks for another order.
    var precedences: [Precedence] {
        var places: [ResourceAddress: [Int]] = [:]
        for (place, window) in windows.enumerated() { places[window.address, default: []].append(place) }
        var additions: [ResourceAddress: Set<Int>] = [:]
        for addition in replacements.additions {
            additions[addition.address, default: []].formUnion(addition.closings)
        }
        return groups.flatMap { group -> [Precedence] in
            let members = group.flatMap { places[$0, default: []] }.sorted().map { windows[$0] }
            let staggered = zip(members, members.dropFirst()).map { first, second in
                Precedence(earlier: first.closings, later: second.openings, isPreferred: true)
            }
            // What cannot be made, since there is no room for it, must not cost one that is there.
            let before = group.reduce(into: Set()) { $0.formUnion(additions[$1, default: []]) }
            let replaced = members.filter { replacements.contains($0.address) }
            let openings = replaced.reduce(into: Set()) { $0.formUnion($1.openings) }
            guard !before.isEmpty, !openings.isEmpty else { return staggered }
            return staggered + [Precedence(earlier: before, later: openings, isPreferred: true)]
        }
    }

    /// The drafts after which a resource has to be healthy, as its file says, before the next one's turn; of the resources
    /// that somebody links.
    func healthChecks(_ situation: Situation) -> [Int: ResourceAddress] {
        let linked = groups.reduce(into: Set()) { $0.formUnion($1) }
        let awaited = windows.filter {
            linked.contains($0.address) && situation.desired.resources[$0.address]?.isAwaitedHealthy == true
        }
        return awaited.reduce(into: [:]) { checks, window in
            for index in window.closings { checks[index] = window.address }
        }
    }

    /// The resources that something links, as it is and as it is wanted; sorted by what links them.
    private static func groups(_ perspective: Perspective) -> [Set<ResourceAddress>] {
        let situation = perspective.situation
        var members: [Reference: Set<ResourceAddress>] = [:]
        var selectors = SelectorIndex<(holder: Reference, type: ResourceType.Name)>()
        for type in situation.catalog.types {
            let attributes = type.attributes.filter(\.kind.staggersWindows)
            guard !attributes.isEmpty else { continue }
            for (holder, values) in holders(of: type, perspective) {
                for attribute in attributes {
                    guard let value = values(attribute.name) else { continue }
                    link(attribute.kind.uses(in: value), holder, type, &members)
                    for (selection, text) in attribute.kind.selectors(in: value) where selection.staggersWindows {
                        guard let selector = LabelSelector(text) else { continue }
                        selectors.add(selector, of: (holder, selection.type))
                    }
                }
            }
        }
        for (address, resource) in situation.desired.resources where !selectors.isEmpty {
            // By the labels that it has or is to have.
            let labels = [resource.value(.labels), situation.bindings[address]?.attributes[.labels]]
            for owner in labels.flatMap({ selectors.owners(matching: $0?.labels ?? [:]) })
            where owner.type == resource.type {
                members[owner.holder, default: []].insert(address)
            }
        }
        let groups = members.values.filter { $0.count > 1 }.map { (sorted: $0.sorted(), members: $0) }
        return groups.sorted { $0.sorted.lexicographicallyPrecedes($1.sorted) }.map(\.members)
    }

    /// What of a type may link others, with its values as they are wanted and as they are.
    private static func holders(
        of type: ResourceType,
        _ perspective: Perspective
    ) -> [(holder: Reference, values: (AttributeName) -> Value?)] {
        let situation = perspective.situation
        let wanted = situation.desired.resources.values.filter { $0.type == type.name }
        return wanted.map { resource in (.resource(resource.address), { resource.value($0) }) }
            + (situation.observed.objects[type.name] ?? [:]).values.map { object in
                let owner = situation.owner(of: type.name, object.id)
                return (
                    owner.map { .resource($0) } ?? .object(type.name, object.id),
                    { object.attributes[$0].map(perspective.observed) }
                )
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
