/// The header fields of an answer, in the order in which they came; names compare without regard to case.
public struct HTTPHeaders: Sendable {
    public typealias Field = (name: String, value: String)

    private var fields: [Field] = []

    /// Creates an empty list of fields.
    public init() {}

    /// Takes fields in that order, several of one name too.
    public init(_ fields: some Sequence<(String, String)>) {
        for (name, value) in fields {
            append(name: name, value: value)
        }
    }

    /// The first field of that name.
    public subscript(name: String) -> String? {
        fields.first { isSame($0.name, name) }?.value
    }

    /// Adds a field behind all others, even if there is one of that name.
    public mutating func append(name: String, value: String) {
        fields.append((name, value))
    }

    mutating func removeAll() {
        fields.removeAll(keepingCapacity: true)
    }

    private func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension HTTPHeaders: Sequence {
    public func makeIterator() -> IndexingIterator<[Field]> {
        fields.makeIterator()
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}

extension HTTPHeaders: Hashable {
    public static func == (left: HTTPHeaders, right: HTTPHeaders) -> Bool {
        left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        for field in fields {
            hasher.combine(field.name)
            hasher.combine(field.value)
        }
    }
}
