import Execution
import Reconciliation

/// What an apply says line by line, where nothing can be drawn anew: what starts, how far it is every half a minute, what is
/// in its way, and how it ended.
///
/// Times count from the beginning of the apply.
package struct ApplyLog: Sendable {
    /// How long a running step is not spoken of, so that nobody takes the log for dead.
    package static let pace = Duration.seconds(30)

    private var progress: ApplyProgress
    private let style: TextStyle
    /// When each running step was spoken of last, and what was in its way then.
    private var told: [Step.ID: (at: Duration, waiting: String?)] = [:]

    package init(_ plan: Plan, style: TextStyle) {
        progress = ApplyProgress(plan)
        self.style = style
    }

    /// Takes in what happened.
    package mutating func lines(for event: ExecutionEvent, at time: Duration) -> [String] {
        progress.record(event, at: time)
        switch event {
        case .stepStarted(let id):
            told[id] = (time, nil)
            return [progress.name(id, style)]
        case .stepWaiting(let id, let reason, _):
            // A reason is told once, until there is another one.
            let reason = reason.withoutControls
            guard told[id]?.waiting != reason else { return [] }
            told[id]?.waiting = reason
            return ["\(progress.name(id, style)) waits: \(reason)"]
        case .stepFinished(let id, _), .stepFailed(let id, _, _), .stepAbandoned(let id):
            told[id] = nil
        case .stepAccepted, .stepProgress, .stepFellBack, .stepSkipped, .slowedDown, .stateSaved, .stateNotSaved,
            .interrupted:
            break
        }
        return [progress.line(for: event, style: style)].compactMap(\.self)
    }

    /// What is to be said of steps that have been running for a while.
    package mutating func lines(at time: Duration) -> [String] {
        progress.running.compactMap { step, running in
            guard let last = told[step.id]?.at, time - last >= Self.pace else { return nil }
            // Whole steps of the pace, so that beats that come a little late do not add up.
            told[step.id]?.at = last + Self.pace * Int((time - last) / Self.pace)
            let details = [
                "\(Int((time - running.since) / .seconds(1))) s", running.percent.map { "\($0) %" }, running.waiting,
            ]
            return "\(progress.name(step.id, style)), \(details.compactMap(\.self).joined(separator: ", "))"
        }
    }
}
