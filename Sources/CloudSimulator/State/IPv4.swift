import NetworkText

/// An IPv4 address as a number, so that ranges are arithmetic.
struct IPv4: Hashable, Comparable, Sendable, Codable {
    let value: UInt32

    init(_ value: UInt32) {
        self.value = value
    }

    init?(_ text: some StringProtocol) {
        guard let address = IPAddress(text) else { return nil }
        self.init(address)
    }

    fileprivate init?(_ address: IPAddress) {
        guard address.family == .ipv4 else { return nil }
        value = UInt32(truncatingIfNeeded: address.bits)
    }

    fileprivate var address: IPAddress { IPAddress(family: .ipv4, bits: UInt128(value)) }

    static func < (left: IPv4, right: IPv4) -> Bool {
        left.value < right.value
    }

    var text: String { address.description }

    /// The name that Hetzner gives the address until its owner chooses one.
    var defaultPointer: String {
        "static.\(text.split(separator: ".").reversed().joined(separator: ".")).clients.your-server.de"
    }

    init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(UInt32.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// An IPv4 network in canonical form: no host bits.
struct IPv4Range: Hashable, Sendable, Codable {
    let base: IPv4
    let prefix: Int

    /// Traps on host bits; callers cut them off first.
    init(base: IPv4, prefix: Int) {
        self.base = base
        self.prefix = prefix
        precondition(range.address == base.address, "The base of a range has no host bits.")
    }

    init?(_ text: String) {
        guard let range = CIDR(text), let base = IPv4(range.address) else { return nil }
        self.base = base
        prefix = range.prefix
    }

    private var range: CIDR { CIDR(containing: base.address, prefix: prefix) }

    var last: IPv4 { IPv4(UInt32(truncatingIfNeeded: range.last.bits)) }
    var text: String { range.description }

    func contains(_ address: IPv4) -> Bool { range.contains(address.address) }
    func contains(_ other: IPv4Range) -> Bool { range.contains(other.range) }
    func overlaps(_ other: IPv4Range) -> Bool { range.overlaps(other.range) }

    /// Whether all of it lies in one of the three private blocks of RFC 1918.
    var isPrivate: Bool {
        IPv4Range.privateBlocks.contains { $0.contains(self) }
    }

    private static let privateBlocks = [
        IPv4Range(base: IPv4(10 << 24), prefix: 8),
        IPv4Range(base: IPv4(172 << 24 | 16 << 16), prefix: 12),
        IPv4Range(base: IPv4(192 << 24 | 168 << 16), prefix: 16),
    ]
}
