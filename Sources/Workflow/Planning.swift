import Diagnostics
import Fingerprinting
import Reconciliation
import ResourceModel

/// A plan with the states that it was made of.
public struct Planning: Sendable {
    public let plan: Plan
    package let recorded: RecordedState
    package let observed: ObservedState
    /// Makes the fingerprints of secrets, as the state has them.
    package let fingerprinter: Fingerprinter
    /// How many requests it took to read the project.
    public let requests: Int
    /// What should be known about the wish, though it can be planned for; sorted by position.
    public let warnings: [Diagnostic]

    /// Whether carrying it out would change neither the project nor the state file.
    public var isDone: Bool { plan.isEmpty && plan.recorded == recorded }
}
