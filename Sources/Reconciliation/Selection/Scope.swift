import Diagnostics
import ResourceModel

/// The addresses that a plan may change, worked out from a ``Selection``.
struct Scope: Sendable {
    /// Nil for all.
    private let selected: Set<ResourceAddress>?
    /// Those to replace though nothing demands it.
    let replaced: Set<ResourceAddress>
    let diagnostics: [Diagnostic]

    static let all = Scope(selected: nil, replaced: [], diagnostics: [])

    private init(selected: Set<ResourceAddress>?, replaced: Set<ResourceAddress>, diagnostics: [Diagnostic]) {
        self.selected = selected
        self.replaced = replaced
        self.diagnostics = diagnostics
    }

    init(_ selection: Selection, desired: DesiredState, recorded: RecordedState) {
        let graph = SelectionGraph(desired: desired, recorded: recorded)
        var problems: [Diagnostic] = []
        func addresses(_ texts: [String], _ option: String) -> Set<ResourceAddress> {
            texts.reduce(into: []) { found, text in
                let meant = graph.addresses.filter { $0.isMeant(by: text) }
                if meant.isEmpty, !selection.isAfterApply {
                    problems.append(.unknownAddress(text, option: option, among: graph.addresses))
                }
                found.formUnion(meant)
            }
        }
        let targets = addresses(selection.targets, "--target")
        let excluded = addresses(selection.excluded, "--exclude")
        replaced = addresses(selection.replaced, "--replace")
        for address in replaced.sorted() where desired.resources[address] == nil {
            problems.append(.undeclaredReplacement(address))
        }
        if selection.targets.isEmpty, selection.excluded.isEmpty {
            selected = nil
        } else {
            let wanted = selection.targets.isEmpty ? Set(graph.addresses) : graph.closure(of: targets, graph.needed)
            let left = wanted.subtracting(graph.closure(of: excluded, graph.disturbed))
            selected = left
            let omitted = graph.addresses.count - left.count
            if omitted > 0, problems.isEmpty { problems.append(.partialPlan(leavingOut: omitted)) }
        }
        diagnostics = problems
    }

    /// The scope with those that refer to what is replaced, which would lose it otherwise; `nil` where they are in it.
    ///
    /// What is excluded stays out, and is an error.
    func including(
        usersOf replaced: Set<ResourceAddress>,
        _ selection: Selection,
        desired: DesiredState,
        recorded: RecordedState
    ) -> Scope? {
        guard let selected else { return nil }
        let graph = SelectionGraph(desired: desired, recorded: recorded)
        let users = Set(replaced.flatMap { graph.users(of: $0) }).subtracting(selected)
        guard !users.isEmpty else { return nil }
        let excluded = graph.addresses.filter { address in
            selection.excluded.contains { address.isMeant(by: $0) }
        }
        let left = Set(excluded).intersection(users)
        guard left.isEmpty else {
            let problems = left.sorted().map { user in
                Diagnostic.excludedUser(user, of: replaced.sorted().first { graph.users(of: $0).contains(user) })
            }
            return Scope(selected: selected, replaced: self.replaced, diagnostics: diagnostics + problems)
        }
        let wider = selected.union(graph.closure(of: users, graph.needed))
        let omitted = graph.addresses.count - wider.count
        let kept = diagnostics.filter { $0.code != "partial-plan" }
        let partial = omitted > 0 ? [Diagnostic.partialPlan(leavingOut: omitted)] : []
        return Scope(selected: wider, replaced: self.replaced, diagnostics: kept + partial)
    }

    func contains(_ address: ResourceAddress) -> Bool { selected?.contains(address) ?? true }
}

/// What has to come along with a resource that is selected, and what has to stay with one that is not.
private struct SelectionGraph {
    let desired: DesiredState
    let recorded: RecordedState
    let addresses: [ResourceAddress]
    /// Those that refer to an address: in the file, and by what the state says.
    private let declaredReferrers: [ResourceAddress: [ResourceAddress]]
    private let recordedReferrers: [ResourceAddress: [ResourceAddress]]

    init(desired: DesiredState, recorded: RecordedState) {
        self.desired = desired
        self.recorded = recorded
        addresses = Set(desired.resources.keys).union(recorded.resources.keys).sorted()
        declaredReferrers = Self.inverted(desired.resources.mapValues(\.dependencies))
        recordedReferrers = Self.inverted(recorded.resources.mapValues(\.dependencies))
    }

    /// What exists must exist before; what goes must be let go of before.
    func needed(_ address: ResourceAddress) -> [ResourceAddress] {
        if let resource = desired.resources[address] { return resource.dependencies.filter(isKnown) }
        return recordedReferrers[address] ?? []
    }

    /// What refers to it could not be brought about; what it still refers to cannot go.
    func disturbed(_ address: ResourceAddress) -> [ResourceAddress] {
        let held = recorded.resources[address]?.dependencies ?? []
        return (declaredReferrers[address] ?? []) + held.filter { desired.resources[$0] == nil && isKnown($0) }
    }

    /// Those that refer to it: in the file, or by what the state says.
    func users(of address: ResourceAddress) -> [ResourceAddress] {
        (declaredReferrers[address] ?? []) + (recordedReferrers[address] ?? []).filter(isKnown)
    }

    func closure(
        of start: Set<ResourceAddress>,
        _ next: (ResourceAddress) -> [ResourceAddress]
    ) -> Set<ResourceAddress> {
        var found = start
        var pending = Array(start)
        while let address = pending.popLast() {
            pending += next(address).filter { found.insert($0).inserted }
        }
        return found
    }

    private func isKnown(_ address: ResourceAddress) -> Bool {
        desired.resources[address] != nil || recorded.resources[address] != nil
    }

    private static func inverted(
        _ edges: [ResourceAddress: [ResourceAddress]]
    ) -> [ResourceAddress: [ResourceAddress]] {
        edges.reduce(into: [:]) { result, edge in
            for target in edge.value { result[target, default: []].append(edge.key) }
        }
    }
}
