import FoundationEssentials

extension Date: JSONDecodable, _JSONWritable {
    /// Reads RFC 3339 in both spellings that the API uses: `2016-01-30T23:55:00+00:00` and `…Z`.
    public init(json: JSONValue) throws(ModelError) {
        guard case .string(let text) = json, let date = Date(timestamp: text) else {
            throw ModelError(expected: "a time like 2026-01-30T23:55:00Z", found: json)
        }
        self = date
    }

    /// Writes RFC 3339 in UTC, with milliseconds where there are any.
    public var _json: JSONValue {
        let hasFraction = timeIntervalSince1970 != timeIntervalSince1970.rounded(.down)
        return .string(formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)))
    }

    init?(timestamp: String) {
        var timestamp = timestamp
        guard let seconds = timestamp.withUTF8({ Self.seconds(of: Digits($0)) }) else { return nil }
        self.init(timeIntervalSince1970: seconds)
    }

    private static func seconds(of digits: Digits) -> Double? {
        var digits = digits
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
            let day = digits.number(2), digits.skip("T"), let hour = digits.number(2), digits.skip(":"),
            let minute = digits.number(2), digits.skip(":"), let second = digits.number(2),
            let fraction = digits.fraction(), let offset = digits.offset(), digits.isAtEnd,
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        return Double(days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction
    }

    /// The days from the start of 1970; years begin in March here, so that the leap day is the last of its year.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}

/// Takes a timestamp apart from left to right.
private struct Digits {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    var isAtEnd: Bool { position == text.count }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    mutating func number(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
            position += 1
        }
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Zero if there is none.
    mutating func fraction() -> Double? {
        guard skip(".") else { return 0 }
        var value = 0.0
        var unit = 0.1
        while let digit = number(1) {
            value += Double(digit) * unit
            unit /= 10
        }
        return value
    }

    /// Seconds east of Greenwich.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let isWest = next == UInt8(ascii: "-")
        guard skip("+") || skip("-"), let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }
}
