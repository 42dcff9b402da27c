import Reconciliation
import ResourceModel

/// How long a plan will take, by what its requests usually take; explains a plan, and steers nothing.
///
/// It runs the schedule that apply runs, on a clock of its own, and looks at what runs at the pace of the real ones. Failures,
/// queues of the API and fallbacks are not in it.
package struct ApplyForecast: Sendable {
    /// From the first request to the end of the last action.
    package let duration: Duration
    /// When each step starts and ends, by its place in the plan.
    private let spans: [Range<Double>]

    package init(_ plan: Plan, durations: RequestDurations, stepLimit: Int = Executor.Options.usualStepLimit) {
        var spans = plan.steps.map { _ in 0.0..<0.0 }
        var schedule = StepSchedule(plan.steps, plan.barriers, durations: durations)
        var occupancy = Occupancy(plan)
        var running: [Step.ID] = []
        var now = 0.0
        while true {
            while running.count < max(1, stepLimit), let step = schedule.next(in: occupancy) {
                occupancy.take(step)
                spans[step.id.index] = now..<now + Self.seconds(step, durations)
                running.append(step.id)
            }
            let next = running.min { (spans[$0.index].upperBound, $0) < (spans[$1.index].upperBound, $1) }
            guard let next else { break }
            now = spans[next.index].upperBound
            running.removeAll { $0 == next }
            schedule.note(released: occupancy.release(next))
            _ = schedule.finish(next, .done)
        }
        self.spans = spans
        duration = .milliseconds(Int64(now * 1000))
    }

    /// As apply carries the step out: its requests, and the looks at what they set going.
    private static func seconds(_ step: Step, _ durations: RequestDurations) -> Double {
        let answer = Duration.seconds(durations.answer)
        let parts = step.request.path.compactMap(\.string)
        let waits = durations.waits(step.request.method, parts, body: step.request.body)
        var duration = answer
        let actions = Duration.seconds(waits.actions)
        if actions > .zero {
            let pace = ActionWatcher.pace
            let first = answer + pace.shortest + ActionWatcher.beat
            duration = pace.noticed(actions, first: first, taking: answer + ActionWatcher.beat)
        }
        if case .observed = step.completion {
            let left = max(.zero, actions + .seconds(waits.untilShown) - duration)
            duration += LookPace.objects.noticed(left, first: .zero, taking: answer)
        }
        if step.awaitsHealthOf != nil {
            let wait = Duration.seconds(durations.untilHealthy)
            duration += LookPace.objects.noticed(wait, first: .zero, taking: answer)
        }
        if step.outcome.isMarked { duration += answer * 2 }
        return duration / .seconds(1)
    }

    /// From the start of the first to the end of the last of these steps; `nil` for none.
    package func duration(of steps: [Step.ID]) -> Duration? {
        let spans = steps.map { self.spans[$0.index] }
        guard let start = spans.map(\.lowerBound).min(), let end = spans.map(\.upperBound).max() else { return nil }
        return .milliseconds(Int64((end - start) * 1000))
    }
}

extension Step.Outcome {
    /// Whether the object's labels are read and written along with it, see ``ServiceMark``.
    fileprivate var isMarked: Bool {
        switch self {
        case .tookOutOfService, .retired, .putIntoService: true
        case .created, .changed, .deleted, .nothing: false
        }
    }
}
