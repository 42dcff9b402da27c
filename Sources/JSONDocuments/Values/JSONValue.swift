/// One JSON value: the tree in which requests and responses travel through the client.
///
/// Whole numbers that fit are `integer`; everything else that has digits is `number`. The two are never equal.
public enum JSONValue: Hashable, Sendable {
    /// A member that is `null` is there; one that is missing is not.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number without fraction and exponent, such as an id.
    case integer(Int64)
    /// Must be finite: JSON has no way to write infinity or not-a-number.
    case number(Double)
    /// Text, with its escapes undone.
    case string(String)
    /// The elements in order.
    case array([JSONValue])
    /// The members in order.
    case object(JSONObject)
}

extension JSONValue {
    /// The member of that name, if this is an object that has one.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The element at that place, if this is an array that long.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text; `nil` for every other kind of value.
    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The number; `nil` for every other kind of value, and for numbers with a fraction or an exponent.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The numeric value, whichever way it was written.
    public var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .null, .boolean, .string, .array, .object: nil
        }
    }

    /// The truth value; `nil` for every other kind of value.
    public var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// The elements; `nil` for every other kind of value.
    public var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members; `nil` for every other kind of value.
    public var object: JSONObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// A member that is `null` is not the same as a missing one, which reads as `nil`.
    public var isNull: Bool { self == .null }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    public init(nilLiteral: ()) {
        self = .null
    }

    public init(booleanLiteral value: Bool) {
        self = .boolean(value)
    }

    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }
}

extension JSONValue: ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(floatLiteral value: Double) {
        self = .number(value)
    }

    public init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    public init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON text.
    public var description: String { String(decoding: encoded(), as: UTF8.self) }
}
