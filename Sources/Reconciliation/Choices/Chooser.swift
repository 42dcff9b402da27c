import Diagnostics
import ResourceModel

/// Chooses where the file lists several values, best first.
///
/// What was chosen before is kept as long as it is listed. Resources that have to agree on a location choose it
/// together: the first location where each of them can have everything, and there the first value that each can have.
struct Chooser {
    private let bound: Bindings

    init(_ bound: Bindings) { self.bound = bound }

    func choices() -> Choices {
        var choices = Choices()
        guard listsAny else { return choices }
        for group in AgreementGroups(bound).groups {
            let members = group.compactMap { bound.desired.resources[$0] }.map { Candidate($0, bound) }
            guard members.contains(where: \.hasLists) else { continue }
            choose(for: members, &choices)
        }
        return choices
    }

    /// Whether the file lists several values at all: resources need not be grouped where it does not.
    private var listsAny: Bool {
        let names = bound.catalog.types.reduce(into: [:]) { names, type in
            names[type.name] = type.attributes.filter(\.takesAlternatives).map(\.name)
        }
        return bound.desired.resources.values.contains { resource in
            (names[resource.type] ?? []).contains { resource.value($0)?.list != nil }
        }
    }

    private func choose(for members: [Candidate], _ choices: inout Choices) {
        var refusals = members.map { _ in [Candidate.Refusal]() }
        var isChosen = false
        for location in Self.locations(of: members) {
            let offers = members.map { $0.offer(at: location) }
            if !isChosen {
                for (index, offer) in offers.enumerated() { refusals[index] += offer.refusals }
            }
            guard offers.allSatisfy({ !$0.combinations.isEmpty }) else { continue }
            // In another location a member could fall back only together with the others, which may be made by then.
            guard !isChosen || members.count == 1 else { break }
            for (index, member) in members.enumerated() where member.hasLists {
                var combinations = offers[index].combinations
                if !isChosen {
                    choices.chosen[member.address] = combinations.removeFirst()
                    choices.passedOver[member.address] = refusals[index].map(\.text)
                }
                guard member.canRunOut else { continue }
                choices.fallbacks[member.address, default: []] += combinations
            }
            isChosen = true
        }
        guard !isChosen, let blamed = members.first(where: \.hasLists) else { return }
        choices.undecided.formUnion(members.map(\.address))
        choices.diagnostics.append(.noneAvailable(blamed, refusals.flatMap(\.self)))
    }

    /// Where the group can be, best first: where one of its objects is that stays, else what all of them take.
    private static func locations(of members: [Candidate]) -> [String?] {
        let lists = members.map(\.locations).filter { !$0.isEmpty }
        guard let first = lists.first else { return [nil] }
        let common = first.filter { place in lists.allSatisfy { $0.contains(place) } }
        let kept = members.lazy.compactMap(\.keptLocation).first { common.contains($0) }
        return kept.map { [$0] } ?? common
    }
}

/// What was chosen of what the file lists.
struct Choices {
    /// One value for each attribute that has a list.
    typealias Combination = [AttributeName: Candidate.Listed]

    var chosen: [ResourceAddress: Combination] = [:]
    /// What a creation may take instead, best first, where the cloud has run out of the chosen ones by then.
    var fallbacks: [ResourceAddress: [Combination]] = [:]
    /// Why values that are listed before the chosen ones were not taken.
    var passedOver: [ResourceAddress: [String]] = [:]
    /// Resources for which nothing that is listed can be had.
    var undecided: Set<ResourceAddress> = []
    var diagnostics: [Diagnostic] = []

    /// What the plan says about the choice of a new object.
    func notes(on address: ResourceAddress) -> [String] {
        guard let combination = chosen[address] else { return [] }
        let reasons = passedOver[address] ?? []
        let fallbacks = (fallbacks[address] ?? []).map { Self.text($0) }
        return (reasons.isEmpty ? [] : ["\(Self.text(combination)) was chosen: \(reasons.joined(separator: "; "))"])
            + (fallbacks.isEmpty ? [] : ["if that is sold out by then: \(fallbacks.joined(separator: ", else "))"])
    }

    /// `server_type cpx22, location nbg1`.
    static func text(_ combination: Combination) -> String {
        combination.sorted { $0.key > $1.key }.map { "\($0.key) \($0.value.name)" }.joined(separator: ", ")
    }
}

extension DesiredResource {
    /// The resource with single values in the place of lists.
    func selecting(_ combination: Choices.Combination) -> DesiredResource {
        var resource = self
        for (name, listed) in combination {
            let places = resource.attributes[name]?.places
            resource.attributes[name] = DesiredValue(.string(listed.name), places: places?[listed.index] ?? places)
        }
        return resource
    }
}

extension DesiredState {
    /// The state with what was chosen in the place of lists; where nothing can be had, with what is listed first.
    func applying(_ choices: Choices) -> DesiredState {
        var desired = self
        for (address, combination) in choices.chosen {
            desired.resources[address] = desired.resources[address]?.selecting(combination)
        }
        for address in choices.undecided {
            guard let resource = desired.resources[address] else { continue }
            let first = resource.attributes.compactMapValues { Candidate.listed($0.value)?.first }
            desired.resources[address] = resource.selecting(first)
        }
        return desired
    }
}

extension Diagnostic {
    fileprivate static func noneAvailable(_ candidate: Candidate, _ refusals: [Candidate.Refusal]) -> Diagnostic {
        let lists = candidate.lists.map(\.attribute.name.text).joined(separator: " and ")
        var seen: Set<String> = []
        let notes = refusals.filter { seen.insert($0.text).inserted }.map { Note($0.text, at: $0.range) }
        return .error(
            "none-available",
            "nothing that \(candidate.address) lists for \(lists) can be had",
            at: candidate.range ?? candidate.resource.range,
            address: candidate.address.description,
            notes: notes.isEmpty ? [Note("what it has to agree with is in none of these locations")] : notes
        )
    }
}
