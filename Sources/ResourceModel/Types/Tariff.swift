/// Something that the API charges for, told by the place where it says the price; a value of the catalog like a type.
package enum Tariff: Hashable, Sendable {
    /// A list among the prices: each variant is told by a key (`name`) and has prices by location.
    case variants(String, by: String)
    /// One price for a GB and month.
    case perGigabyte(String)
    /// The prices are with what is offered, and not among the others.
    case offered(Offering)
}

/// What the API adds in percent of another price: the key of it among the prices.
package struct Surcharge: Hashable, Sendable {
    package let key: String

    package init(_ key: String) { self.key = key }
}

extension Tariff {
    /// What has the prices with it.
    package var offering: Offering? {
        guard case .offered(let offering) = self else { return nil }
        return offering
    }
}
