/// A map in the order its entries were written in.
package struct CELMap: Sendable {
    package struct Entry: Sendable {
        package let key: CELValue
        package let value: CELValue
    }

    package let entries: [Entry]
    /// Where each key is; empty while there are so few that walking is faster.
    private let positions: [CELMapKey: Int]
    let size: Int
    let depth: Int

    private static let indexedFrom = 9

    package static let empty = CELMap(unique: [])

    /// A map of host values; of two entries of one name the first counts.
    package init(_ attributes: [(name: String, value: CELValue)]) {
        var seen: Set<CELMapKey> = []
        var entries: [Entry] = []
        for attribute in attributes where seen.insert(.string(CELBytewise(attribute.name))).inserted {
            entries.append(Entry(key: .string(attribute.name), value: attribute.value))
        }
        self.init(unique: entries)
    }

    /// A map of pairs; no value for a key of a type that no map has, and for a key that is there twice.
    package init?(pairs: [(key: CELValue, value: CELValue)]) {
        guard let map = try? CELMap(checking: pairs.map { Entry(key: $0.key, value: $0.value) }) else {
            return nil
        }
        self = map
    }

    /// Fails for a key of a type that no map has, and for a key that is there twice.
    init(checking entries: [Entry]) throws(CELFailure) {
        var seen: Set<CELMapKey> = []
        for entry in entries {
            guard entry.key.isMapKey, let key = CELMapKey(entry.key) else {
                throw CELFailure(.wrongType, "a key is a string, int, uint or bool, not \(entry.key.typeName)")
            }
            guard entries.count == 1 || seen.insert(key).inserted else {
                throw CELFailure(.invalidArgument, "the key \(entry.key.quotedText) is in the map twice")
            }
        }
        self.init(unique: entries)
    }

    private init(unique entries: [Entry]) {
        self.entries = entries
        var positions: [CELMapKey: Int] = [:]
        var size = 1
        var depth = 0
        for (position, entry) in entries.enumerated() {
            size = size.addingClamped(entry.key.size).addingClamped(entry.value.size)
            depth = max(depth, entry.value.depth)
            if entries.count >= Self.indexedFrom, let key = CELMapKey(entry.key) {
                positions[key] = position
            }
        }
        self.positions = positions
        self.size = size
        self.depth = depth + 1
    }

    /// The value under a key; numbers of different types that are equal are one key.
    package subscript(key: CELValue) -> CELValue? {
        guard let wanted = CELMapKey(key) else {
            return nil
        }
        if entries.count >= Self.indexedFrom {
            return positions[wanted].map { entries[$0].value }
        }
        return entries.first { CELMapKey($0.key) == wanted }?.value
    }
}

/// A key as maps compare it.
enum CELMapKey: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    /// Only what no `Int64` holds.
    case uint(UInt64)
    case string(CELBytewise)

    /// No value for what can be no key and for fractions.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int64(exactly: value).map(CELMapKey.int) ?? .uint(value)
        case .double(let value):
            guard let key = Int64(exactly: value).map(CELMapKey.int) ?? UInt64(exactly: value).map(CELMapKey.uint)
            else {
                return nil
            }
            self = key
        case .string(let value): self = .string(CELBytewise(value))
        case .null, .bytes, .list, .map, .optional, .type, .address, .addressRange, .object: return nil
        }
    }
}

extension CELValue {
    fileprivate var isMapKey: Bool {
        switch self {
        case .bool, .int, .uint, .string: true
        case .null, .double, .bytes, .list, .map, .optional, .type, .address, .addressRange, .object: false
        }
    }
}

/// Text that is equal when its bytes are: `String` takes composed and decomposed letters for the same.
struct CELBytewise: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: CELBytewise, right: CELBytewise) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isDone == nil {
            for byte in text.utf8 {
                hasher.combine(byte)
            }
        }
        hasher.combine(0xff as UInt8)
    }
}

extension String {
    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else {
            return false
        }
        return utf8.elementsEqual(other.utf8)
    }
}
