/// What an object costs because of the value of an attribute or output.
///
/// An object costs the sum of its charges; a type without any is free.
package enum Charge: Hashable, Sendable {
    /// The price of what the value names, in the location that another attribute names: a server type, `ipv4`.
    case named(Tariff, at: AttributeName)
    /// The price of one variant, while the value is true and no sibling covers the attribute.
    case whileTrue(Tariff, variant: String, title: String, at: AttributeName)
    /// The price of one unit, as many times as the value says.
    case perUnit(Tariff, unit: String)
    /// A percentage of what another attribute is charged, while the value is true.
    case surcharge(Surcharge, on: AttributeName)
}

extension Charge {
    /// The prices that it is made of.
    package var tariffs: [Tariff] {
        switch self {
        case .named(let tariff, _), .whileTrue(let tariff, _, _, _), .perUnit(let tariff, _): [tariff]
        case .surcharge: []
        }
    }

    package var surcharge: Surcharge? {
        guard case .surcharge(let surcharge, _) = self else { return nil }
        return surcharge
    }

    /// The attributes of the type itself that it speaks of.
    package var attributes: [AttributeName] {
        switch self {
        case .named(_, let location), .whileTrue(_, _, _, let location): [location]
        case .surcharge(_, let charged): [charged]
        case .perUnit: []
        }
    }
}
