import Reconciliation

/// Where an apply stands: what each step of the plan is doing.
///
/// Times count from the beginning of the apply.
package struct ApplyProgress: Sendable {
    enum Status: Hashable, Sendable {
        case pending
        case running(Running)
        case done
        case failed
        case skipped
    }

    struct Running: Hashable, Sendable {
        let since: Duration
        /// How far its action is, where the API tells.
        var percent: Int?
        /// What it waits for besides its own action.
        var waiting: String?
    }

    let steps: [Step]
    private(set) var statuses: [Status]
    private(set) var isInterrupted = false

    package init(_ plan: Plan) {
        steps = plan.steps
        statuses = Array(repeating: .pending, count: plan.steps.count)
    }

    mutating func start(_ id: Step.ID, at time: Duration) { statuses[id.index] = .running(Running(since: time)) }

    mutating func update(_ id: Step.ID, _ change: (inout Running) -> Void) {
        guard case .running(var running) = statuses[id.index] else { return }
        change(&running)
        statuses[id.index] = .running(running)
    }

    mutating func end(_ id: Step.ID, as status: Status) { statuses[id.index] = status }
    mutating func interrupt() { isInterrupted = true }

    /// Running steps, the oldest first.
    var running: [(step: Step, status: Running)] {
        let found = zip(steps, statuses).compactMap { step, status -> (step: Step, status: Running)? in
            guard case .running(let running) = status else { return nil }
            return (step, running)
        }
        return found.sorted { ($0.status.since, $0.step.id) < ($1.status.since, $1.step.id) }
    }

    func count(_ isCounted: (Status) -> Bool) -> Int { statuses.count(where: isCounted) }
    var doneCount: Int { count { $0 == .done } }
    var pendingCount: Int { count { $0 == .pending } }
}
