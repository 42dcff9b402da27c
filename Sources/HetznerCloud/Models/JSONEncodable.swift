/// What can be written as JSON, as the API would write it.
public protocol JSONEncodable: _JSONWritable {
    /// The value as the API writes it: an object of an answer, or a part of a request.
    var json: JSONValue { get }
}

/// What a body can be made of: all of the above, and Swift's own types.
///
/// A protocol of its own, so that whoever imports this library does not find `json` on every `String`.
public protocol _JSONWritable: Sendable {
    /// The value as the API writes it.
    var _json: JSONValue { get }
}

extension JSONEncodable {
    public var _json: JSONValue { json }
}

extension _JSONWritable {
    /// The value as the API writes it.
    package var json: JSONValue { _json }
}

extension JSONObject {
    /// Adds a member, unless there is no value for it.
    mutating func add(_ key: String, _ value: (some _JSONWritable)?) {
        if let value { self[key] = value.json }
    }
}

extension JSONObject: JSONEncodable {
    public var json: JSONValue { .object(self) }
}

extension JSONValue: JSONEncodable {
    public var json: JSONValue { self }
}

extension String: _JSONWritable {
    public var _json: JSONValue { .string(self) }
}

extension Bool: _JSONWritable {
    public var _json: JSONValue { .boolean(self) }
}

extension Int: _JSONWritable {
    public var _json: JSONValue { .integer(Int64(self)) }
}

extension Int64: _JSONWritable {
    public var _json: JSONValue { .integer(self) }
}

extension Double: _JSONWritable {
    public var _json: JSONValue { .number(self) }
}

extension Optional: _JSONWritable where Wrapped: _JSONWritable {
    /// `null` is how the API is told to remove or reset something.
    public var _json: JSONValue { self?.json ?? .null }
}

extension Array: _JSONWritable where Element: _JSONWritable {
    public var _json: JSONValue { .array(map(\.json)) }
}

extension Dictionary: _JSONWritable where Key == String, Value: _JSONWritable {
    /// In the order of the keys, so that the same request is the same bytes.
    public var _json: JSONValue {
        .object(JSONObject(sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }
}

extension Array {
    /// `nil` instead of an empty array, which leaves it out of a body.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
