import FoundationEssentials
import HetznerCloud
import ResourceModel

/// Reads what charges ask for: one request, and one for each kind of offering that has its own prices.
struct PriceReader: Sendable {
    let client: CloudClient

    /// A price that the API does not tell is not in the list.
    func prices(for charges: [Charge]) async throws -> PriceList {
        let tariffs = Set(charges.flatMap(\.tariffs))
        async let offered = entries(of: Set(tariffs.compactMap(\.offering)))
        let pricing: PricingAnswer = try await client.request(.get, "pricing").decode("pricing")
        var prices = PriceList(currency: pricing.currency, vatRate: pricing.vatRate)
        let entries = try await offered
        for tariff in tariffs {
            switch tariff {
            case .variants(let list, let key): prices.set(tariff, pricing.entries(list), by: key)
            case .offered(let offering): prices.set(tariff, entries[offering] ?? [], by: "name")
            case .perGigabyte(let key):
                let monthly = Amount(pricing.members[key]?["price_per_gb_month"])
                prices[tariff] = monthly.map { Rate(hourly: nil, monthly: $0) }
            }
        }
        for surcharge in charges.compactMap(\.surcharge) {
            prices[surcharge] = Decimal(pricing.members[surcharge.key]?["percentage"])
        }
        return prices
    }

    private func entries(of offerings: Set<Offering>) async throws -> [Offering: [JSONValue]] {
        try await withThrowingTaskGroup(of: (Offering, [JSONValue]).self) { group in
            for offering in offerings {
                group.addTask { (offering, try await client.all(APIPath(offering.path), key: offering.path)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}

/// The answer, of which only the head is the same whatever is sold.
private struct PricingAnswer: JSONModel {
    let currency: String
    let vatRate: Decimal
    let members: JSONObject

    init(_ json: JSONFields) throws(ModelError) {
        currency = try json.read("currency")
        vatRate = try json.read("vat_rate")
        members = json.object
    }

    func entries(_ list: String) -> [JSONValue] { members[list]?.array ?? [] }
}

extension PriceList {
    fileprivate mutating func set(_ tariff: Tariff, _ entries: [JSONValue], by key: String) {
        for entry in entries {
            guard let variant = entry[key]?.string else { continue }
            for price in entry["prices"]?.array ?? [] {
                if let location = price["location"]?.string { self[tariff, variant, location] = Rate(price) }
            }
        }
    }
}

extension Rate {
    fileprivate init?(_ json: JSONValue) {
        guard let monthly = Amount(json["price_monthly"]) else { return nil }
        self.init(hourly: Amount(json["price_hourly"]), monthly: monthly, setup: Amount(json["setup_fee"]) ?? .zero)
    }
}

extension Amount {
    fileprivate init?(_ json: JSONValue?) {
        guard let net = Decimal(json?["net"]), let gross = Decimal(json?["gross"]) else { return nil }
        self.init(net: net, gross: gross)
    }
}

extension Decimal {
    /// The API writes money as text; nil for anything else.
    fileprivate init?(_ json: JSONValue?) {
        guard let json, let value = try? Decimal(json: json) else { return nil }
        self = value
    }
}
