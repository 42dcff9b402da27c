import NetworkText

/// An IPv6 address as a number, and as RFC 5952 writes it.
struct IPv6: Hashable, Sendable {
    let bits: UInt128

    init(bits: UInt128) {
        self.bits = bits
    }

    init?(_ text: some StringProtocol) {
        guard let address = IPAddress(text), address.family == .ipv6 else { return nil }
        bits = address.bits
    }

    var text: String { IPAddress(family: .ipv6, bits: bits).description }

    /// Whether both share their first 64 bits.
    func isInSameNetwork(as other: IPv6) -> Bool { bits >> 64 == other.bits >> 64 }
}
