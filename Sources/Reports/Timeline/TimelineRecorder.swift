import Execution
import Reconciliation

/// Makes a timeline of what an apply tells.
package struct TimelineRecorder: Sendable {
    private struct Running {
        let start: Duration
        var segments: [ApplyTimeline.Segment] = []
        var phase = ApplyTimeline.Phase.request
        var since: Duration
        /// When a pause ends at the latest.
        var pauseEnd: Duration?

        init(at time: Duration) {
            start = time
            since = time
        }

        mutating func enter(_ next: ApplyTimeline.Phase, at time: Duration) {
            if let pauseEnd, pauseEnd < time {
                add(until: pauseEnd)
                phase = .request
            }
            pauseEnd = nil
            if next != phase { add(until: time) }
            phase = next
        }

        mutating func pause(at time: Duration, for duration: Duration) {
            enter(.pause, at: time)
            pauseEnd = time + duration
        }

        mutating func add(until end: Duration) {
            if since < end { segments.append(ApplyTimeline.Segment(phase: phase, times: since..<end)) }
            since = max(since, end)
        }

        mutating func end(at time: Duration) {
            enter(phase, at: time)
            add(until: time)
        }
    }

    private var running: [Step.ID: Running] = [:]
    private var spans: [ApplyTimeline.Span] = []

    package init() {}

    /// Takes in what happened; times must not run backwards.
    package mutating func record(_ event: ExecutionEvent, at time: Duration) {
        switch event {
        case .stepStarted(let id): running[id] = Running(at: time)
        case .stepAccepted(let id), .stepProgress(let id, _): running[id]?.enter(.action, at: time)
        case .stepWaiting(let id, _, let duration): running[id]?.pause(at: time, for: duration)
        case .stepFellBack(let id, _, _): running[id]?.enter(.request, at: time)
        case .stepFinished(let id, _): end(id, .done, at: time)
        case .stepFailed(let id, _, _): end(id, .failed, at: time)
        case .stepAbandoned(let id): end(id, .unknown, at: time)
        case .stepSkipped, .slowedDown, .stateSaved, .stateNotSaved, .interrupted: break
        }
    }

    private mutating func end(_ id: Step.ID, _ ending: ApplyTimeline.Ending, at time: Duration) {
        guard var step = running.removeValue(forKey: id) else { return }
        step.end(at: time)
        spans.append(
            ApplyTimeline.Span(step: id, times: step.start..<time, segments: step.segments, ending: ending)
        )
    }

    package func timeline(of plan: Plan) -> ApplyTimeline { ApplyTimeline(spans, of: plan) }
}
