import Reconciliation
import ResourceModel

/// What a file's resources cost, for programs; amounts are texts, so that nothing rounds them.
package struct CostJSON {
    private let cost: ProjectCost

    package init(_ cost: ProjectCost) { self.cost = cost }

    /// The document; it ends with a line break.
    package func text() -> String {
        let resources = cost.resources.sorted { $0.key < $1.key }.map { ResourceObject($0, $1) }
        return JSONText.document(
            Document(format_version: 1, currency: cost.currency, resources: resources, sum: RateObject(cost.after))
        )
    }

    private struct Document: Encodable {
        let format_version: Int
        let currency: String
        let resources: [ResourceObject]
        let sum: RateObject
    }

    private struct ResourceObject: Encodable {
        let address: String
        let price: RateObject
        let items: [ItemObject]

        init(_ address: ResourceAddress, _ cost: ResourceCost) {
            self.address = address.description
            price = RateObject(cost.rate)
            items = cost.items.map(ItemObject.init)
        }
    }

    private struct ItemObject: Encodable {
        let title: String
        var price: RateObject?
        /// Why there is no price.
        var unknown: String?

        init(_ item: ResourceCost.Item) {
            title = item.title
            switch item.price {
            case .known(let rate): price = RateObject(rate)
            case .unknown(let reason): unknown = reason
            }
        }
    }
}

/// A rate as the reports for programs show it.
struct RateObject: Encodable {
    /// Of what has a price by the hour.
    let hourly: AmountObject
    let monthly: AmountObject
    /// Once.
    let setup: AmountObject

    init(_ rate: Rate) {
        hourly = AmountObject(rate.hourly ?? .zero)
        monthly = AmountObject(rate.monthly)
        setup = AmountObject(rate.setup)
    }
}

struct AmountObject: Encodable {
    let net: String
    let gross: String

    init(_ amount: Amount) {
        net = amount.net.exact
        gross = amount.gross.exact
    }
}
