/// What can be written as JSON, as the API would write it.
public protocol JSONEncodable: Sendable {
    /// The value as the API writes it: an object of an answer, or a part of a request.
    var json: JSONValue { get }
}

extension JSONObject {
    /// Adds a member, unless there is no value for it.
    mutating func add(_ key: String, _ value: (some JSONEncodable)?) {
        if let value { self[key] = value.json }
    }
}

extension JSONObject: JSONEncodable {
    public var json: JSONValue { .object(self) }
}

extension JSONValue: JSONEncodable {
    public var json: JSONValue { self }
}

extension String: JSONEncodable {
    public var json: JSONValue { .string(self) }
}

extension Bool: JSONEncodable {
    public var json: JSONValue { .boolean(self) }
}

extension Int: JSONEncodable {
    public var json: JSONValue { .integer(Int64(self)) }
}

extension Int64: JSONEncodable {
    public var json: JSONValue { .integer(self) }
}

extension Double: JSONEncodable {
    public var json: JSONValue { .number(self) }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    /// `null` is how the API is told to remove or reset something.
    public var json: JSONValue { self?.json ?? .null }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    public var json: JSONValue { .array(map(\.json)) }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// In the order of the keys, so that the same request is the same bytes.
    public var json: JSONValue {
        .object(JSONObject(sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }
}

extension Array {
    /// `nil` instead of an empty array, which leaves it out of a body.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
