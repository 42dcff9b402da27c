import Reconciliation
import ResourceModel

/// What a plan does to the bill, as its JSON shows it.
struct CostObject: Encodable {
    /// In the summary alone.
    var currency: String?
    let before: RateObject
    let after: RateObject
    /// What ``after`` lacks because nobody knows it.
    let unknown: [String]

    init(_ cost: ProjectCost) {
        currency = cost.currency
        before = RateObject(cost.before)
        after = RateObject(cost.after)
        unknown = cost.unknown.map { "\($0.address): \($0.reason)" }
    }

    init(_ cost: CostChange) {
        before = RateObject(cost.before?.rate ?? .zero)
        after = RateObject(cost.after?.rate ?? .zero)
        unknown = cost.after?.unknown ?? []
    }
}
