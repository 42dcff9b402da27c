/// An attribute's value, in the form that desired, recorded and observed state share.
///
/// It is plain data in the normal form of its ``ValueKind``, so that two equal wishes are `==`.
package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case list([Value])
    case map([String: Value])
    /// Another resource; the API is sent its ID.
    indirect case reference(Reference)
    /// Known after apply.
    indirect case deferred(DeferredValue)
}

/// What a reference stands for.
package enum Reference: Hashable, Sendable {
    /// Whatever object is at this address when the request is sent.
    case resource(ResourceAddress)
    /// One object, whatever happens to the file: unmanaged, looked up, or about to be replaced.
    case object(ResourceType.Name, ResourceID)
}

extension Reference: Comparable {
    /// Addresses first, then objects by type and ID.
    package static func < (left: Reference, right: Reference) -> Bool {
        switch (left, right) {
        case (.resource(let one), .resource(let other)): one < other
        case (.object(let type, let id), .object(let otherType, let otherID)): (type, id) < (otherType, otherID)
        case (.resource, .object): true
        case (.object, .resource): false
        }
    }
}

extension Value {
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var integer: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    package var boolean: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    package var list: [Value]? {
        guard case .list(let values) = self else { return nil }
        return values
    }

    package var map: [String: Value]? {
        guard case .map(let values) = self else { return nil }
        return values
    }

    package var reference: Reference? {
        guard case .reference(let reference) = self else { return nil }
        return reference
    }

    package var isNull: Bool { self == .null }

    /// The value of a key of a map; `nil` for anything else.
    package subscript(name: AttributeName) -> Value? { map?[name.text] }

    /// Every reference in this value, in a fixed order.
    package var references: [Reference] {
        switch self {
        case .null, .boolean, .integer, .number, .string: []
        case .list(let values): values.flatMap(\.references)
        case .map(let values): values.sortedByKey().flatMap(\.value.references)
        case .reference(let reference): [reference]
        case .deferred(let deferred): deferred.reads.map { .resource($0.address) }
        }
    }

    /// The addresses that this value refers to, in a fixed order.
    package var addresses: [ResourceAddress] {
        references.compactMap { reference in
            guard case .resource(let address) = reference else { return nil }
            return address
        }
    }

    /// Whether some part of this value is known only after apply.
    package var isDeferred: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string, .reference: false
        case .list(let values): values.contains(where: \.isDeferred)
        case .map(let values): values.values.contains(where: \.isDeferred)
        case .deferred: true
        }
    }

    /// This value with every leaf (nothing that contains others) replaced.
    package func mapLeaves(_ transform: (Value) throws -> Value) rethrows -> Value {
        switch self {
        case .list(let values): .list(try values.map { try $0.mapLeaves(transform) })
        case .map(let values): .map(try values.mapValues { try $0.mapLeaves(transform) })
        case .null, .boolean, .integer, .number, .string, .reference, .deferred: try transform(self)
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
    package init(booleanLiteral flag: Bool) { self = .boolean(flag) }
    package init(integerLiteral number: Int64) { self = .integer(number) }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(arrayLiteral values: Value...) { self = .list(values) }
    package init(dictionaryLiteral entries: (String, Value)...) {
        self = .map(Dictionary(entries) { _, last in last })
    }
}

extension Dictionary where Key == String {
    /// The entries in the order of their keys' UTF-8, which is the order of everything that is printed or stored.
    package func sortedByKey() -> [(key: String, value: Value)] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
