import CELExpressions

/// What a name of an expression stands for.
enum NamedValue: Sendable {
    case value(CELValue, isSensitive: Bool)
    /// Something is wrong with it that was reported already.
    case failed
}

/// The names that expressions of a file can use, with what they stand for.
struct Names: Sendable {
    private(set) var values: [String: NamedValue] = [:]
    /// The types of those that have one of their own.
    private var types: [String: CELType] = [:]

    mutating func set(_ name: String, to value: NamedValue, type: CELType? = nil) {
        values[name] = value
        types[name] = type
    }

    mutating func remove(_ name: String) {
        values[name] = nil
        types[name] = nil
    }

    subscript(name: String) -> NamedValue? { values[name] }

    /// What the checker knows of a name.
    func type(of name: String) -> CELType? {
        switch values[name] {
        case nil: nil
        case .failed?: .failed
        case .value(let value, _)?: types[name] ?? value.type
        }
    }

    func environment(_ functions: CELFunctions) -> CELEnvironment {
        var environment = CELEnvironment { type(of: $0) }
        environment.names = { Array(values.keys) }
        environment.functions = functions
        return environment
    }

    func activation(_ functions: CELFunctions) -> CELActivation {
        var activation = CELActivation { name in
            switch values[name] {
            case nil: nil
            case .failed?: .failure(CELFailure(.noValue, "'\(name)' has no value"))
            case .value(let value, let isSensitive)?: .value(value, isSensitive: isSensitive)
            }
        }
        activation.names = { Array(values.keys) }
        activation.functions = functions
        return activation
    }
}

extension CELValue {
    /// The type of the value, elements of lists and maps left open.
    var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .optional: .optional(.dyn)
        case .type: .type
        case .address: .address
        case .addressRange: .addressRange
        case .object: .dyn
        }
    }
}
