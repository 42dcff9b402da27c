/// A range of addresses: `10.0.0.0/16`.
package struct CIDR: Hashable, Sendable, CustomStringConvertible {
    /// The first address.
    package let address: IPAddress
    package let prefix: Int

    /// Reads `ADDRESS/PREFIX` whose host bits are zero; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let loose = Self.parse(text), loose.hostBitsAreZero else { return nil }
        self = loose.range
    }

    /// The range that the text means, and whether it was written by its first address.
    package static func parse(_ text: some StringProtocol) -> (range: CIDR, hostBitsAreZero: Bool)? {
        guard let (address, prefix) = placed(text, as: .rfc4291) else { return nil }
        let range = CIDR(containing: address, prefix: prefix)
        return (range, range.address == address)
    }

    /// An address within a range and the prefix of that, as one text has them.
    package static func placed(
        _ text: some StringProtocol,
        as dialect: AddressDialect
    ) -> (address: IPAddress, prefix: Int)? {
        AddressText.whole(text, dialect) { $0.range() }
    }

    /// The range of such a prefix around an address.
    package init(containing address: IPAddress, prefix: Int) {
        precondition((0...address.width).contains(prefix), "A prefix has at most the bits of an address.")
        let hostBits = address.width - prefix
        let bits = hostBits >= 128 ? 0 : (address.bits >> UInt128(hostBits)) << UInt128(hostBits)
        self.address = IPAddress(family: address.family, bits: bits)
        self.prefix = prefix
    }

    package var family: IPAddress.Family { address.family }
    package var description: String { "\(address)/\(prefix)" }

    package func contains(_ other: IPAddress) -> Bool {
        other.family == family && CIDR(containing: other, prefix: prefix).address == address
    }

    package func contains(_ other: CIDR) -> Bool { other.prefix >= prefix && contains(other.address) }
    package func overlaps(_ other: CIDR) -> Bool { contains(other) || other.contains(self) }

    /// The address at an offset from the first one; `nil` outside of the range.
    package func host(_ offset: UInt128) -> IPAddress? {
        let hostBits = UInt128(address.width - prefix)
        guard hostBits >= 128 || offset >> hostBits == 0 else { return nil }
        return IPAddress(family: family, bits: address.bits + offset)
    }

    /// The ranges of RFC 1918.
    package static let privateIPv4 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap { CIDR($0) }

    /// The last address.
    package var last: IPAddress {
        let hostBits = UInt128(address.width - prefix)
        let mask: UInt128 = hostBits >= 128 ? .max : (1 << hostBits) - 1
        return IPAddress(family: family, bits: address.bits | mask)
    }
}

extension [CIDR] {
    /// As a message lists them: the first few.
    package var shown: String { prefix(3).map(\.description).joined(separator: ", ") + (count > 3 ? ", …" : "") }
}
