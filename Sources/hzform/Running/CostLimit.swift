import Diagnostics
import FoundationEssentials
import Reconciliation
import Reports
import ResourceModel
import Workflow

extension CostOptions {
    /// Throws where the plan would leave a dearer project behind than is allowed.
    func check(_ plan: Plan) throws(WorkflowFailure) {
        guard let limit = maxMonthly?.amount, let cost = plan.cost, cost.most.net > limit else { return }
        throw WorkflowFailure(.tooExpensive(CostExcess(cost, over: limit)))
    }
}

extension Diagnostic {
    fileprivate static func tooExpensive(_ excess: CostExcess) -> Diagnostic {
        .error(
            "too-expensive",
            excess.message,
            notes: excess.dearest.map { Note($0) },
            hint: "Raise --max-monthly, or take something smaller: 'hzform catalog prices' lists what there is."
        )
    }
}
