import FoundationEssentials
import Reconciliation
import ResourceModel

/// By how much a project costs more than it may, and what it is that costs.
package struct CostExcess {
    private static let shown = 5

    private let cost: ProjectCost
    private let limit: Decimal

    package init(_ cost: ProjectCost, over limit: Decimal) {
        self.cost = cost
        self.limit = limit
    }

    package var message: String {
        let sum = cost.most.net
        let condition = cost.most == cost.after.monthly ? "" : "if only the most expensive choice is available, "
        return "\(condition)a month would cost \(sum.monthly) \(cost.currency), "
            + "which is \((sum - limit).monthly) more than --max-monthly \(limit.exact) allows"
    }

    /// What costs most, and what was not counted.
    package var dearest: [String] {
        let all = cost.dearest
        let lines = all.prefix(Self.shown).map { "\($0.address): \($0.monthly.net.monthly) \(cost.currency)/month" }
        let rest = all.count > Self.shown ? ["and \(all.count - Self.shown) that cost less"] : []
        return lines + rest + cost.unknown.map { "not counted: \($0.address), \($0.reason)" }
    }
}
