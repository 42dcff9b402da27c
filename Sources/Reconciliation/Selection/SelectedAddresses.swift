import Diagnostics
import ResourceModel

/// The addresses that a plan may change, worked out from a ``Selection``.
struct SelectedAddresses: Sendable {
    /// Nil for all.
    private var selected: Set<ResourceAddress>?
    private var excluded: Set<ResourceAddress> = []
    private let graph: SelectionGraph
    /// Those to replace because the command line says so.
    let replaced: Set<ResourceAddress>
    private(set) var diagnostics: [Diagnostic]

    static let all = SelectedAddresses(
        .all,
        desired: DesiredState(stack: "", resources: []),
        recorded: RecordedState(stack: "")
    )

    init(_ selection: Selection, desired: DesiredState, recorded: RecordedState) {
        graph = selection == .all ? SelectionGraph() : SelectionGraph(desired: desired, recorded: recorded)
        let graph = graph
        var problems: [Diagnostic] = []
        func addresses(_ texts: [String], _ option: String) -> Set<ResourceAddress> {
            texts.reduce(into: []) { found, text in
                let meant = MoveTarget(text).map { target in graph.addresses.filter { $0.isMeant(by: target) } } ?? []
                if meant.isEmpty, !selection.isAfterApply {
                    problems.append(.unknownAddress(text, option: option, among: graph.addresses))
                }
                found.formUnion(meant)
            }
        }
        let targets = addresses(selection.targets, "--target")
        excluded = addresses(selection.excluded, "--exclude")
        replaced = addresses(selection.replaced, "--replace")
        for address in replaced.sorted() where desired.resources[address] == nil {
            problems.append(.undeclaredReplacement(address))
        }
        if !(selection.targets.isEmpty && selection.excluded.isEmpty) {
            let wanted = selection.targets.isEmpty ? Set(graph.addresses) : graph.closure(of: targets, graph.needed)
            let left = wanted.subtracting(graph.closure(of: excluded, graph.disturbed))
            selected = left
            problems += replaced.subtracting(left).sorted().filter { desired.resources[$0] != nil }.map {
                .unselectedReplacement($0, by: wanted.contains($0) ? "--exclude" : "--target")
            }
            let omitted = graph.addresses.count - left.count
            if omitted > 0, problems.isEmpty { problems.append(.partialPlan(leavingOut: omitted)) }
        }
        diagnostics = problems
    }

    /// The same with those that refer to what is replaced, which would lose it otherwise; `nil` where they are in it.
    ///
    /// What is excluded stays out, and is an error.
    func including(usersOf replaced: Set<ResourceAddress>) -> SelectedAddresses? {
        guard let selected else { return nil }
        let users = Set(replaced.flatMap(graph.users)).subtracting(selected)
        guard !users.isEmpty else { return nil }
        var wider = self
        let left = excluded.intersection(users)
        guard left.isEmpty else {
            wider.diagnostics += left.sorted().map { user in
                .excludedUser(user, of: replaced.sorted().first { graph.users(of: $0).contains(user) })
            }
            return wider
        }
        let all = selected.union(graph.closure(of: users, graph.needed))
        let omitted = graph.addresses.count - all.count
        wider.selected = all
        wider.diagnostics.removeAll { $0.code == "partial-plan" }
        if omitted > 0 { wider.diagnostics.append(.partialPlan(leavingOut: omitted)) }
        return wider
    }

    func contains(_ address: ResourceAddress) -> Bool { selected?.contains(address) ?? true }
}

/// What has to come along with a resource that is selected, and what has to stay with one that is not.
private struct SelectionGraph: Sendable {
    private let declared: [ResourceAddress: [ResourceAddress]]
    private let recorded: [ResourceAddress: [ResourceAddress]]
    let addresses: [ResourceAddress]
    /// Those that refer to an address: in the file, and by what the state says.
    private let declaredReferrers: [ResourceAddress: [ResourceAddress]]
    private let recordedReferrers: [ResourceAddress: [ResourceAddress]]

    /// Of nothing, for a selection of all.
    init() { self.init(declared: [:], recorded: [:]) }

    init(desired: DesiredState, recorded: RecordedState) {
        self.init(
            declared: desired.resources.mapValues(\.dependencies),
            recorded: recorded.resources.mapValues(\.dependencies)
        )
    }

    private init(
        declared: [ResourceAddress: [ResourceAddress]],
        recorded: [ResourceAddress: [ResourceAddress]]
    ) {
        self.declared = declared
        self.recorded = recorded
        addresses = Set(declared.keys).union(recorded.keys).sorted()
        declaredReferrers = Self.inverted(declared)
        recordedReferrers = Self.inverted(recorded)
    }

    /// What exists must exist before; what goes must be let go of before.
    func needed(_ address: ResourceAddress) -> [ResourceAddress] {
        declared[address]?.filter(isKnown) ?? recordedReferrers[address] ?? []
    }

    /// What refers to it could not be brought about; what it still refers to cannot go.
    func disturbed(_ address: ResourceAddress) -> [ResourceAddress] {
        let held = recorded[address] ?? []
        return (declaredReferrers[address] ?? []) + held.filter { declared[$0] == nil && isKnown($0) }
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
        declared[address] != nil || recorded[address] != nil
    }

    private static func inverted(
        _ edges: [ResourceAddress: [ResourceAddress]]
    ) -> [ResourceAddress: [ResourceAddress]] {
        edges.reduce(into: [:]) { result, edge in
            for target in edge.value { result[target, default: []].append(edge.key) }
        }
    }
}
