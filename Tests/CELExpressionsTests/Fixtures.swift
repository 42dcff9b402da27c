import CELExpressions

/// Parses and evaluates with plain values.
func evaluated(
    _ text: String,
    _ values: [String: CELValue] = [:],
    limits: CELLimits = .standard
) -> CELResult {
    evaluated(text, in: CELActivation(values: values), limits: limits)
}

func evaluated(_ text: String, in activation: CELActivation, limits: CELLimits = .standard) -> CELResult {
    do throws(CELProblem) {
        return try CELExpression.parse(text, limits: limits).evaluate(in: activation, limits: limits)
    } catch {
        return CELResult(outcome: .problem(error), isSensitive: false)
    }
}

/// What checking says: `4..<8 wrong-type: message`, one line a problem.
func problems(_ text: String, in environment: CELEnvironment = CELEnvironment()) -> [String] {
    do throws(CELProblem) {
        return try CELExpression.parse(text).check(in: environment).problems.map(\.line)
    } catch {
        return [error.line]
    }
}

extension CELProblem {
    var line: String { "\(range.lowerBound)..<\(range.upperBound) \(code.rawValue): \(message)" }
}

extension CELResult {
    /// The outcome in one line: the value, what is waited for, or the problem.
    var line: String {
        let sensitive = isSensitive ? "sensitive " : ""
        switch outcome {
        case .value(let value): return sensitive + value.line
        case .unknown(let names): return sensitive + "unknown \(names.joined(separator: ", "))"
        case .problem(let problem): return sensitive + "\(problem.code.rawValue)"
        }
    }
}

extension CELValue {
    var line: String {
        switch self {
        case .string(let text): "'\(text)'"
        case .list(let list): "[\(list.elements.map(\.line).joined(separator: ", "))]"
        case .map(let map): "{\(map.entries.map { "\($0.key.line): \($0.value.line)" }.joined(separator: ", "))}"
        case .optional(let value): "optional(\(value?.line ?? "none"))"
        case .null: "null"
        default: plainText ?? typeName
        }
    }
}

/// A small cloud: `servers.web` is known but for its id, `servers.db` has a sensitive password.
struct Cloud {
    static var activation: CELActivation {
        var activation = CELActivation { name in
            switch name {
            case "servers": .value(.object(CELObject(id: "servers")))
            case "u": .unknown(["u"])
            case "v": .unknown(["v"])
            case "secret": .value(.string("hunter2"), isSensitive: true)
            case "key": .unknown(["key"], isSensitive: true)
            case "n": .value(.int(3))
            case "list": .value(.list([.int(1), .int(2), .int(3)]))
            default: nil
            }
        }
        activation.names = { ["servers", "u", "v", "secret", "key", "n", "list"] }
        activation.attribute = { object, name in
            switch "\(object.id).\(name)" {
            case "servers.web", "servers.db": .value(.object(CELObject(id: "\(object.id).\(name)")))
            case "servers.web.name": .value(.string("web-1"))
            case "servers.web.id": .unknown(["servers.web.id"])
            case "servers.db.name": .value(.string("db"))
            case "servers.db.password": .value(.string("hunter2"), isSensitive: true)
            default: nil
            }
        }
        activation.attributeNames = { object in
            switch object.id {
            case "servers": ["web", "db"]
            case "servers.web": ["name", "id"]
            default: ["name", "password"]
            }
        }
        activation.functions = functions
        return activation
    }

    static var functions: CELFunctions {
        CELFunctions([
            CELFunction("sensitive", [CELSignature([.parameter("T")], .parameter("T"))], makesSensitive: true) {
                .value($0[0])
            },
            CELFunction("repeat", [CELSignature([.string, .int], .string)]) { arguments in
                guard case .string(let text) = arguments[0], case .int(let count) = arguments[1] else {
                    return .failure(CELFailure(.wrongType, "expected a string and an int"))
                }
                return .value(.string(String(repeating: text, count: Int(count))))
            },
            CELFunction("fails", [CELSignature([], .int)]) { _ in
                .failure(CELFailure(.invalidArgument, "it never works"))
            },
        ])
    }

    static var environment: CELEnvironment {
        let section = CELObjectType(id: "servers", name: "section")
        let server = CELObjectType(id: "server", name: "server")
        let types: [String: CELType] = [
            "servers": .object(section), "n": .int, "name": .string, "any": .dyn, "list": .list(.int),
            "labels": .map(.string, .string), "enabled": .bool, "instances": .list(.object(server)),
        ]
        var environment = CELEnvironment(types: types)
        environment.attributeType = { type, name in
            switch (type.id, name) {
            case ("servers", "web"), ("servers", "db"): .object(server)
            case ("server", "name"), ("server", "ipv4"): .string
            case ("server", "id"): .int
            default: nil
            }
        }
        environment.attributeNames = { type in type.id == "servers" ? ["db", "web"] : ["id", "ipv4", "name"] }
        environment.functions = functions
        return environment
    }
}
