import Reconciliation
import ResourceModel

/// Finds what each step of an apply had waited for: whatever ended last of all that was in its way.
struct StartCauses {
    /// How long the machine itself may take between two steps.
    private static let slack: Duration = .milliseconds(50)

    private(set) var causes: [Step.ID: ApplyTimeline.Cause] = [:]
    private let plan: Plan
    /// When each step ended, by its place in the plan.
    private var ends: [Duration?]
    /// For each barrier the step behind it that ended last.
    private var barrierEnds: [Step.ID?]

    /// The spans are in the order in which they began.
    init(_ spans: [ApplyTimeline.Span], _ plan: Plan) {
        self.plan = plan
        ends = plan.steps.map { _ in nil }
        barrierEnds = []
        for span in spans { ends[span.step.index] = span.times.upperBound }
        barrierEnds = plan.barriers.map { last(of: $0.waitsFor) }
        let ended = spans.sorted { ($0.times.upperBound, $0.step) < ($1.times.upperBound, $1.step) }
        var holders: [Reference: Step.ID] = [:]
        var endedCount = 0
        for span in spans {
            let start = span.times.lowerBound
            while endedCount < ended.count, ended[endedCount].times.upperBound <= start { endedCount += 1 }
            let latest = endedCount == 0 ? nil : ended[endedCount - 1].step
            causes[span.step] = cause(of: span.step, start, holders, latest)
            for object in plan[span.step].occupies { holders[object] = span.step }
        }
    }

    private func cause(
        of id: Step.ID,
        _ start: Duration,
        _ holders: [Reference: Step.ID],
        _ latest: Step.ID?
    ) -> ApplyTimeline.Cause? {
        let step = plan[id]
        let barriers = step.barriers.compactMap { barrierEnds[$0.index] }
        let dependency = last(of: step.waitsFor + barriers, by: start)
        let holder = last(of: step.occupies.compactMap { holders[$0] }, by: start)
        let ready = max(end(dependency), end(holder))
        if let latest, start - ready > Self.slack, end(latest) > ready {
            return ApplyTimeline.Cause(step: latest, kind: .place(since: ready))
        }
        if let dependency, end(dependency) >= end(holder) {
            return ApplyTimeline.Cause(step: dependency, kind: .dependency)
        }
        return holder.map { ApplyTimeline.Cause(step: $0, kind: .sameObject) }
    }

    /// The one that ended last, of those that had ended by then.
    private func last(of steps: [Step.ID], by start: Duration? = nil) -> Step.ID? {
        let ended = steps.filter { step in
            guard let end = ends[step.index] else { return false }
            return start.map { end <= $0 } ?? true
        }
        return ended.max { (end($0), $1) < (end($1), $0) }
    }

    private func end(_ step: Step.ID?) -> Duration { step.flatMap { ends[$0.index] } ?? .zero }
}
