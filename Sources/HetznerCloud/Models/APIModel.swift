/// An object of the API, or a part of one, as a value.
///
/// It is coded as the API writes it, so it can be stored, and read from what `curl` or `hcloud` has printed. Each has an
/// initializer with all its members, for tests that make up an answer.
public protocol APIModel: JSONModel, JSONEncodable, Hashable, Codable {}

extension APIModel {
    public init(from decoder: any Decoder) throws {
        try self.init(json: JSONValue(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try json.encode(to: encoder)
    }
}
