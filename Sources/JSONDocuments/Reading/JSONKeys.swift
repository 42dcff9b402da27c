/// A quick hash of a key's bytes (FNV-1), taken while they are being read.
struct KeyHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    init(of key: String) {
        for byte in key.utf8 { combine(byte) }
    }

    @inline(__always)
    mutating func combine(_ byte: UInt8) {
        value = value &* 0x100_0000_01b3 ^ UInt64(byte)
    }
}

/// Remembers the long keys of a text, so that "primary_disk_size" of a thousand servers is one allocation.
///
/// A key has one possible place in the table; another key with the same place simply pushes it out.
struct LongKeys {
    private static let places = 64

    private var table: [String] = []

    /// The key as a string, or `nil` if it is not UTF-8.
    mutating func text(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> String? {
        if table.isEmpty { table = Array(repeating: "", count: Self.places) }
        let place = Int(truncatingIfNeeded: hash % UInt64(Self.places))
        if isEqual(table[place], bytes) { return table[place] }
        guard let key = String(validating: bytes, as: UTF8.self) else { return nil }
        table[place] = key
        return key
    }

    private func isEqual(_ key: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard key.utf8.count == bytes.count else { return false }
        return key.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) } ?? false
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
