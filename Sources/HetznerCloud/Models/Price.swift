import FoundationEssentials

/// An amount of money in the project's currency, exact to the last digit that the API gives.
public struct Price: APIModel {
    /// Without value-added tax.
    public var net: Decimal
    /// With value-added tax.
    public var gross: Decimal

    /// Creates one that a program makes up, in a test of its own.
    public init(net: Decimal, gross: Decimal) {
        self.net = net
        self.gross = gross
    }

    public init(_ json: JSONFields) throws(ModelError) {
        net = try json.read("net")
        gross = try json.read("gross")
    }

    public var json: JSONValue {
        [
            "net": net.json,
            "gross": gross.json,
        ]
    }
}

/// What something costs in one location while it exists.
public struct LocationPrice: APIModel {
    /// The name of the location.
    public var location: String
    /// `nil` for what is charged by the month alone.
    public var hourly: Price?
    /// No month costs more, however many hours it has.
    public var monthly: Price
    /// Bytes of traffic a month that are included.
    public var includedTraffic: Int64?
    /// For each TB beyond what is included; `nil` where traffic is not charged.
    public var perTerabyteOfTraffic: Price?

    /// Creates one that a program makes up, in a test of its own.
    public init(
        location: String,
        hourly: Price? = nil,
        monthly: Price,
        includedTraffic: Int64? = nil,
        perTerabyteOfTraffic: Price? = nil
    ) {
        self.location = location
        self.hourly = hourly
        self.monthly = monthly
        self.includedTraffic = includedTraffic
        self.perTerabyteOfTraffic = perTerabyteOfTraffic
    }

    public init(_ json: JSONFields) throws(ModelError) {
        location = try json.read("location")
        hourly = try json.read("price_hourly")
        monthly = try json.read("price_monthly")
        includedTraffic = try json.read("included_traffic")
        perTerabyteOfTraffic = try json.read("price_per_tb_traffic")
    }

    public var json: JSONValue {
        [
            "location": location.json,
            "price_hourly": hourly.json,
            "price_monthly": monthly.json,
            "included_traffic": includedTraffic.json,
            "price_per_tb_traffic": perTerabyteOfTraffic.json,
        ]
    }
}

extension Decimal: JSONDecodable, _JSONWritable {
    /// The API writes money as text, so that nothing rounds it on the way.
    public init(json: JSONValue) throws(ModelError) {
        guard case .string(let text) = json, let value = Decimal(plain: text) ?? Decimal(string: text) else {
            throw ModelError(expected: "a decimal number as text", found: json)
        }
        self = value
    }

    /// The shortest text of the same amount.
    public var _json: JSONValue { .string(description) }

    /// Reads digits with a point among them; `nil` for anything else, and for more digits than an integer holds.
    ///
    /// There are dozens of prices in a server, and `Decimal(string:)` would take more time than all the rest of it.
    private init?(plain text: String) {
        var significand: Int64 = 0
        var fractionDigits = 0
        var zeros = 0
        var isFraction = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0") where isFraction: zeros += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let places = zeros + 1
                guard let shifted = significand.shifted(byDigits: places, adding: byte - UInt8(ascii: "0")) else {
                    return nil
                }
                significand = shifted
                if isFraction { fractionDigits += places }
                zeros = 0
            case UInt8(ascii: ".") where !isFraction: isFraction = true
            default: return nil
            }
        }
        guard let last = text.utf8.last, last != UInt8(ascii: "."), text.utf8.first != UInt8(ascii: ".") else {
            return nil
        }
        self.init(sign: .plus, exponent: -fractionDigits, significand: Decimal(significand))
    }
}

extension Int64 {
    /// Appends decimal digits: zeros and then this one.
    ///
    /// `nil` if there is no room for them.
    fileprivate func shifted(byDigits count: Int, adding digit: UInt8) -> Int64? {
        var value = self
        for _ in 0..<count {
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return nil }
            value = product
        }
        let (sum, isTooLarge) = value.addingReportingOverflow(Int64(digit))
        return isTooLarge ? nil : sum
    }
}
