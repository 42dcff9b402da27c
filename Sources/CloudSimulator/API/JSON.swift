import JSONDocuments

/// What an answer is made of: a value, or bytes that are JSON already, so that what was rendered once is only copied.
enum JSON: Sendable {
    case value(JSONValue)
    case array([JSON])
    case object([Member])
    case rendered([UInt8])

    struct Member: Sendable {
        let name: String
        let value: JSON
    }

    static let null = JSON.value(.null)

    static func string(_ text: String) -> JSON { .value(.string(text)) }

    static func bool(_ flag: Bool) -> JSON { .value(.boolean(flag)) }

    static func int(_ number: Int) -> JSON { .value(.integer(Int64(number))) }

    /// JSON has no word for what is not finite; nothing that the simulator computes is.
    static func double(_ number: Double) -> JSON { .value(number.isFinite ? .number(number) : .null) }

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

extension JSON {
    /// The value as compact UTF-8 text.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .value(let value): writer.write(value)
        case .rendered(let bytes): writer.write(verbatim: bytes)
        case .array(let elements):
            writer.list(elements, in: "[", "]") { writer, element in element.write(to: &writer) }
        case .object(let members):
            writer.list(members, in: "{", "}") { writer, member in
                writer.write(key: member.name)
                member.value.write(to: &writer)
            }
        }
    }
}
