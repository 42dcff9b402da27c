/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable, Comparable {
    package let family: IPFamily
    /// The address as a number.
    package let bits: UInt128

    /// Reads dotted decimal or RFC 4291 text; `nil` for anything else, leading zeros included.
    package init?(_ text: some StringProtocol) {
        if text.contains(":") {
            guard let bits = Self.parseIPv6(text) else { return nil }
            self.init(family: .ipv6, bits: bits)
        } else {
            guard let bits = Self.parseIPv4(text) else { return nil }
            self.init(family: .ipv4, bits: UInt128(bits))
        }
    }

    package init(family: IPFamily, bits: UInt128) {
        self.family = family
        self.bits = bits
    }

    /// The number of bits of its family.
    package var width: Int { family == .ipv4 ? 32 : 128 }

    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        (left.width, left.bits) < (right.width, right.bits)
    }

    private static func parseIPv4(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part == "0" || !part.hasPrefix("0"), let byte = UInt8(part)
            else { return nil }
            bits = bits << 8 | UInt32(byte)
        }
        return bits
    }

    private static func parseIPv6(_ text: some StringProtocol) -> UInt128? {
        guard let gap = text.firstRange(of: "::") else {
            guard let groups = groups(of: text, endsAddress: true), groups.count == 8 else { return nil }
            return groups.reduce(0) { $0 << 16 | UInt128($1) }
        }
        let before = text[..<gap.lowerBound]
        let after = text[gap.upperBound...]
        guard !after.contains("::"), let head = before.isEmpty ? [] : groups(of: before, endsAddress: false),
            let tail = after.isEmpty ? [] : groups(of: after, endsAddress: true), head.count + tail.count < 8
        else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
        return (head + zeros + tail).reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// The groups between colons; where the address ends, the last two may be written as an IPv4 address.
    private static func groups(of text: some StringProtocol, endsAddress: Bool) -> [UInt16]? {
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if endsAddress, index == parts.count - 1, part.contains(".") {
                guard let bits = parseIPv4(part) else { return nil }
                groups += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
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
