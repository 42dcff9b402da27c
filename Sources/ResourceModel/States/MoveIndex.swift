/// The entries of `moved`, found by what they speak of.
package struct MoveIndex: Sendable {
    private let moves: [Move]
    private let sources: MoveTargetIndex

    package init(_ moves: [Move]) {
        self.moves = moves
        sources = MoveTargetIndex(moves.map(\.from))
    }

    /// The moves the other way round, the last one first: where things come from.
    package var reversed: MoveIndex { MoveIndex(moves.reversed().map(\.reversed)) }

    /// Where what is at an address ends up, each move counting once.
    package func destination(of address: ResourceAddress) -> ResourceAddress {
        path(from: address).last?.place ?? address
    }

    /// The places that something at an address comes to one after the other, with the moves that bring it there.
    package func path(from address: ResourceAddress) -> [(place: ResourceAddress, move: Move)] {
        var used: Set<Int> = []
        var path: [(place: ResourceAddress, move: Move)] = []
        var current: ResourceAddress? = address
        while let place = current {
            let number = sources.places(of: place).first { number in
                !used.contains(number) && moves[number].destination(of: place) != nil
            }
            current = number.flatMap { moves[$0].destination(of: place) }
            guard let number, let next = current else { break }
            used.insert(number)
            path.append((next, moves[number]))
        }
        return path
    }
}

/// The entries of `removed`, found by what they speak of.
package struct RemovalIndex: Sendable {
    private let removals: [Removal]
    private let targets: MoveTargetIndex

    package init(_ removals: [Removal]) {
        self.removals = removals
        targets = MoveTargetIndex(removals.map(\.from))
    }

    /// The first entry that speaks of an address.
    package subscript(address: ResourceAddress) -> Removal? {
        targets.places(of: address).first.map { removals[$0] }
    }
}

/// Where in a list the targets are that contain an address.
private struct MoveTargetIndex: Sendable {
    /// What targets of an address have in common.
    private enum Key: Hashable {
        case resource(section: String, key: String)
        case module(String)
    }

    private let targets: [MoveTarget]
    private var places: [Key: [Int]] = [:]

    init(_ targets: [MoveTarget]) {
        self.targets = targets
        for (place, target) in targets.enumerated() {
            switch target {
            case .resource(let address):
                places[.resource(section: address.section, key: address.key), default: []].append(place)
            case .module(let path):
                places[.module(path.steps.first?.name ?? ""), default: []].append(place)
            }
        }
    }

    func places(of address: ResourceAddress) -> [Int] {
        guard !places.isEmpty else { return [] }
        let own = places[.resource(section: address.section, key: address.key), default: []]
        let around = address.module.steps.first.flatMap { places[.module($0.name)] } ?? []
        return (own + around).filter { targets[$0].contains(address) }.sorted()
    }
}
