import ResourceModel

/// What one object costs, item by item as a bill lists it.
package struct ResourceCost: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package enum Price: Hashable, Sendable {
            case known(Rate)
            /// Why nobody can say.
            case unknown(String)
        }

        /// `cx23 in fsn1`, `backups, 20 %`, `50 GB`.
        package let title: String
        package let price: Price

        package init(_ title: String, _ price: Price) {
            self.title = title
            self.price = price
        }
    }

    /// In the order of the type's definition.
    package let items: [Item]

    package init(_ items: [Item]) { self.items = items }

    /// The same without what is paid once, for an object that is there already.
    var withoutSetup: ResourceCost {
        ResourceCost(
            items.map { item in
                guard case .known(let rate) = item.price else { return item }
                return Item(item.title, .known(Rate(hourly: rate.hourly, monthly: rate.monthly)))
            }
        )
    }

    /// What is known of it.
    package var rate: Rate {
        items.reduce(.zero) { sum, item in
            guard case .known(let rate) = item.price else { return sum }
            return sum + rate
        }
    }

    /// What is not, with the reason.
    package var unknown: [String] {
        items.compactMap { item in
            guard case .unknown(let reason) = item.price else { return nil }
            return "\(item.title): \(reason)"
        }
    }
}

/// What a change does to the bill.
package struct CostChange: Hashable, Sendable {
    /// `nil` where there is nothing yet.
    package let before: ResourceCost?
    /// `nil` where nothing is left.
    package let after: ResourceCost?

    package init(before: ResourceCost?, after: ResourceCost?) {
        self.before = before
        self.after = after
    }

    package var monthly: Amount { (after?.rate.monthly ?? .zero) - (before?.rate.monthly ?? .zero) }

    /// Whether the bill is another one afterwards.
    package var isChange: Bool {
        monthly != .zero || !(after?.unknown ?? []).isEmpty && after?.unknown != before?.unknown
    }
}

/// What everything that a file declares costs, before and after a plan.
package struct ProjectCost: Hashable, Sendable {
    package let currency: String
    /// What each declared resource costs after the plan; only those that cost something.
    package let resources: [ResourceAddress: ResourceCost]
    package let before: Rate
    package let after: Rate
    /// What a month costs at most, where creations fall back to what the plan allows them instead.
    package let most: Amount

    package init(
        currency: String,
        resources: [ResourceAddress: ResourceCost],
        before: Rate,
        after: Rate,
        most: Amount? = nil
    ) {
        self.currency = currency
        self.resources = resources
        self.before = before
        self.after = after
        self.most = most ?? after.monthly
    }

    /// What the sum afterwards lacks, by address.
    package var unknown: [(address: ResourceAddress, reason: String)] {
        resources.sorted { $0.key < $1.key }.flatMap { address, cost in cost.unknown.map { (address, $0) } }
    }

    /// The addresses that cost most a month, the dearest first.
    package var dearest: [(address: ResourceAddress, monthly: Amount)] {
        let all = resources.map { (address: $0.key, monthly: $0.value.rate.monthly) }
        return all.filter { $0.monthly != .zero }.sorted { left, right in
            (right.monthly.net, left.address) < (left.monthly.net, right.address)
        }
    }
}
