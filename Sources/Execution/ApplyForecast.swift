import Reconciliation
import ResourceModel

/// How long a plan will take, by what its requests usually take; explains a plan, and steers nothing.
///
/// It runs the schedule that apply runs, on a clock of its own. Failures, queues of the API and fallbacks are not in it.
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
                let seconds = durations.seconds(step.request.method, step.request.path.compactMap(\.string))
                spans[step.id.index] = now..<now + seconds
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

    /// From the start of the first to the end of the last of these steps; `nil` for none.
    package func duration(of steps: [Step.ID]) -> Duration? {
        let spans = steps.map { self.spans[$0.index] }
        guard let start = spans.map(\.lowerBound).min(), let end = spans.map(\.upperBound).max() else { return nil }
        return .milliseconds(Int64((end - start) * 1000))
    }
}
