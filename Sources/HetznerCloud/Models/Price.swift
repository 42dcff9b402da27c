import FoundationEssentials

/// An amount of money in the project's currency, exact to the last digit that the API gives.
public struct Price: JSONModel, Hashable {
    public var net: Decimal
    /// With value-added tax.
    public var gross: Decimal

    public init(_ json: JSONObject) throws(ModelError) {
        net = try json.read("net")
        gross = try json.read("gross")
    }
}

/// What something costs in one location while it exists.
public struct LocationPrice: JSONModel, Hashable {
    /// The name of the location.
    public var location: String
    /// `nil` for what is charged by the month alone.
    public var hourly: Price?
    /// No month costs more, however many hours it has.
    public var monthly: Price
    /// Bytes of traffic a month that are included.
    public var includedTraffic: Int64?
    public var perTerabyteOfTraffic: Price?

    public init(_ json: JSONObject) throws(ModelError) {
        location = try json.read("location")
        hourly = try json.read("price_hourly")
        monthly = try json.read("price_monthly")
        includedTraffic = try json.read("included_traffic")
        perTerabyteOfTraffic = try json.read("price_per_tb_traffic")
    }
}

extension Decimal: JSONDecodable {
    /// The API writes money as text, so that nothing rounds it on the way.
    public init(json: JSONValue) throws(ModelError) {
        guard case .string(let text) = json, let value = Decimal(string: text) else {
            throw ModelError(expected: "a decimal number as text", found: json)
        }
        self = value
    }
}
