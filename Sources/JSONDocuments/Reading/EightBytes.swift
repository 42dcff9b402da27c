/// Eight bytes of a text at once, the first of them lowest.
struct EightBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    let word: UInt64

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        word = UInt64(
            littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
        )
    }

    /// How many bytes come before a quote, a backslash or a control character; 8 if there is none.
    ///
    /// Taking one from each byte sets the high bit of those that were too small. What that borrows only falsifies bytes
    /// behind the first that was, and only the first one matters.
    @inline(__always)
    var plainCount: Int {
        let quotes = word ^ Self.ones &* UInt64(UInt8(ascii: "\""))
        let backslashes = word ^ Self.ones &* UInt64(UInt8(ascii: "\\"))
        let small =
            (quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
            | (word &- Self.ones &* 0x20) & ~word
        return (small & Self.highBits).trailingZeroBitCount / 8
    }

    /// The first bytes, with zeros for the others.
    @inline(__always)
    func prefix(_ count: Int) -> UInt64 {
        count == 8 ? word : word & ((1 << UInt64(8 * count)) - 1)
    }

    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highBits == 0 }
}
