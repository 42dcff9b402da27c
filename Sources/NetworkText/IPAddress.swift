/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable, Comparable {
    package enum Family: Hashable, Sendable {
        case ipv4
        case ipv6
    }

    package let family: Family
    /// The address as a number, in its lowest `width` bits.
    package let bits: UInt128

    /// Reads dotted decimal or groups; `nil` for anything else, leading zeros included.
    package init?(_ text: some StringProtocol, as dialect: AddressDialect = .rfc4291) {
        guard let address = AddressText.whole(text, dialect, { $0.address() }) else { return nil }
        self = address
    }

    package init(family: Family, bits: UInt128) {
        self.family = family
        self.bits = bits
    }

    /// The number of bits of its family.
    package var width: Int { family == .ipv4 ? 32 : 128 }

    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        (left.width, left.bits) < (right.width, right.bits)
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952: lower case, the longest run of zeros shortened.
    package var description: String {
        guard family == .ipv6 else {
            return (0..<4).map { String(UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0))) }.joined(separator: ".")
        }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
        guard let run = Self.longestZeroRun(in: groups) else { return Self.text(groups[...]) }
        return "\(Self.text(groups[..<run.lowerBound]))::\(Self.text(groups[run.upperBound...]))"
    }

    private static func text(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of two or more zero groups.
    private static func longestZeroRun(in groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            guard groups[start] == 0 else {
                start += 1
                continue
            }
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start > max(best?.count ?? 1, 1) { best = start..<end }
            start = end
        }
        return best
    }
}
