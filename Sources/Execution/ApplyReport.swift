import Reconciliation
import ResourceModel

/// What became of a plan.
public struct ApplyReport: Sendable {
    package struct Failure: Sendable {
        package let step: Step.ID
        package let address: ResourceAddress
        package let error: StepError
    }

    package struct Skip: Hashable, Sendable {
        package let step: Step.ID
        /// The failed step without which it makes no sense.
        package let because: Step.ID
    }

    package let done: [Step.ID]
    package let failed: [Failure]
    package let skipped: [Skip]
    /// Their turn did not come before the interruption.
    package let notStarted: [Step.ID]
    /// They ran when the second interruption came; the next plan finds out what became of them.
    package let abandoned: [Step.ID]
    /// Whether somebody ended the apply early.
    public let wasInterrupted: Bool
    /// The state as it should be in the file.
    package let recorded: RecordedState
    package let saveProblem: SaveFailure?
    public let requests: Int
    public let duration: Duration

    /// Why ``recorded`` is not in the file; `nil` where it is.
    public var saveFailure: String? { saveProblem?.description }

    public var succeeded: Bool {
        failed.isEmpty && skipped.isEmpty && notStarted.isEmpty && abandoned.isEmpty && saveProblem == nil
    }

    /// Whether any step began.
    package var hasBegun: Bool { !(done.isEmpty && failed.isEmpty && abandoned.isEmpty) }
}
