import Diagnostics
import ResourceModel

/// What everything that a file declares costs, without a plan of how to get there.
package struct Quote: Sendable {
    /// `nil` where an error leaves nothing to price.
    package let cost: ProjectCost?
    /// Sorted by position.
    package let diagnostics: [Diagnostic]

    package init(
        for desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState,
        catalog: Catalog,
        evaluator: ExpressionEvaluator
    ) {
        let situation = Situation(
            catalog: catalog,
            desired: desired,
            recorded: recorded,
            observed: observed,
            evaluator: evaluator
        )
        let perspective = Perspective(situation: situation, replaced: [])
        diagnostics = situation.choices.diagnostics.sortedByPosition()
        guard !diagnostics.containsErrors else {
            cost = nil
            return
        }
        cost = observed.prices.map { CostAssessment(perspective: perspective, prices: $0).project() }
    }
}
