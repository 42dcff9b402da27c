import Reconciliation

/// What happens during an apply, as it happens.
package enum ExecutionEvent: Sendable {
    case stepStarted(Step.ID)
    /// The API took the step's request, and works on it.
    case stepAccepted(Step.ID)
    /// From 0 to 100, over all actions of the step.
    case stepProgress(Step.ID, percent: Int)
    /// The API cannot do it now; the request is repeated after the duration.
    case stepWaiting(Step.ID, reason: String, for: Duration)
    /// There is no room for what was asked for; the plan's alternative is sent instead.
    case stepFellBack(Step.ID, to: String, because: StepError)
    case stepFinished(Step.ID, duration: Duration)
    case stepFailed(Step.ID, StepError, duration: Duration)
    case stepSkipped(Step.ID, because: Step.ID)
    /// Nothing waits for the step any more; how it ends is not known.
    case stepAbandoned(Step.ID)
    /// The project's rate limit runs low, so what is left goes as fast as the limit refills; told again where a while later
    /// that takes much longer than was said.
    case slowedDown(Slowdown)
    case stateSaved
    /// Nothing new is started from now on.
    case stateNotSaved(String)
    /// `stopsWaiting` on the second request.
    case interrupted(stopsWaiting: Bool)
}
