/// The value of a SOA record, whose serial the API keeps: the day of the latest change, then its number on that day.
struct StartOfAuthority {
    static let standard = "hydrogen.ns.hetzner.com. dns.hetzner.com. 0 86400 10800 3600000 3600"

    let value: String

    /// The record with the serial that follows its own at that time.
    init(_ text: String, at moment: Moment) {
        var fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard fields.count == 7, let serial = Int(fields[2]) else {
            value = text
            return
        }
        let day = moment.text.prefix(10).filter { $0 != "-" }
        let first = (Int(day) ?? 0) * 100
        // After the largest number that 32 bits hold it begins anew (RFC 1982).
        fields[2] = String(serial < first ? first : serial == Int(UInt32.max) ? 1 : serial + 1)
        value = fields.joined(separator: " ")
    }

    /// The record with another one's serial.
    init(_ text: String, serialOf other: String) {
        var fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let others = other.split(whereSeparator: \.isWhitespace)
        if fields.count == 7, others.count == 7 { fields[2] = String(others[2]) }
        value = fields.joined(separator: " ")
    }
}
