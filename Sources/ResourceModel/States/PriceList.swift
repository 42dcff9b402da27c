import FoundationEssentials

/// The API's prices, in the currency of the project's owner.
package struct PriceList: Hashable, Sendable {
    /// ISO 4217.
    package let currency: String
    /// In percent.
    package let vatRate: Decimal
    private var rates: [Key: Rate] = [:]
    private var percentages: [Surcharge: Decimal] = [:]

    private struct Key: Hashable {
        let tariff: Tariff
        let variant: String
        let location: String
    }

    package init(currency: String, vatRate: Decimal) {
        self.currency = currency
        self.vatRate = vatRate
    }

    /// The rate of one variant (`cx23`, `ipv4`) in one location; a tariff that has none of them has one rate.
    package subscript(tariff: Tariff, variant: String, location: String) -> Rate? {
        get { rates[Key(tariff: tariff, variant: variant, location: location)] }
        set { rates[Key(tariff: tariff, variant: variant, location: location)] = newValue }
    }

    package subscript(tariff: Tariff) -> Rate? {
        get { self[tariff, "", ""] }
        set { self[tariff, "", ""] = newValue }
    }

    /// In percent.
    package subscript(surcharge: Surcharge) -> Decimal? {
        get { percentages[surcharge] }
        set { percentages[surcharge] = newValue }
    }
}
