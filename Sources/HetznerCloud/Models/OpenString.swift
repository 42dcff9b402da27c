/// A string of which the API documents some values and may add others at any time.
///
/// Known values are constants of the type; `switch` works on them with a `default` for what is yet to come.
public protocol OpenString: RawRepresentable<String>, Hashable, Codable, JSONDecodable, JSONEncodable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    /// Takes any text, because the API may add values at any time.
    init(rawValue: String)
}

extension OpenString {
    /// Takes any text, as `init(rawValue:)` does.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    public init(json: JSONValue) throws(ModelError) {
        self.init(rawValue: try String(json: json))
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        self.init(rawValue: try String(_part: part))
    }

    /// The text, as the API writes it.
    public var json: JSONValue { .string(rawValue) }

    public var description: String { rawValue }
}
