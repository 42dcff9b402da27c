import Execution
import Reconciliation
import ResourceModel

/// In which order a plan is told, and what of it is told once for several.
///
/// What must be allowed comes first, the worst before the others; then everything else by address, so that the same
/// change stands at the same place in every plan.
struct PlanLayout {
    let groups: [ChangeGroup]
    /// What is to be known of several changes alike, with their addresses.
    let sharedNotes: [(text: String, addresses: [ResourceAddress])]
    private let turns: TakingTurns
    private let forecast: ApplyForecast

    /// `isFull`: every instance stands for itself, and has its own notes.
    init(
        _ plan: Plan,
        catalog: Catalog,
        durations: RequestDurations,
        stepLimit: Int = Executor.Options.usualStepLimit,
        isFull: Bool = false
    ) {
        forecast = ApplyForecast(plan, durations: durations, stepLimit: stepLimit)
        turns = TakingTurns(plan)
        let groups = isFull ? plan.changes.map { ChangeGroup([$0]) } : Self.groups(plan, catalog)
        self.groups = groups.enumerated().sorted { one, other in
            let ranks = (one.element.rank, other.element.rank)
            return ranks.0 == ranks.1 ? one.offset < other.offset : ranks.0 > ranks.1
        }.map(\.element)
        sharedNotes = isFull ? [] : Self.sharedNotes(groups)
    }

    /// How long all of it takes.
    var duration: Duration { forecast.duration }

    /// `one after the other, about 3 min`; `nil` where the changes of the group do not wait for each other.
    func pace(_ group: ChangeGroup) -> String? {
        guard group.changes.count > 1, turns.haveTurns(group.changes.map(\.address)),
            let time = forecast.duration(of: group.changes.flatMap(\.steps))
        else { return nil }
        return "one after the other, \(time.roughly)"
    }

    /// Who takes turns without being told so as a group.
    var otherTurns: [[ResourceAddress]] {
        let told = groups.filter { pace($0) != nil }.map { Set($0.changes.map(\.address)) }
        return turns.circles.filter { circle in !told.contains { $0 == Set(circle) } }
    }

    private static func groups(_ plan: Plan, _ catalog: Catalog) -> [ChangeGroup] {
        var order: [Likeness] = []
        var members: [Likeness: [Change]] = [:]
        for change in plan.changes {
            let likeness = Likeness(change, of: plan, catalog)
            if members[likeness] == nil { order.append(likeness) }
            members[likeness, default: []].append(change)
        }
        return order.map { ChangeGroup(members[$0] ?? []) }
    }

    private static func sharedNotes(_ groups: [ChangeGroup]) -> [(text: String, addresses: [ResourceAddress])] {
        var order: [String] = []
        var places: [String: [ChangeGroup]] = [:]
        for group in groups {
            for note in group.first.notes {
                if places[note] == nil { order.append(note) }
                places[note, default: []].append(group)
            }
        }
        return order.compactMap { note in
            guard let groups = places[note], groups.count > 1 else { return nil }
            return (note, groups.flatMap { $0.changes.map(\.address) })
        }
    }
}

extension ChangeGroup {
    /// The worst that must be allowed; all the rest is alike.
    fileprivate var rank: Impact { first.impacts.intersection(Impact.dangerous).max() ?? .live }
}

/// What two changes have to agree in to be told as one.
private struct Likeness: Hashable {
    private let place: ResourceAddress
    private let only: ResourceAddress.Instance?
    private let words: [String]
    private let reason: Change.Reason
    private let impacts: Set<Impact>

    init(_ change: Change, of plan: Plan, _ catalog: Catalog) {
        let instance = change.address.instance
        place = change.address.declared
        // What was moved has an origin to tell of.
        only = change.origin == nil ? nil : instance
        reason = change.reason
        impacts = change.impacts
        let rows = ChangeText(ChangeGroup([change]), of: plan, catalog).rows.flatMap {
            [$0.label, $0.remark] + $0.content.words
        }
        words = [change.kind.description] + (instance == nil ? [] : rows.map { $0.skeleton(instance) }) + change.notes
    }
}

extension String {
    /// The text without its numbers and without the key of the instance: what is alike in all of them.
    fileprivate func skeleton(_ instance: ResourceAddress.Instance?) -> String {
        var text = self
        if case .key(let key) = instance, !key.isEmpty {
            text = text.split(separator: key, omittingEmptySubsequences: false).joined(separator: "\u{0}")
        }
        var skeleton = ""
        var isInNumber = false
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if !isDigit { skeleton.append(character) } else if !isInNumber { skeleton.append("\u{1}") }
            isInNumber = isDigit
        }
        return skeleton
    }
}

/// Which changes wait for each other though none refers to another one: what stands in for each other.
private struct TakingTurns {
    /// Those that go one after the other, each circle sorted.
    let circles: [[ResourceAddress]]

    init(_ plan: Plan) {
        let disruptive = plan.changes.filter { $0.impacts.contains(.downtime) && !$0.steps.isEmpty && $0.kind.keepsOne }
        var owners: [Step.ID: Int] = [:]
        for (index, change) in disruptive.enumerated() { change.steps.forEach { owners[$0] = index } }
        var circle = Array(disruptive.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while circle[index] != index { index = circle[index] }
            return index
        }
        for (index, change) in disruptive.enumerated() {
            for before in change.steps.flatMap({ plan.predecessors(of: plan[$0]) }).compactMap({ owners[$0] })
            where before != index && disruptive[before].type == change.type {
                circle[max(root(index), root(before))] = min(root(index), root(before))
            }
        }
        let members = Dictionary(grouping: disruptive.indices, by: root)
        circles = members.sorted { $0.key < $1.key }.map { $0.value.map { disruptive[$0].address } }.filter {
            $0.count > 1
        }
    }

    func haveTurns(_ addresses: [ResourceAddress]) -> Bool {
        circles.contains { Set($0).isSuperset(of: addresses) }
    }
}

extension Change.Kind {
    /// Whether there is one afterwards as before, so that others can wait for it to be back.
    fileprivate var keepsOne: Bool {
        switch self {
        case .update, .replace: true
        case .create, .delete, .adopt, .forget, .move: false
        }
    }
}

extension Duration {
    /// As a forecast is told: `about 10 s`, `about 3 min`, `about 1 h 20 min`.
    var roughly: String {
        let seconds = Int((self / .seconds(1)).rounded(.up))
        if seconds < 55 { return "about \(max(5, (seconds + 4) / 5 * 5)) s" }
        let minutes = max(1, (seconds + 30) / 60)
        guard minutes >= 60 else { return "about \(minutes) min" }
        return minutes % 60 == 0 ? "about \(minutes / 60) h" : "about \(minutes / 60) h \(minutes % 60) min"
    }
}
