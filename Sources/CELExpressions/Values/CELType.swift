/// What the checker knows of a value before there is one.
package indirect enum CELType: Hashable, Sendable {
    /// Nothing is known; everything is allowed.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case type
    case address
    case addressRange
    case list(CELType)
    case map(CELType, CELType)
    case optional(CELType)
    case object(CELObjectType)
    /// Stands for any one type in the signature of a function.
    case parameter(String)
    /// The type of something that a problem was reported for; nothing more is said about it.
    case failed
}

/// A type whose attributes the host knows.
package struct CELObjectType: Sendable {
    /// What tells it from others.
    package let id: String
    /// What a message calls it: `server`.
    package let name: String
    /// What the host takes it for.
    package let payload: any Sendable

    package init(id: String, name: String, _ payload: any Sendable = ()) {
        self.id = id
        self.name = name
        self.payload = payload
    }
}

extension CELObjectType: Hashable {
    package static func == (left: CELObjectType, right: CELObjectType) -> Bool {
        left.id == right.id && left.name == right.name
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension CELType: CustomStringConvertible {
    package var description: String {
        switch self {
        case .dyn, .failed: "any value"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .type: "type"
        case .address: "ip"
        case .addressRange: "cidr"
        case .list(.dyn): "list"
        case .list(let element): "list(\(element))"
        case .map(.dyn, .dyn): "map"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let value): "optional(\(value))"
        case .object(let type): type.name
        case .parameter(let name): name
        }
    }
}

extension CELType {
    /// Whether nothing can be said against any use of it.
    var isOpen: Bool {
        switch self {
        case .dyn, .failed, .parameter: true
        default: false
        }
    }

    var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        default: false
        }
    }

    /// The type of either of two values.
    func joined(_ other: CELType) -> CELType {
        switch (self, other) {
        case (.failed, _), (_, .failed): .failed
        case (.list(let left), .list(let right)): .list(left.joined(right))
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            .map(leftKey.joined(rightKey), left.joined(right))
        case (.optional(let left), .optional(let right)): .optional(left.joined(right))
        default: self == other ? self : .dyn
        }
    }

    /// Whether values of the two types may be the same value; nothing keeps `null` from being compared.
    func mayEqual(_ other: CELType) -> Bool {
        if isOpen || other.isOpen || self == .null || other == .null {
            return true
        }
        return switch (self, other) {
        case (.list(let left), .list(let right)): left.mayEqual(right)
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            leftKey.mayEqual(rightKey) && left.mayEqual(right)
        case (.optional(let left), .optional(let right)): left.mayEqual(right)
        case (.object, .map), (.map, .object), (.object, .object): true
        default: self == other
        }
    }

    /// Whether an argument of this type fits a parameter; binds the parameter's type variables.
    func fits(_ parameter: CELType, _ bindings: inout [String: CELType]) -> Bool {
        if case .parameter(let name) = parameter {
            guard let bound = bindings[name], !bound.isOpen else {
                bindings[name] = self
                return true
            }
            return isOpen || mayEqual(bound)
        }
        if isOpen || parameter == .dyn {
            return true
        }
        return switch (self, parameter) {
        case (.list(let element), .list(let wanted)): element.fits(wanted, &bindings)
        case (.map(let key, let value), .map(let wantedKey, let wanted)):
            key.fits(wantedKey, &bindings) && value.fits(wanted, &bindings)
        case (.optional(let value), .optional(let wanted)): value.fits(wanted, &bindings)
        case (.object, .map): true
        default: self == parameter
        }
    }

    /// The type with its variables replaced by what they are bound to.
    func replacing(_ bindings: [String: CELType]) -> CELType {
        switch self {
        case .parameter(let name): bindings[name] ?? .dyn
        case .list(let element): .list(element.replacing(bindings))
        case .map(let key, let value): .map(key.replacing(bindings), value.replacing(bindings))
        case .optional(let value): .optional(value.replacing(bindings))
        default: self
        }
    }

    /// Whether a value is of this type; what is inside a container is not looked at.
    func accepts(_ value: CELValue) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.parameter, _), (.failed, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double): true
        case (.string, .string), (.bytes, .bytes), (.type, .type), (.list, .list), (.map, .map): true
        case (.optional, .optional), (.address, .address), (.addressRange, .addressRange): true
        case (.object, .object), (.object, .map), (.map, .object): true
        default: false
        }
    }
}
