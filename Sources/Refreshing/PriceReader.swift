import HetznerCloud
import ResourceModel

/// Reads what everything costs: one request, and one for storage boxes, whose types have their own prices.
struct PriceReader: Sendable {
    let client: CloudClient

    func prices(ofStorageBoxes readsStorageBoxes: Bool) async throws -> PriceList {
        async let boxes = readsStorageBoxes ? client.storageBoxTypes.all().collect() : []
        let pricing = try await client.pricing()
        var prices = PriceList(currency: pricing.currency, vatRate: pricing.vatRate)
        for offer in pricing.serverTypes { prices.set(.serverType, offer.name, offer.prices) }
        for offer in pricing.loadBalancerTypes { prices.set(.loadBalancerType, offer.name, offer.prices) }
        for address in pricing.primaryIPs { prices.set(.primaryIP, address.type.rawValue, address.prices) }
        for address in pricing.floatingIPs { prices.set(.floatingIP, address.type.rawValue, address.prices) }
        prices[.volume] = Rate(hourly: nil, monthly: Amount(pricing.volume))
        prices[.image] = Rate(hourly: nil, monthly: Amount(pricing.image))
        prices[.serverBackup] = pricing.serverBackupPercentage
        for type in try await boxes {
            for price in type.prices { prices[.storageBoxType, type.name, price.location] = Rate(price) }
        }
        return prices
    }
}

extension PriceList {
    fileprivate mutating func set(_ tariff: Tariff, _ variant: String, _ prices: [LocationPrice]) {
        for price in prices {
            self[tariff, variant, price.location] = Rate(
                hourly: price.hourly.map(Amount.init),
                monthly: Amount(price.monthly)
            )
        }
    }
}

extension Rate {
    fileprivate init(_ price: StorageBoxType.StorageBoxPrice) {
        self.init(hourly: Amount(price.hourly), monthly: Amount(price.monthly), setup: Amount(price.setupFee))
    }
}

extension Amount {
    fileprivate init(_ price: Price) { self.init(net: price.net, gross: price.gross) }
}
