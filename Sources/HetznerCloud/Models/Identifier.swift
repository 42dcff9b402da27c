/// The number that Hetzner has given to an object of that kind; the number of a server is no number of a volume.
public struct Identifier<Subject>: RawRepresentable, Hashable, Sendable {
    /// As in the API's paths; at most 2⁵³ − 1.
    public let rawValue: Int64

    /// Takes the number from elsewhere, such as a file or an untyped answer.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Takes the number from elsewhere, such as a file or an untyped answer.
    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// Coded as the number alone.
extension Identifier: Codable {}

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

    public init(_part part: _JSONPart) throws(ModelError) {
        rawValue = try Int64(_part: part)
    }

    public var json: JSONValue { .integer(rawValue) }
}

/// An object named by its id or by its name, where the API takes either.
public enum IDOrName<Subject>: Hashable, Sendable {
    /// The number that Hetzner has given to the object.
    case id(Identifier<Subject>)
    /// The name, exactly as it is.
    case name(String)

    /// The object of that number.
    public init(_ id: Identifier<Subject>) {
        self = .id(id)
    }

    /// The object of that name, also if it consists of digits.
    public init(_ name: String) {
        self = .name(name)
    }

    /// The object that a reference tells.
    init(_ reference: some _JSONWritable) {
        switch reference._json {
        case .integer(let id): self = .id(Identifier(id))
        case .string(let name): self = .name(name)
        case .null, .boolean, .number, .array, .object: preconditionFailure("a reference is a number or a name")
        }
    }

    /// Takes digits for an id and everything else for a name, as Hetzner's own tools do.
    public init(parsing text: String) {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        self = (isNumber ? Int64(text) : nil).map { .id(Identifier($0)) } ?? .name(text)
    }
}

extension IDOrName: ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation, CustomStringConvertible {
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
