import Diagnostics
import ResourceModel

/// The recorded state with everything at the place that the file moves it to.
struct Moving {
    private(set) var recorded: RecordedState
    /// Where each moved resource was before.
    private(set) var origins: [ResourceAddress: ResourceAddress] = [:]
    /// Moves to places that are taken.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ recorded: RecordedState, _ desired: DesiredState) {
        self.recorded = recorded
        guard !desired.moves.isEmpty else { return }
        let moves = MoveIndex(desired.moves)
        var destinations: [ResourceAddress: ResourceAddress] = [:]
        for address in recorded.resources.keys {
            let destination = moves.destination(of: address)
            if destination != address { destinations[address] = destination }
        }
        guard !destinations.isEmpty else { return }
        var resources: [ResourceAddress: RecordedResource] = [:]
        for (address, record) in recorded.resources.sorted(by: { $0.key < $1.key }) {
            let place = destinations[address] ?? address
            guard resources[place] == nil else {
                reportConflict(at: place, destinations, moves)
                continue
            }
            resources[place] = record.referring { destinations[$0] ?? $0 }
            if place != address { origins[place] = address }
        }
        self.recorded.resources = resources
    }

    private mutating func reportConflict(
        at place: ResourceAddress,
        _ destinations: [ResourceAddress: ResourceAddress],
        _ moves: MoveIndex
    ) {
        let sources = destinations.filter { $0.value == place }.keys.sorted()
        guard let source = sources.last else { return }
        let other = sources.count > 1 ? sources[0] : place
        diagnostics.append(.takenPlace(place, source: source, other, at: moves.path(from: source).last?.move.range))
    }
}

extension RecordedResource {
    /// The record with other addresses in the place of those that it refers to.
    fileprivate func referring(_ place: (ResourceAddress) -> ResourceAddress) -> RecordedResource {
        var record = self
        record.dependencies = dependencies.map(place).sorted()
        record.attributes = attributes.referring(place)
        if let successor {
            record.successor?.dependencies = successor.dependencies.map(place).sorted()
            record.successor?.attributes = successor.attributes.referring(place)
        }
        return record
    }
}

extension [AttributeName: Value] {
    fileprivate func referring(_ place: (ResourceAddress) -> ResourceAddress) -> Self {
        mapValues { value in
            value.mapLeaves { leaf in
                guard case .reference(.resource(let address)) = leaf else { return leaf }
                return .reference(.resource(place(address)))
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func takenPlace(
        _ place: ResourceAddress,
        source: ResourceAddress,
        _ other: ResourceAddress,
        at range: SourceRange?
    ) -> Diagnostic {
        let reason =
            other == place ? "the state has another resource there" : "\(other) moves there too"
        return .error(
            "move-conflict",
            "\(source) cannot move to \(place): \(reason)",
            at: range,
            address: place.description,
            hint: "Take the entry out of 'moved' if \(source) is to be deleted, or move the other one somewhere else."
        )
    }
}

extension RecordedState {
    /// The state with everything where the moves say; throws where something else is there.
    package func moved(by moves: [Move]) throws(Diagnostic) -> RecordedState {
        var desired = DesiredState(stack: stack, resources: [])
        desired.moves = moves
        let moving = Moving(self, desired)
        if let problem = moving.diagnostics.first { throw problem }
        return moving.recorded
    }
}
