import FoundationEssentials
import ResourceModel

/// Interprets the charges of a type for one object.
struct ObjectPrice {
    let prices: PriceList
    let parts: ChargedParts
    /// The object as it is charged: what is not known is not there.
    let attributes: [AttributeName: Value]
    let outputs: [AttributeName: Value]

    func cost() -> ResourceCost? {
        guard !parts.attributes.isEmpty || !parts.outputs.isEmpty else { return nil }
        let ofAttributes = parts.attributes.flatMap { attribute -> [ResourceCost.Item] in
            items(of: attribute, attributes[attribute.name], in: nil) + itemsOfParts(attribute)
        }
        let ofOutputs = parts.outputs.flatMap { output in
            output.charge.map { items($0, output.name, outputs[output.name]) } ?? []
        }
        return ResourceCost((ofAttributes + ofOutputs).filter { !$0.isFree })
    }

    private func itemsOfParts(_ attribute: Attribute) -> [ResourceCost.Item] {
        guard case .object(let parts) = attribute.kind else { return [] }
        let whole = attributes[attribute.name] ?? .null
        return parts.flatMap { items(of: $0, whole[$0.name], in: whole) }
    }

    private func items(of attribute: Attribute, _ value: Value?, in whole: Value?) -> [ResourceCost.Item] {
        guard let charge = attribute.charge else { return [] }
        let covering = attribute.coveredBy.flatMap { whole?[$0] } ?? .null
        guard covering.isNull else { return [] }
        return items(charge, attribute.name, value ?? attribute.reset)
    }

    private func items(_ charge: Charge, _ name: AttributeName, _ value: Value?) -> [ResourceCost.Item] {
        switch charge {
        case .named(let tariff, let location):
            guard let value, !value.isNull else { return [] }
            guard let variant = value.string else { return [.init(name.text, .unknown(Self.knownLater))] }
            return [item(tariff, variant, title: variant, at: location)]
        case .whileTrue(let tariff, let variant, let title, let location):
            return value == true ? [item(tariff, variant, title: title, at: location)] : []
        case .perUnit(let tariff, let unit):
            return [perUnit(tariff, unit, value)]
        case .surcharge(let surcharge, let charged):
            return value == true ? self.surcharge(surcharge, name, on: charged) : []
        }
    }

    /// The price of a variant in the location that the attribute has.
    private func item(
        _ tariff: Tariff,
        _ variant: String,
        title: String,
        at attribute: AttributeName
    ) -> ResourceCost.Item {
        guard let location = attributes[attribute]?.string else {
            return .init(title, .unknown("the API has not chosen its \(attribute) yet"))
        }
        let title = "\(title) in \(location)"
        return .init(title, prices[tariff, variant, location].map { .known($0) } ?? .unknown(Self.noPrice))
    }

    private func perUnit(_ tariff: Tariff, _ unit: String, _ value: Value?) -> ResourceCost.Item {
        guard let count = value?.decimal else { return .init("its size in \(unit)", .unknown(Self.knownLater)) }
        let title = "\(count) \(unit)"
        return .init(title, prices[tariff].map { .known($0 * count) } ?? .unknown(Self.noPrice))
    }

    private func surcharge(
        _ surcharge: Surcharge,
        _ name: AttributeName,
        on charged: AttributeName
    ) -> [ResourceCost.Item] {
        guard let attribute = parts.attribute(charged), let percent = prices[surcharge] else {
            return [.init(name.text, .unknown(Self.noPrice))]
        }
        let title = "\(name), \(percent) %"
        return items(of: attribute, attributes[charged], in: nil).map { item in
            switch item.price {
            case .known(let rate): .init(title, .known(rate * (percent / 100)))
            case .unknown: .init(title, item.price)
            }
        }
    }

    private static let noPrice = "the API has no price for it"
    private static let knownLater = "known once it exists"
}

extension ResourceCost.Item {
    /// What costs nothing is on no bill: a Primary IPv6.
    fileprivate var isFree: Bool {
        guard case .known(let rate) = price else { return false }
        return rate.monthly == .zero && rate.setup == .zero
    }
}

extension Value {
    /// A number to calculate with, digit by digit as it is written.
    fileprivate var decimal: Decimal? {
        switch self {
        case .integer(let number): Decimal(number)
        case .number(let number): Decimal(string: "\(number)")
        case .null, .boolean, .string, .list, .map, .reference, .deferred: nil
        }
    }
}
