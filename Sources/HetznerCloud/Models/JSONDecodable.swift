import FoundationEssentials

/// What can be read from the JSON of an answer.
///
/// The models of this library are not `Decodable`: reading them from the parsed tree is several times faster.
public protocol JSONDecodable: Sendable {
    /// Reads the value; a missing member reads like `null`.
    init(json: JSONValue) throws(ModelError)
}

/// What is an object with members in JSON.
public protocol JSONModel: JSONDecodable {
    /// Reads the object; members that the model does not know are left out.
    init(_ object: JSONObject) throws(ModelError)
}

extension JSONModel {
    public init(json: JSONValue) throws(ModelError) {
        guard case .object(let object) = json else { throw ModelError(expected: "an object", found: json) }
        self = try object.read(Self.self)
    }
}

extension JSONObject {
    /// Reads the object as a model; one that its text has more than once is read once.
    fileprivate func read<Model: JSONModel>(_ type: Model.Type) throws(ModelError) -> Model {
        guard let derivation else { return try Model(self) }
        if let kept = derivation.kept as? ReadOnce<Model> { return kept.model }
        let model = try Model(self)
        derivation.keep(ReadOnce(model))
        return model
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

extension JSONObject {
    /// Reads a member; one that is missing reads like `null`.
    public func read<Value: JSONDecodable>(_ key: String) throws(ModelError) -> Value {
        do throws(ModelError) {
            return try Value(json: self[key] ?? .null)
        } catch {
            throw error.within(key)
        }
    }

    /// Reads a member that may be missing or `null`.
    public func read<Value: JSONDecodable>(_ key: String, default value: Value) throws(ModelError) -> Value {
        try read(key) as Value? ?? value
    }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        self = json.isNull ? nil : try Wrapped(json: json)
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
}

extension Bool: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .boolean(let value) = json else { throw ModelError(expected: "a boolean", found: json) }
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
}

extension Int64: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard case .integer(let value) = json else { throw ModelError(expected: "an integer", found: json) }
        self = value
    }
}

extension Double: JSONDecodable {
    public init(json: JSONValue) throws(ModelError) {
        guard let value = json.number else { throw ModelError(expected: "a number", found: json) }
        self = value
    }
}
