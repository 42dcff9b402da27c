import FoundationEssentials

/// Says that something will not be available for much longer.
public struct Deprecation: APIModel {
    /// When Hetzner said so.
    public var announced: Date
    /// From then on it cannot be used for new objects.
    public var unavailableAfter: Date

    /// Creates one that a program makes up, in a test of its own.
    public init(announced: Date, unavailableAfter: Date) {
        self.announced = announced
        self.unavailableAfter = unavailableAfter
    }

    public init(_ json: JSONFields) throws(ModelError) {
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
