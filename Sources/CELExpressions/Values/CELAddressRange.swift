import NetworkText

/// An address with a prefix length: `10.0.0.0/8`.
package struct CELAddressRange: Hashable, Sendable, CustomStringConvertible {
    /// As written; bits behind the prefix may be set.
    package let address: IPAddress
    package let prefixLength: Int

    private init(address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    package init?(_ text: String) {
        guard let (address, prefix) = CIDR.placed(text, as: .kubernetes) else { return nil }
        self.init(address: address, prefixLength: prefix)
    }

    package var description: String { "\(address)/\(prefixLength)" }

    private var range: CIDR { CIDR(containing: address, prefix: prefixLength) }

    /// The range with every bit behind its prefix cleared.
    package var masked: CELAddressRange {
        CELAddressRange(address: range.address, prefixLength: prefixLength)
    }

    package func contains(_ other: IPAddress) -> Bool { range.contains(other) }
    package func contains(_ other: CELAddressRange) -> Bool { range.contains(other.range) }
}
