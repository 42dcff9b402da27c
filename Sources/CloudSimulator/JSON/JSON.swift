/// A JSON value; objects keep the order in which they were written.
enum JSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([Member])
    /// Bytes that are JSON already, so that what was rendered once is only copied.
    case rendered([UInt8])

    struct Member: Sendable {
        let name: String
        let value: JSON
    }

    /// The member of that name; the last one when a client sent it twice.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    static func optional(_ text: String?) -> JSON {
        text.map(JSON.string) ?? .null
    }

    static func optional(_ number: Int?) -> JSON {
        number.map(JSON.int) ?? .null
    }

    static func strings(_ texts: [String]) -> JSON {
        .array(texts.map(JSON.string))
    }

    static func ints(_ numbers: [Int]) -> JSON {
        .array(numbers.map(JSON.int))
    }

    /// An object whose members are in the order of their names, so that equal maps have equal bytes.
    static func map(_ texts: [String: String]) -> JSON {
        let names = texts.keys.sorted()
        return .object(names.map { Member(name: $0, value: .optional(texts[$0])) })
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .int(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }

    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }
}
