import Execution
import Reconciliation
import ResourceModel

extension ApplyProgress {
    /// Takes in what happened.
    package mutating func record(_ event: ExecutionEvent, at time: Duration) {
        switch event {
        case .stepStarted(let id): start(id, at: time)
        case .stepProgress(let id, let percent):
            update(id) { running in
                running.percent = percent
                running.waiting = nil
            }
        case .stepWaiting(let id, let reason, _): update(id) { $0.waiting = reason.withoutControls }
        case .stepAccepted, .stepFellBack: break
        case .stepFinished(let id, _): end(id, as: .done)
        case .stepFailed(let id, _, _), .stepAbandoned(let id): end(id, as: .failed)
        case .stepSkipped(let id, _): end(id, as: .skipped)
        case .interrupted: interrupt()
        case .slowedDown, .stateSaved, .stateNotSaved: break
        }
    }

    /// What the event adds to the record of the apply: a line for every finished step, nothing for what is on its way.
    package func line(for event: ExecutionEvent, style: TextStyle) -> String? {
        switch event {
        case .stepFinished(let id, let duration):
            return "\(name(id, style)) \(style.paint("done", .green)) in \(duration.text)"
        case .stepFellBack(let id, let title, let error):
            let word = style.paint("goes on with \(title)", .warning)
            return "\(name(id, style)) \(word): \(error.description.withoutControls)"
        case .stepFailed(let id, let error, let duration):
            let word = style.paint("failed", .loud)
            return "\(name(id, style)) \(word) after \(duration.text): \(error.description.withoutControls)"
        case .stepAbandoned(let id):
            return "\(name(id, style)) \(style.paint("not waited for any longer", .warning))"
        case .slowedDown(let slowdown):
            return "\(style.paint("slow from here on:", .warning)) \(slowdown.words)"
        case .stateNotSaved(let reason):
            return "\(style.paint("the state could not be saved:", .loud)) \(reason.withoutControls)"
        case .interrupted(stopsWaiting: false):
            let running = counted(running.count, "running step")
            return "interrupted: nothing new is started, \(running) will be waited for; interrupt again to stop waiting"
        case .interrupted(stopsWaiting: true):
            return "interrupted again: no longer waiting for running steps"
        case .stepStarted, .stepAccepted, .stepProgress, .stepWaiting, .stepSkipped, .stateSaved:
            return nil
        }
    }

    func name(_ id: Step.ID, _ style: TextStyle) -> String {
        let step = steps[id.index]
        return "\(style.paint(step.address.description, .bold)): \(step.title)"
    }
}

extension Slowdown {
    /// Why, and until when: `the project has 3600 requests an hour, …, until about 14:03 UTC`.
    fileprivate var words: String {
        let minutes = max(1, Int((duration / .seconds(60)).rounded(.up)))
        return "the project has \(limit) requests an hour and \(remaining) left, which stay for others; "
            + "\(counted(steps, "step")) to go take about \(counted(minutes, "minute")), until \(end.timeOfDay) UTC"
    }
}

extension Duration {
    /// Of a time since the start of 1970: `14:03`.
    fileprivate var timeOfDay: String {
        let minutes = components.seconds / 60 % (24 * 60)
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }
}
