/// An IPv6 address as eight groups, written as RFC 5952 has it.
struct IPv6: Hashable, Sendable {
    let groups: [UInt16]

    init(groups: [UInt16]) {
        precondition(groups.count == 8, "An IPv6 address has eight groups.")
        self.groups = groups
    }

    init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
        let halves = String(text).splitOnce(around: "::")
        guard let left = IPv6.groups(in: halves.first) else { return nil }
        guard let second = halves.second else {
            guard left.count == 8 else { return nil }
            groups = left
            return
        }
        guard second.splitOnce(around: "::").second == nil, let right = IPv6.groups(in: second) else { return nil }
        guard left.count + right.count <= 7 else { return nil }
        groups = left + Array(repeating: 0, count: 8 - left.count - right.count) + right
    }

    /// Groups between colons; the last may be an IPv4 address.
    private static func groups(in text: String) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let embedded = IPv4(part) {
                groups += [UInt16(embedded.value >> 16), UInt16(embedded.value & 0xFFFF)]
                continue
            }
            guard (1...4).contains(part.count), part.first != "+", let group = UInt16(part, radix: 16) else {
                return nil
            }
            groups.append(group)
        }
        return groups
    }

    /// The longest run of zero groups, of two at least, is written `::`; the first of equal ones.
    var text: String {
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        func hexadecimal(_ slice: ArraySlice<UInt16>) -> String {
            slice.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return hexadecimal(groups[...]) }
        return hexadecimal(groups[..<best.lowerBound]) + "::" + hexadecimal(groups[best.upperBound...])
    }

    func hasHostBits(beyond prefix: Int) -> Bool {
        for (index, group) in groups.enumerated() {
            let kept = min(max(prefix - index * 16, 0), 16)
            let mask: UInt16 = kept == 0 ? 0 : UInt16.max << UInt16(16 - kept)
            if group & ~mask != 0 { return true }
        }
        return false
    }

    /// Whether both share their first 64 bits.
    func isInSameNetwork(as other: IPv6) -> Bool {
        groups[..<4] == other.groups[..<4]
    }
}

extension String {
    fileprivate func splitOnce(around mark: String) -> (first: String, second: String?) {
        let bytes = Array(utf8)
        let sought = Array(mark.utf8)
        guard bytes.count >= sought.count else { return (self, nil) }
        for start in 0...(bytes.count - sought.count) where Array(bytes[start..<(start + sought.count)]) == sought {
            let rest = String(decoding: bytes[(start + sought.count)...], as: UTF8.self)
            return (String(decoding: bytes[..<start], as: UTF8.self), rest)
        }
        return (self, nil)
    }
}

/// The canonical text of an IPv4 or IPv6 network without host bits, or nil.
func canonicalNetwork(_ text: String) -> String? {
    if let range = IPv4Range(text) { return range.text }
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let address = IPv6(halves[0]), halves[1].utf8.allSatisfy({ (48...57).contains($0) }),
        let prefix = Int(halves[1]), (0...128).contains(prefix), !address.hasHostBits(beyond: prefix)
    else { return nil }
    return "\(address.text)/\(prefix)"
}
