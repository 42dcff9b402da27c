/// The spellings of addresses: reads what RFC 4291 allows, writes what RFC 5952 recommends.
enum AddressText {
    static func version4(_ text: String.UTF8View) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else {
            return nil
        }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else {
                return nil
            }
            var octet: UInt32 = 0
            for byte in part {
                guard (0x30...0x39).contains(byte) else {
                    return nil
                }
                octet = octet * 10 + UInt32(byte - 0x30)
            }
            guard octet <= 255 else {
                return nil
            }
            bits = bits << 8 | octet
        }
        return bits
    }

    /// Groups of hexadecimal digits with at most one `::`.
    static func version6(_ text: String.UTF8View) -> UInt128? {
        let bytes = Array(text)
        var groups: [UInt128] = []
        var gap: Int?
        var position = 0
        if bytes.starts(with: [0x3a, 0x3a]) {
            gap = 0
            position = 2
        }
        while position < bytes.count {
            let start = position
            var group: UInt128 = 0
            while position < bytes.count, let digit = bytes[position].hexDigit {
                group = group << 4 | UInt128(digit)
                position += 1
            }
            guard (1...4).contains(position - start), groups.count < 8 else {
                return nil
            }
            groups.append(group)
            guard position < bytes.count else {
                break
            }
            guard bytes[position] == 0x3a, position + 1 < bytes.count else {
                return nil
            }
            position += 1
            if bytes[position] == 0x3a {
                guard gap == nil else {
                    return nil
                }
                gap = groups.count
                position += 1
            }
        }
        return joined(groups, gap: gap)
    }

    private static func joined(_ groups: [UInt128], gap: Int?) -> UInt128? {
        guard gap == nil ? groups.count == 8 : groups.count < 8 else {
            return nil
        }
        var all = groups
        if let gap {
            all.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        }
        return all.reduce(0) { $0 << 16 | $1 }
    }

    static func version4(_ bits: UInt32) -> String {
        "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    }

    /// The longest run of at least two zero groups becomes `::`, the first of equally long ones.
    static func version6(_ bits: UInt128) -> String {
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        var longest = 0..<1
        var start = 0
        while start < 8 {
            let end = groups[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > longest.count {
                longest = start..<end
            }
            start = max(end, start) + 1
        }
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard longest.count > 1 else {
            return text(groups[...])
        }
        return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
    }
}

extension UInt8 {
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
