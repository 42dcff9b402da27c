import ResourceModel

/// What a plan amounts to, in numbers.
package struct PlanSummary: Hashable, Sendable {
    /// The verbs of a plan, in the order in which they are counted.
    package enum Verb: String, CaseIterable, Sendable {
        case create
        case update
        case replace
        case delete
        case adopt
        case forget
        case move
    }

    package let counts: [Verb: Int]
    package let unchanged: Int
    /// The addresses that an impact concerns, in their order.
    package let addresses: [Impact: [ResourceAddress]]
    package let requests: RequestCount
    package let cost: ProjectCost?

    package init(_ plan: Plan, refreshRequests: Int) {
        counts = Dictionary(plan.changes.map { ($0.kind.verb, 1) }, uniquingKeysWith: +)
        unchanged = plan.unchanged
        let pairs = plan.changes.flatMap { change in
            change.impacts.subtracting([.live]).map { (impact: $0, address: change.address) }
        }
        addresses = Dictionary(grouping: pairs, by: \.impact).mapValues { $0.map(\.address) }
        requests = RequestCount(refresh: refreshRequests, apply: plan.steps.count)
        cost = plan.cost
    }

    /// Requests that were sent for the plan, and that apply will send besides asking how its actions get on.
    package struct RequestCount: Hashable, Sendable {
        package let refresh: Int
        package let apply: Int
    }
}

extension Change.Kind {
    package var verb: PlanSummary.Verb {
        switch self {
        case .create: .create
        case .update: .update
        case .replace: .replace
        case .delete: .delete
        case .adopt: .adopt
        case .forget: .forget
        case .move: .move
        }
    }
}
