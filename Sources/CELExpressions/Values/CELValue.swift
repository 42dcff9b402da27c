import NetworkText

/// A value of the expression language.
package enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list(CELList)
    case map(CELMap)
    /// Something that may be absent, from `optional.of` or `.?`.
    indirect case optional(CELValue?)
    /// A type as a value, by its name.
    case type(String)
    case address(IPAddress)
    case addressRange(CELAddressRange)
    /// Something of the host's whose attributes are looked up one at a time.
    case object(CELObject)
}

/// A handle to something of the host's; the activation of an evaluation knows its attributes.
package struct CELObject: Sendable {
    /// What tells it from others, and what messages call it: `servers.web`.
    package let id: String
    /// What the host takes it for.
    package let payload: any Sendable

    package init(id: String, _ payload: any Sendable = ()) {
        self.id = id
        self.payload = payload
    }
}

extension CELObject: Hashable {
    package static func == (left: CELObject, right: CELObject) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension CELValue {
    /// A list of host values, whose size the host answers for.
    package static func list(_ elements: [CELValue]) -> CELValue {
        .list(CELList(elements))
    }

    /// The name of the type as `type(…)` tells it.
    package var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map, .object: "map"
        case .optional: "optional_type"
        case .type: "type"
        case .address: "net.IP"
        case .addressRange: "net.CIDR"
        }
    }

    /// The names of types that an expression may use as values.
    static let typeNames: Set<String> = [
        "null_type", "bool", "int", "uint", "double", "string", "bytes", "list", "map", "optional_type", "type",
        "net.IP", "net.CIDR",
    ]

    /// One for each element and each byte of text inside; saturates.
    var size: Int {
        switch self {
        case .null, .bool, .int, .uint, .double, .type, .address, .addressRange, .object: 1
        case .string(let text): 1 + text.utf8.count
        case .bytes(let bytes): 1 + bytes.count
        case .list(let list): list.size
        case .map(let map): map.size
        case .optional(let value): 1 + (value?.size ?? 0)
        }
    }

    /// How many containers are inside each other.
    var depth: Int {
        switch self {
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange, .object: 0
        case .list(let list): list.depth
        case .map(let map): map.depth
        case .optional(let value): 1 + (value?.depth ?? 0)
        }
    }

    /// Whether it is what an empty attribute would hold: nothing, zero, or no elements.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.utf8.isEmpty
        case .bytes(let value): value.isEmpty
        case .list(let value): value.elements.isEmpty
        case .map(let value): value.entries.isEmpty
        case .optional(let value): value == nil
        case .type, .object: false
        case .address(let value): value.bits == 0
        case .addressRange(let value): value.address.bits == 0 && value.prefixLength == 0
        }
    }
}
