/// Compresses bytes in the form of gzip (RFC 1952), always to the same bytes.
///
/// Libraries give others from version to version, and what is written into user data must not differ from one machine to the
/// next: so this is DEFLATE (RFC 1951) in one block with its fixed codes, of which nothing depends on anything else.
struct Gzip {
    private var bits = BitWriter()

    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        // No name, no time, no operating system.
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var gzip = Gzip()
        gzip.writeBlock(bytes)
        let checksum = CyclicRedundancyCheck.value(of: bytes)
        return header + gzip.bits.finished() + checksum.littleEndianBytes
            + UInt32(truncatingIfNeeded: bytes.count).littleEndianBytes
    }

    private mutating func writeBlock(_ bytes: [UInt8]) {
        bits.write(1, count: 1)  // The last block,
        bits.write(1, count: 2)  // with fixed codes.
        var matches = Matches(bytes)
        var place = 0
        while place < bytes.count {
            let match = matches.longest(at: place)
            if let match {
                writeLength(match.length)
                writeDistance(match.distance)
            } else {
                writeSymbol(Int(bytes[place]))
            }
            let end = place + (match?.length ?? 1)
            while place < end {
                matches.add(place)
                place += 1
            }
        }
        writeSymbol(256)
    }

    /// A literal, the end of the block, or what begins a length.
    private mutating func writeSymbol(_ symbol: Int) {
        switch symbol {
        case ..<144: bits.writeCode(0x30 + symbol, count: 8)
        case ..<256: bits.writeCode(0x190 + symbol - 144, count: 9)
        case ..<280: bits.writeCode(symbol - 256, count: 7)
        case _: bits.writeCode(0xC0 + symbol - 280, count: 8)
        }
    }

    private mutating func writeLength(_ length: Int) {
        guard length < 258 else { return writeSymbol(285) }
        let step = Step(of: length - 3, perDoubling: 4)
        writeSymbol(257 + step.code)
        bits.write(step.rest, count: step.extraBits)
    }

    private mutating func writeDistance(_ distance: Int) {
        let step = Step(of: distance - 1, perDoubling: 2)
        bits.writeCode(step.code, count: 5)
        bits.write(step.rest, count: step.extraBits)
    }
}

/// Where a length or distance is among the codes of RFC 1951, 3.2.5: so many for each doubling.
private struct Step {
    let code: Int
    let extraBits: Int
    let rest: Int

    init(of value: Int, perDoubling count: Int) {
        var extraBits = 0
        while value >> extraBits >= 2 * count { extraBits += 1 }
        self.extraBits = extraBits
        code = extraBits * count + value >> extraBits
        rest = value & ((1 << extraBits) - 1)
    }
}

/// Finds what was there before: three equal bytes at least, no farther back than the format reaches.
private struct Matches {
    struct Match {
        let length: Int
        let distance: Int
    }

    private static let reach = 32_768
    private static let longest = 258
    /// How many places are tried at most.
    private static let attempts = 64

    private let bytes: [UInt8]
    /// The last place of each three bytes, and for each place the one before it with the same three.
    private var heads: [UInt32: Int] = [:]
    private var earlier: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        earlier = Array(repeating: -1, count: bytes.count)
    }

    mutating func add(_ place: Int) {
        guard let key = key(at: place) else { return }
        earlier[place] = heads[key] ?? -1
        heads[key] = place
    }

    /// The nearest of the longest.
    func longest(at place: Int) -> Match? {
        guard let key = key(at: place), var candidate = heads[key] else { return nil }
        var best: Match?
        var attempts = 0
        while candidate >= 0, place - candidate <= Self.reach, attempts < Self.attempts {
            let length = length(candidate, place)
            if length > best?.length ?? 2 { best = Match(length: length, distance: place - candidate) }
            candidate = earlier[candidate]
            attempts += 1
        }
        return best
    }

    private func key(at place: Int) -> UInt32? {
        guard place + 2 < bytes.count else { return nil }
        return UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
    }

    private func length(_ one: Int, _ other: Int) -> Int {
        var length = 0
        while length < Self.longest, other + length < bytes.count, bytes[one + length] == bytes[other + length] {
            length += 1
        }
        return length
    }
}

/// Bits from the lowest of each byte on.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count = 0

    /// The lowest bit first.
    mutating func write(_ value: Int, count: Int) {
        pending |= UInt32(value) << UInt32(self.count)
        self.count += count
        while self.count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            self.count -= 8
        }
    }

    /// The highest bit first, as Huffman codes go.
    mutating func writeCode(_ code: Int, count: Int) {
        for bit in stride(from: count - 1, through: 0, by: -1) { write(code >> bit & 1, count: 1) }
    }

    mutating func finished() -> [UInt8] {
        if count > 0 { write(0, count: 8 - count) }
        return bytes
    }
}

/// CRC-32 as RFC 1952 has it.
private enum CyclicRedundancyCheck {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : 0xEDB8_8320 ^ value >> 1 }
    }

    static func value(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { value, byte in table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
    }
}

extension UInt32 {
    fileprivate var littleEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
