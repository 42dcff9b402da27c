import CELExpressions
import ResourceModel
import YAMLDocuments

/// Names that all have a value, with what they stand for.
struct Names: Sendable {
    private var values: [String: Meaning] = [:]
    /// The types of those that have one of their own.
    private var types: [String: CELType] = [:]

    mutating func set(_ name: String, to value: Meaning, type: CELType? = nil) {
        values[name] = value
        types[name] = type
    }

    subscript(name: String) -> Meaning? { values[name] }
    var all: [String] { Array(values.keys) }

    /// What the checker knows of a name.
    func type(of name: String) -> CELType? {
        guard let value = values[name] else { return nil }
        if case .failed = value { return .failed }
        return types[name] ?? value.type
    }

    func environment(_ functions: CELFunctions) -> CELEnvironment {
        var environment = CELEnvironment { type(of: $0) }
        environment.names = { all }
        environment.functions = functions
        return environment
    }

    func activation(_ functions: CELFunctions) -> CELActivation {
        var activation = CELActivation { values[$0]?.answer }
        activation.names = { all }
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
