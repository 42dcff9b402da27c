import Reconciliation
import ResourceModel

/// Knows which steps may start, in which order they are worth starting, and what becomes of those that never will.
struct StepSchedule {
    enum State: Hashable {
        case waiting
        case running
        case done
        case failed
        /// A step that it needs failed.
        case skipped(because: Step.ID)
        /// The apply was interrupted before its turn came.
        case notStarted
        /// The apply stopped waiting for it.
        case abandoned

        var isUnsettled: Bool { self == .waiting || self == .running }
    }

    private let steps: [Step]
    /// What waits for each step, and behind the steps for each barrier: steps, and barriers by their place behind them.
    private let dependents: [[Int]]
    /// What came of barriers of which something failed.
    private var brokenBarriers: [Int: State] = [:]
    /// The steps by the longest way from them to the end; what is urgent stands in front.
    private let byUrgency: [Int]
    /// The place of each step in that order.
    private let urgencies: [Int]
    private(set) var states: [State]
    private(set) var runningCount = 0
    /// How many wait or run.
    private(set) var openCount: Int
    private(set) var isInterrupted = false
    /// How many of the steps that it waits for are not settled.
    private var unsettled: [Int]
    private var ready = ReadySteps<Occupancy.Key>()
    /// How many times a step was looked at in search of the next one; for tests of how that grows.
    var looks: Int { ready.looks }

    /// The steps are in an order in which they could be carried out.
    init(_ steps: [Step], _ barriers: [Barrier] = [], durations: RequestDurations) {
        var dependents = (steps.map { _ in [] } + barriers.map { _ in [] }) as [[Int]]
        for step in steps {
            for before in Set(step.waitsFor) { dependents[before.index].append(step.id.index) }
            for barrier in Set(step.barriers) { dependents[steps.count + barrier.index].append(step.id.index) }
        }
        for barrier in barriers {
            for before in Set(barrier.waitsFor) { dependents[before.index].append(steps.count + barrier.id.index) }
        }
        self.steps = steps
        self.dependents = dependents
        let remaining = Self.remainingSeconds(steps, dependents, durations)
        let byUrgency = steps.indices.sorted { (-remaining[$0], $0) < (-remaining[$1], $1) }
        var urgencies = Array(repeating: 0, count: steps.count)
        for (urgency, index) in byUrgency.enumerated() { urgencies[index] = urgency }
        self.byUrgency = byUrgency
        self.urgencies = urgencies
        states = steps.map { _ in .waiting }
        openCount = steps.count
        unsettled =
            steps.map { Set($0.waitsFor).count + Set($0.barriers).count } + barriers.map { Set($0.waitsFor).count }
        for index in steps.indices where unsettled[index] == 0 { ready.insert(urgencies[index]) }
    }

    private static func remainingSeconds(
        _ steps: [Step],
        _ dependents: [[Int]],
        _ durations: RequestDurations
    ) -> [Double] {
        var remaining = dependents.map { _ in 0.0 }
        for (index, step) in steps.enumerated().reversed() {
            let request = step.request
            let own = durations.seconds(request.method, request.path.compactMap(\.string), body: request.body)
            remaining[index] = own + (dependents[index].map { remaining[$0] }.max() ?? 0)
            for barrier in step.barriers.map({ steps.count + $0.index }) {
                remaining[barrier] = max(remaining[barrier], remaining[index])
            }
        }
        return remaining
    }

    /// The most urgent of the ready steps whose objects are free; it counts as running from now on.
    mutating func next(in occupancy: Occupancy) -> Step? {
        while let candidate = ready.removeFirst() {
            let index = byUrgency[candidate.urgency]
            if states[index] != .waiting {
                ready.drop(candidate)
            } else if let object = occupancy.obstacle(to: steps[index]) {
                ready.putAside(candidate, for: object)
            } else {
                states[index] = .running
                runningCount += 1
                return steps[index]
            }
        }
        return nil
    }

    /// Takes in that objects are free again.
    mutating func note(released objects: Set<Occupancy.Key>) { ready.release(objects) }

    /// Ends a running step; the steps that will not be carried out because of it.
    mutating func finish(_ id: Step.ID, _ state: State) -> [(id: Step.ID, because: Step.ID)] {
        runningCount -= 1
        return settle([(id.index, state)])
    }

    /// Gives up all that has not started, except what puts an object back into service.
    mutating func interrupt() {
        isInterrupted = true
        let given = steps.indices.filter { states[$0] == .waiting && steps[$0].restores == nil }
        _ = settle(given.map { ($0, .notStarted) })
    }

    /// Gives up all that has not started.
    mutating func stop() {
        isInterrupted = true
        _ = settle(steps.indices.filter { states[$0] == .waiting }.map { ($0, .notStarted) })
    }

    private mutating func settle(_ settled: [(index: Int, state: State)]) -> [(id: Step.ID, because: Step.ID)] {
        var skipped: [(id: Step.ID, because: Step.ID)] = []
        var pending = settled
        while let (index, state) = pending.popLast() {
            guard states[index].isUnsettled else { continue }
            states[index] = state
            openCount -= 1
            if case .skipped(let cause) = state { skipped.append((steps[index].id, cause)) }
            let consequence = state.consequence(of: steps[index].id)
            for node in dependents[index] {
                if node < steps.count {
                    advance(node, consequence, &pending)
                } else if pass(node, consequence) {
                    for step in dependents[node] { advance(step, brokenBarriers[node], &pending) }
                }
            }
        }
        return skipped.sorted { $0.id < $1.id }
    }

    /// Takes in that one thing is settled that a barrier waits for; whether everything is.
    private mutating func pass(_ barrier: Int, _ consequence: State?) -> Bool {
        unsettled[barrier] -= 1
        brokenBarriers[barrier] = brokenBarriers[barrier] ?? consequence
        return unsettled[barrier] == 0
    }

    /// Takes in that one thing is settled that a step waits for.
    private mutating func advance(_ step: Int, _ consequence: State?, _ pending: inout [(index: Int, state: State)]) {
        guard states[step] == .waiting else { return }
        unsettled[step] -= 1
        if let fate = fate(of: step, consequence) {
            pending.append((step, fate))
        } else if unsettled[step] == 0 {
            ready.insert(urgencies[step])
        }
    }

    /// What a waiting step comes to now that something is settled that it waits for; `nil` where it may still run.
    ///
    /// A step that restores runs whatever became of the others, unless what it would undo was not done.
    private func fate(of step: Int, _ consequence: State?) -> State? {
        guard let opening = steps[step].restores else { return consequence }
        guard unsettled[step] == 0 else { return nil }
        return states[opening.index].consequence(of: opening)
    }
}

extension StepSchedule.State {
    /// What this means for a step that needs the one in this state; `nil` where it is no obstacle.
    fileprivate func consequence(of id: Step.ID) -> StepSchedule.State? {
        switch self {
        case .done: nil
        case .failed: .skipped(because: id)
        case .skipped(let cause): .skipped(because: cause)
        case .waiting, .running, .notStarted, .abandoned: .notStarted
        }
    }
}
