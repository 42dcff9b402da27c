import CELExpressions
import ResourceModel
import YAMLDocuments

/// What a name of an expression stands for.
enum NamedValue: Sendable {
    case value(CELValue, isSensitive: Bool)
    /// A part of the file in which something is known later.
    case pending(YAMLNode, isSensitive: Bool)
    /// Something is wrong with it that was reported already.
    case failed

    /// What an expression gets for it.
    var lookup: CELLookup {
        switch self {
        case .value(let value, let isSensitive): .value(value, isSensitive: isSensitive)
        case .failed: Answer.failed.lookup
        case .pending(let node, let isSensitive):
            switch node.lookup {
            case .value(let value, _): .value(value, isSensitive: isSensitive)
            case .unknown(let names, _): .unknown(names, isSensitive: isSensitive)
            case .failure(let failure, _): .failure(failure, isSensitive: isSensitive)
            }
        }
    }

    /// What the checker knows of it, elements of lists and maps left open.
    var type: CELType {
        switch self {
        case .failed: .failed
        case .value(let value, _): value.type
        case .pending(let node, _):
            switch node.content {
            case .placeholder(let box): (box as? Pending)?.type ?? .dyn
            case .sequence: .list(.dyn)
            case .mapping: .map(.dyn, .dyn)
            case .scalar, .invalid: .dyn
            }
        }
    }
}

/// Names that all have a value, with what they stand for.
struct Names: Sendable {
    private var values: [String: NamedValue] = [:]
    /// The types of those that have one of their own.
    private var types: [String: CELType] = [:]

    mutating func set(_ name: String, to value: NamedValue, type: CELType? = nil) {
        values[name] = value
        types[name] = type
    }

    subscript(name: String) -> NamedValue? { values[name] }
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
        var activation = CELActivation { values[$0]?.lookup }
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
