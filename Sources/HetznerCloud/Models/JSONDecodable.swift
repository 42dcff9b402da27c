import FoundationEssentials

/// What can be read from the JSON of an answer.
///
/// The models of this library are not read by `Decodable`, which would be several times slower.
public protocol JSONDecodable: Sendable {
    /// Reads the value; a missing member reads like `null`.
    init(json: JSONValue) throws(ModelError)
    /// Reads the value where it stands in an answer, as this library does; from its tree, unless told otherwise.
    init(_part part: _JSONPart) throws(ModelError)
}

extension JSONDecodable {
    public init(_part part: _JSONPart) throws(ModelError) {
        try self.init(json: part.json.value)
    }
}

/// What is an object with members in JSON.
public protocol JSONModel: JSONDecodable {
    /// Reads the object; members that the model does not know are left out.
    init(_ json: JSONFields) throws(ModelError)
}

extension JSONModel {
    /// Reads an object that is at hand.
    public init(_ object: JSONObject) throws(ModelError) {
        try self.init(JSONFields(object))
    }

    public init(json: JSONValue) throws(ModelError) {
        guard case .object(let object) = json else { throw ModelError(expected: "an object", found: json) }
        try self.init(object)
    }

    /// An object that its text has more than once is read once.
    public init(_part part: _JSONPart) throws(ModelError) {
        let json = part.json
        guard json.isObject else { throw ModelError(expected: "an object", found: json.value) }
        guard let derivation = json.derivation else {
            self = try Self(JSONFields(json, of: json.outline))
            return
        }
        if let kept = derivation.kept, type(of: kept) == ReadOnce<Self>.self {
            self = unsafeDowncast(kept, to: ReadOnce<Self>.self).model
            return
        }
        self = try Self(JSONFields(json, of: json.outline))
        derivation.keep(ReadOnce(self))
    }
}

/// A model that was made of an object.
private final class ReadOnce<Model: JSONModel>: Sendable {
    let model: Model

    init(_ model: Model) {
        self.model = model
    }
}

/// A value of an answer is not what the API's documentation promises.
public struct ModelError: CloudError, Hashable {
    /// From the outside in: `public_net`, `ipv4`, `ip`.
    public private(set) var path: [String] = []
    /// What should be there, with its article: `an integer`.
    public let expected: String
    /// The kind of value that was there.
    public let found: String

    /// Describes a value that does not fit; the path begins empty.
    public init(expected: String, found: JSONValue) {
        self.expected = expected
        self.found =
            switch found {
            case .null: "nothing"
            case .boolean: "a boolean"
            case .integer: "an integer"
            case .number: "a number"
            case .string(let text): "'\(text.prefix(40))'"
            case .array: "an array"
            case .object: "an object"
            }
    }

    /// The same error, seen from the value around.
    public func within(_ key: String) -> ModelError {
        var error = self
        error.path.insert(key, at: 0)
        return error
    }

    public var request: RequestTrace? { nil }

    public var summary: String { "'\(path.joined(separator: "."))' should be \(expected) but is \(found)" }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        self = json.isNull ? nil : try Wrapped(json: json)
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        self = part.json.isNull ? nil : try Wrapped(_part: part)
    }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .array(let elements) = json else { throw ModelError(expected: "an array", found: json) }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(ModelError) {
                append(try Element(json: element))
            } catch {
                throw error.within(String(index))
            }
        }
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        guard let elements = part.json.elements else {
            throw ModelError(expected: "an array", found: part.json.value)
        }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(ModelError) {
                append(try Element(_part: _JSONPart(json: element)))
            } catch {
                throw error.within(String(index))
            }
        }
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        // An empty map was seen as `[]` in real answers.
        if case .array(let elements) = json, elements.isEmpty {
            self = [:]
            return
        }
        guard case .object(let object) = json else { throw ModelError(expected: "an object", found: json) }
        self.init(minimumCapacity: object.count)
        for (key, value) in object {
            do throws(ModelError) {
                self[key] = try Value(json: value)
            } catch {
                throw error.within(key)
            }
        }
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        guard let members = part.json.members else {
            self = try Self(json: part.json.value)
            return
        }
        self.init(minimumCapacity: members.count)
        for (key, value) in members {
            do throws(ModelError) {
                self[key] = try Value(_part: _JSONPart(json: value))
            } catch {
                throw error.within(key)
            }
        }
    }
}

extension JSONValue: JSONDecodable {
    public init(json: JSONValue) {
        self = json
    }
}

extension String: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .string(let value) = json else { throw ModelError(expected: "a string", found: json) }
        self = value
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        guard let value = part.json.string else { throw ModelError(expected: "a string", found: part.json.value) }
        self = value
    }
}

extension Bool: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .boolean(let value) = json else { throw ModelError(expected: "a boolean", found: json) }
        self = value
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        guard let value = part.json.boolean else { throw ModelError(expected: "a boolean", found: part.json.value) }
        self = value
    }
}

extension Int: JSONDecodable {
    /// Accepts `40.0` too: some sizes are documented as numbers.
    public init(json: JSONValue) throws(ModelError) {
        let value: Int? =
            switch json {
            case .integer(let integer): Int(exactly: integer)
            case .number(let number): Int(exactly: number)
            case .null, .boolean, .string, .array, .object: nil
            }
        guard let value else { throw ModelError(expected: "an integer", found: json) }
        self = value
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        if let value = part.json.shortInteger.flatMap({ Int(exactly: $0) }) {
            self = value
        } else {
            try self.init(json: part.json.value)
        }
    }
}

extension Int64: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .integer(let value) = json else { throw ModelError(expected: "an integer", found: json) }
        self = value
    }

    public init(_part part: _JSONPart) throws(ModelError) {
        if let value = part.json.shortInteger { self = value } else { try self.init(json: part.json.value) }
    }
}

extension Double: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard let value = json.number else { throw ModelError(expected: "a number", found: json) }
        self = value
    }
}
