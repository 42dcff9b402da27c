/// Remembers the long keys of a text, so that "primary_disk_size" of a thousand servers is one allocation.
///
/// Keys of up to 15 bytes need none: Swift keeps them inside the string value. A key has one possible place in the
/// table; another key with the same place simply pushes it out.
struct LongKeys {
    private static let inlineLimit = 15
    private static let places = 64

    private var table: [String] = []

    /// The key as a string, or `nil` if it is not UTF-8.
    mutating func text(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count > Self.inlineLimit else { return String(validating: bytes, as: UTF8.self) }
        if table.isEmpty { table = Array(repeating: "", count: Self.places) }
        let place = (bytes.count &+ 7 &* Int(bytes[0]) &+ 31 &* Int(bytes[bytes.count - 3])) & (Self.places - 1)
        if isEqual(table[place], bytes) { return table[place] }
        guard let key = String(validating: bytes, as: UTF8.self) else { return nil }
        table[place] = key
        return key
    }

    private func isEqual(_ key: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let same = key.utf8.withContiguousStorageIfAvailable { stored in
            stored.count == bytes.count && stored.elementsEqual(bytes)
        }
        return same ?? false
    }
}

/// Finds a key that occurs twice in one object, without hashing as long as the object is of an ordinary size.
struct SeenKeys {
    private static let linearLimit = 48

    /// One bit for each length and first and last byte seen, folded; a clear bit proves a key new.
    private var filter: UInt64 = 0
    private var set: Set<String> = []

    /// `false` if the key is among the members already.
    mutating func insert(_ key: String, after members: [JSONObject.Member]) -> Bool {
        guard members.count < Self.linearLimit else { return insertIntoSet(key, after: members) }
        let bit: UInt64 = 1 << UInt64(fingerprint(of: key) & 63)
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

    private func fingerprint(of key: String) -> Int {
        var key = key
        return key.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last else { return 0 }
            return bytes.count &+ 5 &* Int(first) &+ 17 &* Int(last) &+ 29 &* Int(bytes[bytes.count / 2])
        }
    }
}
