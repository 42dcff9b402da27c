/// An IPv4 or IPv6 address.
package struct CELAddress: Hashable, Sendable, CustomStringConvertible {
    package enum Family: Int64, Hashable, Sendable {
        case version4 = 4
        case version6 = 6

        package var bitCount: Int {
            switch self {
            case .version4: 32
            case .version6: 128
            }
        }
    }

    package let family: Family
    /// The address as a number, in the lowest `family.bitCount` bits.
    package let bits: UInt128

    package init(family: Family, bits: UInt128) {
        self.family = family
        self.bits = bits
    }

    /// Reads an address; an IPv4 address written in IPv6 groups (`::ffff:c0a8:1`) is that IPv4 address.
    ///
    /// The mixed spelling `::ffff:192.168.0.1` is refused, as Kubernetes does: one address, one kind of text.
    package init?(_ text: String) {
        guard text.utf8.count <= 45 else {
            return nil
        }
        if let bits = AddressText.version4(text.utf8) {
            self.init(family: .version4, bits: UInt128(bits))
        } else if let bits = AddressText.version6(text.utf8) {
            let isMapped = bits >> 32 == 0xffff
            self.init(family: isMapped ? .version4 : .version6, bits: isMapped ? bits & 0xffff_ffff : bits)
        } else {
            return nil
        }
    }

    package var description: String {
        switch family {
        case .version4: AddressText.version4(UInt32(truncatingIfNeeded: bits))
        case .version6: AddressText.version6(bits)
        }
    }

    var isUnspecified: Bool { bits == 0 }

    var isLoopback: Bool {
        switch family {
        case .version4: bits >> 24 == 127
        case .version6: bits == 1
        }
    }

    var isMulticast: Bool {
        switch family {
        case .version4: bits >> 28 == 0xe
        case .version6: bits >> 120 == 0xff
        }
    }

    /// 224.0.0.0/24 or ff02::/16.
    var isLinkLocalMulticast: Bool {
        switch family {
        case .version4: bits >> 8 == 0xe0_0000
        case .version6: (bits >> 112) & 0xff0f == 0xff02
        }
    }

    /// 169.254.0.0/16 or fe80::/10.
    var isLinkLocalUnicast: Bool {
        switch family {
        case .version4: bits >> 16 == 0xa9fe
        case .version6: bits >> 118 == 0x3fa
        }
    }

    var isGlobalUnicast: Bool {
        let isBroadcast = family == .version4 && bits == 0xffff_ffff
        return !isBroadcast && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }
}

/// An address with a prefix length: `10.0.0.0/8`.
package struct CELAddressRange: Hashable, Sendable, CustomStringConvertible {
    /// As written; bits behind the prefix may be set.
    package let address: CELAddress
    package let prefixLength: Int

    package init?(address: CELAddress, prefixLength: Int) {
        guard (0...address.family.bitCount).contains(prefixLength) else {
            return nil
        }
        self.address = address
        self.prefixLength = prefixLength
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = CELAddress(String(parts[0])), parts[1].utf8.count <= 3,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
            length == 0 || parts[1].utf8.first != 0x30
        else {
            return nil
        }
        // The groups of a mapped address hold 96 bits before the address itself.
        let isMapped = address.family == .version4 && parts[0].utf8.contains(UInt8(ascii: ":"))
        self.init(address: address, prefixLength: isMapped ? length - 96 : length)
    }

    package var description: String { "\(address)/\(prefixLength)" }

    /// The range with every bit behind its prefix cleared.
    package var masked: CELAddressRange {
        let shift = UInt128(address.family.bitCount - prefixLength)
        let bits = shift == 128 ? 0 : (address.bits >> shift) << shift
        return CELAddressRange(address: CELAddress(family: address.family, bits: bits), prefixLength: prefixLength)
            ?? self
    }

    package func contains(_ other: CELAddress) -> Bool {
        guard other.family == address.family else {
            return false
        }
        let shift = UInt128(address.family.bitCount - prefixLength)
        return shift == 128 || address.bits >> shift == other.bits >> shift
    }

    package func contains(_ other: CELAddressRange) -> Bool {
        other.prefixLength >= prefixLength && contains(other.address)
    }
}
