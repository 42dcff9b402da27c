/// Reads addresses and ranges from bytes; a file has thousands of them.
struct AddressText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let dialect: AddressDialect
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: AddressDialect) {
        self.bytes = bytes
        self.dialect = dialect
    }

    /// What `read` makes of a text; `nil` where it leaves something of it.
    static func whole<Result>(
        _ text: some StringProtocol,
        _ dialect: AddressDialect,
        _ read: (inout AddressText) -> Result?
    ) -> Result? {
        var text = String(text)
        return text.withUTF8 { bytes in
            var reader = AddressText(bytes, dialect)
            guard let result = read(&reader), reader.position == bytes.count else { return nil }
            return result
        }
    }

    /// An address of either family.
    mutating func address() -> IPAddress? { spelling()?.address }

    /// An address, `/` and a number of bits that it has, without leading zeros.
    mutating func range() -> (address: IPAddress, prefix: Int)? {
        guard let (address, isWrapped) = spelling(), skip(UInt8(ascii: "/")), let written = decimal(upTo: 128) else {
            return nil
        }
        let prefix = isWrapped ? written - Self.mappedBits : written
        return (0...address.width).contains(prefix) ? (address, prefix) : nil
    }

    /// What goes before the 32 bits of an IPv4 address in IPv6 groups.
    private static let mappedBits = 96

    private mutating func spelling() -> (address: IPAddress, isWrapped: Bool)? {
        let start = position
        if let bits = ipv4(), next != UInt8(ascii: ":") {
            return (IPAddress(family: .ipv4, bits: UInt128(bits)), false)
        }
        position = start
        guard let bits = ipv6() else { return nil }
        guard dialect.unwrapsIPv4, bits >> 32 == 0xFFFF else { return (IPAddress(family: .ipv6, bits: bits), false) }
        return (IPAddress(family: .ipv4, bits: bits & 0xFFFF_FFFF), true)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func decimal(upTo limit: Int) -> Int? {
        let start = position
        var number = 0
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), position < start + 3 {
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            position += 1
        }
        let hasLeadingZero = position > start + 1 && bytes[start] == UInt8(ascii: "0")
        return position > start && !hasLeadingZero && number <= limit ? number : nil
    }

    private mutating func ipv4() -> UInt32? {
        var bits: UInt32 = 0
        for index in 0..<4 {
            guard index == 0 || skip(UInt8(ascii: ".")), let byte = decimal(upTo: 255) else { return nil }
            bits = bits << 8 | UInt32(byte)
        }
        return bits
    }

    /// Up to eight groups; a `::` among them stands for one or more groups of zeros.
    private mutating func ipv6() -> UInt128? {
        var bits: UInt128 = 0
        var count = 0
        var gap: Int?
        if next == UInt8(ascii: ":") {
            guard skipGap() else { return nil }
            gap = 0
        }
        while count < 8, let added = groups(room: 8 - count) {
            bits = bits << UInt128(16 * added.count) | UInt128(added.bits)
            count += added.count
            guard added.count == 1, next == UInt8(ascii: ":") else { break }
            if gap == nil, skipGap() {
                gap = count
            } else if count < 8, position + 1 < bytes.count, Self.hexValue(bytes[position + 1]) != nil {
                position += 1
            } else {
                return nil
            }
        }
        guard let gap else { return count == 8 ? bits : nil }
        guard count < 8 else { return nil }
        let tail = UInt128(16 * (count - gap))
        let mask: UInt128 = (1 << tail) - 1
        let head = (bits >> tail) << tail
        return head << UInt128(16 * (8 - count)) | bits & mask
    }

    private mutating func skipGap() -> Bool {
        guard next == UInt8(ascii: ":"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ":") else {
            return false
        }
        position += 2
        return true
    }

    /// One group, or the two that an IPv4 address at the end stands for.
    private mutating func groups(room: Int) -> (bits: UInt32, count: Int)? {
        let start = position
        if dialect.readsDottedTail, room >= 2, let bits = ipv4() { return (bits, 2) }
        position = start
        var bits: UInt32 = 0
        while let byte = next, position < start + 4, let digit = Self.hexValue(byte) {
            bits = bits << 4 | digit
            position += 1
        }
        return position > start ? (bits, 1) : nil
    }

    private static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        case _: nil
        }
    }
}
