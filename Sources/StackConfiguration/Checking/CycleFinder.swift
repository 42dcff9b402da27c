import Diagnostics
import ResourceModel

/// Finds resources whose creations wait for each other.
///
/// Cycles that share a resource are reported one at a time: breaking the first may break the others.
struct CycleFinder {
    private let drafts: Drafts
    private let rules: [ResourceType.Name: CreationRules]

    init(catalog: Catalog, drafts: Drafts) {
        self.drafts = drafts
        rules = Dictionary(catalog.types.map { ($0.name, CreationRules($0)) }) { first, _ in first }
    }

    func check(_ problems: inout Problems) {
        var rest = Rest(drafts.all.map { edges(of: $0).map(\.target) })
        rest.removeLoose(Array(drafts.all.indices))
        for start in drafts.all.indices where rest.contains(start) {
            let cycle = cycle(from: start, in: rest)
            problems.report(.cycle(cycle.map { (drafts.all[$0.from], $0.edge) }))
            rest.remove(cycle.map(\.from))
        }
    }

    /// Found again for those that are in a cycle: keeping all of them takes more memory than the file.
    private func edges(of draft: Draft) -> [(edge: CreationEdge, target: Int)] {
        guard let rules = rules[draft.type] else { return [] }
        return rules.edges(of: draft).compactMap { edge in
            drafts.index(of: edge.target).map { (edge, $0) }
        }
    }

    /// Follows the first edge of each resource until one comes again; in what rests every resource has an edge.
    private func cycle(from start: Int, in rest: Rest) -> [(from: Int, edge: CreationEdge)] {
        var path: [(from: Int, edge: CreationEdge)] = []
        var positions: [Int: Int] = [:]
        var current = start
        while positions[current] == nil {
            positions[current] = path.count
            guard let next = edges(of: drafts.all[current]).first(where: { rest.contains($0.target) }) else {
                preconditionFailure("what waits for nothing was removed before")
            }
            path.append((current, next.edge))
            current = next.target
        }
        return beginningWithFirst(Array(path[(positions[current] ?? 0)...]))
    }

    /// The same circle, told from the resource that the file declares first.
    private func beginningWithFirst(
        _ cycle: [(from: Int, edge: CreationEdge)]
    ) -> [(from: Int, edge: CreationEdge)] {
        let first = cycle.indices.min { cycle[$0].from < cycle[$1].from } ?? 0
        return Array(cycle[first...] + cycle[..<first])
    }
}

/// The resources that still wait for one of them, and are waited for by one of them.
private struct Rest {
    private let targets: [[Int]]
    private let sources: [[Int]]
    private var waiting: [Int]
    private var waitedFor: [Int]
    private var isPresent: [Bool]

    init(_ targets: [[Int]]) {
        var sources = [[Int]](repeating: [], count: targets.count)
        for (index, list) in targets.enumerated() {
            for target in list { sources[target].append(index) }
        }
        self.targets = targets
        self.sources = sources
        waiting = targets.map(\.count)
        waitedFor = sources.map(\.count)
        isPresent = Array(repeating: true, count: targets.count)
    }

    func contains(_ index: Int) -> Bool { isPresent[index] }

    mutating func remove(_ indices: [Int]) {
        removeLoose(indices.flatMap { drop($0) })
    }

    /// Removes those of the resources that are in no cycle, and what is in none without them; in linear time.
    mutating func removeLoose(_ indices: [Int]) {
        var queue = indices
        while let index = queue.popLast() {
            guard isPresent[index], waiting[index] == 0 || waitedFor[index] == 0 else { continue }
            queue += drop(index)
        }
    }

    /// Its neighbours, which may be loose without it.
    private mutating func drop(_ index: Int) -> [Int] {
        isPresent[index] = false
        for target in targets[index] { waitedFor[target] -= 1 }
        for source in sources[index] { waiting[source] -= 1 }
        return targets[index] + sources[index]
    }
}

extension Diagnostic {
    fileprivate static func cycle(_ steps: [(draft: Draft, edge: CreationEdge)]) -> Diagnostic {
        guard let first = steps.first else { preconditionFailure("a cycle has an edge") }
        guard steps.count > 1 else {
            return .error("dependency-cycle", "\(first.draft.address) waits for itself", at: first.edge.range)
        }
        let way = (steps + [first]).map(\.draft.address.description).joined(separator: " → ")
        return .error(
            "dependency-cycle",
            "these resources wait for each other: \(way)",
            at: first.draft.keyRange,
            notes: steps.map { step in
                let through = step.edge.attribute?.text ?? "depends_on"
                return Note("\(step.draft.address) waits for \(step.edge.target) ('\(through)')", at: step.edge.range)
            }
        )
    }
}
