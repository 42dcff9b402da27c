/// Remembers the objects of a text by their bytes, so that the type of fifty servers is read once.
///
/// The same bytes are the same object, so nothing of the result tells that it was not read again. An object has one
/// possible place in the table; another one with the same place simply pushes it out.
///
/// - Parameter Object: what is made of one.
struct RepeatedObjects<Object> {
    /// How much of an object decides on its place; what is shorter is read again as quickly.
    private static var prefix: Int { 64 }
    /// Shorter texts have little to repeat, and are not worth the table.
    private static var shortestText: Int { 4096 }
    private static var places: Int { 256 }

    private struct Known {
        let text: Range<Int>
        /// How deep it was when it was read; deeper down it might break the limit.
        let depth: Int
        let object: Object
    }

    private var table: [Known?] = []

    /// Where the object that begins at a position would be; `nil` for what is not remembered.
    @inline(__always)
    func place(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count >= Self.shortestText, start + Self.prefix <= bytes.count else { return nil }
        let words = UnsafeRawBufferPointer(bytes)
        var hash: UInt64 = 0
        var offset = start
        while offset < start + Self.prefix {
            hash = (hash ^ words.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
            offset += 8
        }
        return Int(truncatingIfNeeded: hash % UInt64(Self.places))
    }

    /// The object that begins at a position, and where it ends, if its bytes were seen before.
    func object(
        at start: Int,
        place: Int,
        depth: Int,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> (object: Object, end: Int)? {
        guard !table.isEmpty, let known = table[place], depth <= known.depth else { return nil }
        let end = start + known.text.count
        guard end <= bytes.count, Self.isSame(bytes, start..<end, known.text) else { return nil }
        return (known.object, end)
    }

    mutating func remember(_ object: Object, text: Range<Int>, place: Int, depth: Int) {
        guard text.count >= Self.prefix else { return }
        if table.isEmpty { table = Array(repeating: nil, count: Self.places) }
        table[place] = Known(text: text, depth: depth, object: object)
    }

    /// Compares two parts of a text, eight bytes at a time; both are as long, and no shorter than a prefix.
    private static func isSame(_ bytes: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        let words = UnsafeRawBufferPointer(bytes)
        func isSame(at offset: Int) -> Bool {
            words.loadUnaligned(fromByteOffset: left.lowerBound + offset, as: UInt64.self)
                == words.loadUnaligned(fromByteOffset: right.lowerBound + offset, as: UInt64.self)
        }
        var offset = 0
        while offset + 8 <= left.count {
            guard isSame(at: offset) else { return false }
            offset += 8
        }
        return isSame(at: left.count - 8)
    }
}
