/// A quick hash of a key's bytes, eight at a time, taken while they are being read.
struct KeyHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    init(of key: String) {
        var word: UInt64 = 0
        var count = 0
        for byte in key.utf8 {
            word |= UInt64(byte) << (8 * UInt64(count % 8))
            count += 1
            if count % 8 == 0 {
                combine(word)
                word = 0
            }
        }
        combine(word)
    }

    /// Takes the next bytes, the first of them lowest; the last word has at most seven, and zeros for the others.
    @inline(__always)
    mutating func combine(_ word: UInt64) {
        value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
        value ^= value >> 32
    }
}

/// Remembers the keys of a text, so that "primary_disk_size" of a thousand servers is made once.
///
/// A key has one possible place in the table; another key with the same place simply pushes it out.
struct KnownKeys {
    private static let places = 128

    private struct Known {
        var start = 0
        var count = -1
        var key = ""
    }

    private var table: [Known] = []

    /// The key whose text begins at a position; the text is ASCII.
    mutating func text(from start: Int, to end: Int, hash: UInt64, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        if table.isEmpty { table = Array(repeating: Known(), count: Self.places) }
        let place = Int(truncatingIfNeeded: hash % UInt64(Self.places))
        if table[place].count == end - start, isSame(bytes, start, table[place].start, count: end - start) {
            return table[place].key
        }
        let key = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        table[place] = Known(start: start, count: end - start, key: key)
        return key
    }

    @inline(__always)
    private func isSame(_ bytes: UnsafeBufferPointer<UInt8>, _ left: Int, _ right: Int, count: Int) -> Bool {
        for offset in 0..<count where bytes[left + offset] != bytes[right + offset] { return false }
        return true
    }
}

/// Finds a key that occurs twice in one object, without a set as long as the object is of an ordinary size.
struct SeenKeys {
    private static let linearLimit = 48

    /// One bit for each hash seen, folded; a clear bit proves a key new.
    private var filter: UInt64 = 0
    private var set: Set<String> = []

    /// `false` if the key is among the members already.
    mutating func insert(_ key: String, hash: UInt64, after members: [JSONObject.Member]) -> Bool {
        guard members.count < Self.linearLimit else { return insertIntoSet(key, after: members) }
        let bit: UInt64 = 1 << (hash >> 3 & 63)
        guard filter & bit != 0 else {
            filter |= bit
            return true
        }
        return !members.contains { $0.key == key }
    }

    private mutating func insertIntoSet(_ key: String, after members: [JSONObject.Member]) -> Bool {
        if set.isEmpty { set = Set(members.map(\.key)) }
        return set.insert(key).inserted
    }
}
