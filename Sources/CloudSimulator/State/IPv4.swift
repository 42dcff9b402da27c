/// An IPv4 address as a number, so that ranges are arithmetic.
struct IPv4: Hashable, Comparable, Sendable, Codable {
    let value: UInt32

    init(_ value: UInt32) {
        self.value = value
    }

    /// Reads four decimal numbers; leading zeros are refused, they mean octal elsewhere.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.utf8.allSatisfy({ (48...57).contains($0) }), let octet = UInt8(part) else { return nil }
            guard part.count == 1 || part.first != "0" else { return nil }
            value = value << 8 | UInt32(octet)
        }
        self.value = value
    }

    static func < (left: IPv4, right: IPv4) -> Bool {
        left.value < right.value
    }

    private var octets: [UInt32] {
        [value >> 24, value >> 16 & 255, value >> 8 & 255, value & 255]
    }

    var text: String {
        octets.map(String.init).joined(separator: ".")
    }

    /// The name that Hetzner gives the address until its owner chooses one.
    var defaultPointer: String {
        "static.\(octets.reversed().map(String.init).joined(separator: ".")).clients.your-server.de"
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
        precondition(base.value & ~IPv4Range.mask(prefix) == 0, "The base of a range has no host bits.")
        self.base = base
        self.prefix = prefix
    }

    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let base = IPv4(halves[0]), halves[1].utf8.allSatisfy({ (48...57).contains($0) }),
            let prefix = Int(halves[1]), (0...32).contains(prefix), base.value & ~IPv4Range.mask(prefix) == 0
        else { return nil }
        self.base = base
        self.prefix = prefix
    }

    private static func mask(_ prefix: Int) -> UInt32 {
        prefix == 0 ? 0 : UInt32.max << UInt32(32 - prefix)
    }

    var last: IPv4 {
        IPv4(base.value | ~IPv4Range.mask(prefix))
    }

    var text: String {
        "\(base.text)/\(prefix)"
    }

    func contains(_ address: IPv4) -> Bool {
        base <= address && address <= last
    }

    func contains(_ other: IPv4Range) -> Bool {
        base <= other.base && other.last <= last
    }

    func overlaps(_ other: IPv4Range) -> Bool {
        base <= other.last && other.base <= last
    }

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
