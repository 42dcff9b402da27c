/// A value in the text of an answer; what it is stays with this library.
public struct _JSONPart: Sendable {
    let json: JSONPart
}

/// The members of an object, which are read by their names.
///
/// Those of an answer are made from its text when they are read; what nobody reads is never made.
public struct JSONFields: Sendable {
    private enum Source {
        case tree(JSONObject)
        /// A part, and what it is a part of.
        case text(JSONPart, JSONOutline)
    }

    private let source: Source

    /// The members of an object that is at hand.
    public init(_ object: JSONObject) {
        source = .tree(object)
    }

    init(_ part: JSONPart, of outline: JSONOutline) {
        source = .text(part, outline)
    }

    /// All of them, as a tree.
    public var object: JSONObject {
        switch source {
        case .tree(let object): object
        case .text(let part, let outline): withExtendedLifetime(outline) { part.value.object ?? JSONObject() }
        }
    }

    /// A member as a tree; `nil` if there is none.
    public subscript(key: String) -> JSONValue? {
        switch source {
        case .tree(let object): object[key]
        case .text(let part, let outline): withExtendedLifetime(outline) { part.member(key)?.value }
        }
    }

    /// Reads a member; one that is missing reads like `null`.
    public func read<Value: JSONDecodable>(_ key: String) throws(ModelError) -> Value {
        do throws(ModelError) {
            switch source {
            case .tree(let object): return try Value(json: object[key] ?? .null)
            case .text(let part, let outline):
                defer { withExtendedLifetime(outline) {} }
                guard let member = part.member(key) else { return try Value(json: .null) }
                return try Value(_part: _JSONPart(json: member))
            }
        } catch {
            throw error.within(key)
        }
    }

    /// Reads a member that may be missing or `null`.
    public func read<Value: JSONDecodable>(_ key: String, default value: Value) throws(ModelError) -> Value {
        try read(key) as Value? ?? value
    }

    /// The members of a member that is an object; `nil` for every other kind of value.
    func fields(_ key: String) -> JSONFields? {
        switch source {
        case .tree(let object): object[key]?.object.map { JSONFields($0) }
        case .text(let part, let outline):
            withExtendedLifetime(outline) {
                part.member(key).flatMap { $0.isObject ? JSONFields($0, of: outline) : nil }
            }
        }
    }

    /// Whether a member is there and is an array.
    func hasArray(_ key: String) -> Bool {
        switch source {
        case .tree(let object): object[key]?.array != nil
        case .text(let part, let outline): withExtendedLifetime(outline) { part.member(key)?.isArray ?? false }
        }
    }

    /// Whether the object is protected from that operation; objects without any protection are not.
    func isProtected(_ operation: String) throws(ModelError) -> Bool {
        guard let protection = fields("protection") else {
            return try (read("protection", default: [:]) as [String: Bool])[operation] ?? false
        }
        do throws(ModelError) {
            return try protection.read(operation, ifThere: false)
        } catch {
            throw error.within("protection")
        }
    }

    /// Reads a member that may be missing; `null` is not the same.
    private func read<Value: JSONDecodable>(_ key: String, ifThere value: Value) throws(ModelError) -> Value {
        let isThere =
            switch source {
            case .tree(let object): object[key] != nil
            case .text(let part, let outline): withExtendedLifetime(outline) { part.member(key) != nil }
            }
        return isThere ? try read(key) : value
    }
}

extension JSONObject {
    /// Reads a member; one that is missing reads like `null`.
    public func read<Value: JSONDecodable>(_ key: String) throws(ModelError) -> Value {
        try JSONFields(self).read(key)
    }

    /// Reads a member that may be missing or `null`.
    public func read<Value: JSONDecodable>(_ key: String, default value: Value) throws(ModelError) -> Value {
        try JSONFields(self).read(key, default: value)
    }
}
