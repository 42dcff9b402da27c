/// The number that Hetzner has given to an object of that kind; the number of a server is no number of a volume.
public struct Identifier<Subject>: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }
}

extension Identifier: ExpressibleByIntegerLiteral, CustomStringConvertible, Comparable {
    public init(integerLiteral value: Int64) {
        rawValue = value
    }

    public var description: String { String(rawValue) }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: JSONDecodable, JSONEncodable {
    public init(json: JSONValue) throws(ModelError) {
        rawValue = try Int64(json: json)
    }

    public var json: JSONValue { .integer(rawValue) }
}

/// An object named by its id or by its name, where the API takes either.
public enum IDOrName<Subject>: Hashable, Sendable {
    case id(Identifier<Subject>)
    case name(String)
}

extension IDOrName: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
    public init(integerLiteral value: Int64) {
        self = .id(Identifier(value))
    }

    public init(stringLiteral value: String) {
        self = .name(value)
    }

    public var description: String {
        switch self {
        case .id(let id): id.description
        case .name(let name): name
        }
    }
}

extension IDOrName: JSONEncodable {
    public var json: JSONValue {
        switch self {
        case .id(let id): id.json
        case .name(let name): .string(name)
        }
    }
}
