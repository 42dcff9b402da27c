import FoundationEssentials

/// Says that something will not be available for much longer.
public struct Deprecation: JSONModel, JSONEncodable, Hashable {
    /// When Hetzner said so.
    public var announced: Date
    /// From then on it cannot be used for new objects.
    public var unavailableAfter: Date

    public init(_ json: JSONObject) throws(ModelError) {
        announced = try json.read("announced")
        unavailableAfter = try json.read("unavailable_after")
    }

    public var json: JSONValue {
        [
            "announced": announced.json,
            "unavailable_after": unavailableAfter.json,
        ]
    }
}
