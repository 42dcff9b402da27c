import Diagnostics
import Reconciliation
import ResourceModel
import StackConfiguration
import StateFiles

/// A plan with the states that it was made of.
public struct Planning: Sendable {
    public let plan: Plan
    package let recorded: RecordedState
    package let observed: ObservedState
    /// How many requests it took to read the project.
    public let requests: Int
    /// What should be known about the wish, though it can be planned for; sorted by position.
    public let warnings: [Diagnostic]

    /// Whether carrying it out would change neither the project nor the state file.
    public var isDone: Bool { plan.isEmpty && plan.recorded == recorded }
}

extension Planner {
    /// A planner that tells secrets as the state file of a stack does.
    package init(catalog: Catalog, stack: String) {
        self.init(catalog: catalog, evaluator: .language) { value, address, attribute in
            StateFiles.Fingerprint.of(value, stack: stack, address: address, attribute: attribute)
        }
    }
}
