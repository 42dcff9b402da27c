import CELExpressions
import Foundation
import JSONDocuments
import Testing

/// One case of the language's conformance suite.
struct ConformanceCase {
    let id: String
    let expression: String
    let bindings: [String: CELValue]
    let isChecked: Bool
    /// No value where an error is expected.
    let value: CELValue?

    init?(_ json: JSONValue) {
        guard let file = json["file"]?.string, let section = json["section"]?.string,
            let name = json["name"]?.string, let expression = json["expr"]?.string
        else {
            return nil
        }
        id = "\(file)/\(section)/\(name)"
        self.expression = expression
        isChecked = json["disable_check"]?.boolean != true
        var bindings: [String: CELValue] = [:]
        for name in json["bindings"]?.object?.keys ?? [] {
            bindings[name] = json["bindings"]?[name].flatMap(CELValue.init(conformance:))
        }
        self.bindings = bindings
        value = json["value"].flatMap(CELValue.init(conformance:))
        guard value != nil || json["error"] != nil else {
            return nil
        }
    }

    /// What `CEL_CASES` names, or the file beside the checkout.
    private static var path: String {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = checkout.deletingLastPathComponent().appending(path: "shared/conformance/cel/cases.jsonl").path
        return ProcessInfo.processInfo.environment["CEL_CASES"] ?? beside
    }

    static var areThere: Bool { FileManager.default.fileExists(atPath: path) }

    static func all() throws -> [ConformanceCase] {
        let data = try Data(contentsOf: URL(filePath: path))
        return try data.split(separator: UInt8(ascii: "\n")).map { line in
            try #require(ConformanceCase(try JSONParser.parse(line)), "\(String(decoding: line, as: UTF8.self))")
        }
    }

    /// What went wrong, if anything did.
    var failure: String? {
        let found = outcome
        guard let value else {
            guard case .success(let value) = found else {
                return nil
            }
            return "expected an error, got \(value)"
        }
        switch found {
        case .failure(let problem): return "expected \(value), got the error: \(problem.message)"
        case .success(let found):
            return found.isIdentical(to: value) ? nil : "expected \(value), got \(found)"
        }
    }

    private var outcome: Result<CELValue, CELProblem> {
        do throws(CELProblem) {
            let parsed = try CELExpression.parse(expression)
            if isChecked {
                let types = bindings.mapValues(\.conformanceType)
                if let problem = parsed.check(in: CELEnvironment(types: types)).problems.first {
                    return .failure(problem)
                }
            }
            switch parsed.evaluate(in: CELActivation(values: bindings)).outcome {
            case .value(let value): return .success(value)
            case .problem(let problem): return .failure(problem)
            case .unknown: return .failure(CELProblem(.noValue, "unknown", at: parsed.range))
            }
        } catch {
            return .failure(error)
        }
    }
}

extension CELValue {
    /// Reads the suite's spelling of a value: an object whose one member names the type.
    init?(conformance json: JSONValue) {
        guard let kind = json.object?.keys.first, let content = json[kind] else {
            return nil
        }
        switch (kind, content) {
        case ("null", _): self = .null
        case ("bool", .boolean(let value)): self = .bool(value)
        case ("int", .string(let text)): self = .int(Int64(text) ?? 0)
        case ("uint", .string(let text)): self = .uint(UInt64(text) ?? 0)
        case ("double", .string(let text)): self = .double(Double(text) ?? .nan)
        case ("string", .string(let text)): self = .string(text)
        case ("type", .string(let text)): self = .type(text)
        case ("bytes", .string(let text)):
            let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            self = .bytes(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
        case ("list", .array(let elements)): self = .list(elements.compactMap(CELValue.init(conformance:)))
        case ("map", .array(let pairs)):
            let entries = pairs.compactMap { pair -> (key: CELValue, value: CELValue)? in
                guard let key = pair[0].flatMap(CELValue.init(conformance:)),
                    let value = pair[1].flatMap(CELValue.init(conformance:))
                else {
                    return nil
                }
                return (key, value)
            }
            guard let map = CELMap(pairs: entries) else {
                return nil
            }
            self = .map(map)
        default: return nil
        }
    }

    /// The type that a binding is declared with.
    var conformanceType: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list(let list): .list(list.elements.first?.conformanceType ?? .dyn)
        case .map(let map):
            .map(map.entries.first?.key.conformanceType ?? .dyn, map.entries.first?.value.conformanceType ?? .dyn)
        case .optional, .type, .address, .addressRange, .object: .dyn
        }
    }

    /// Whether two values are the same in type and content; the language takes `1` and `1.0` for equal.
    func isIdentical(to other: CELValue) -> Bool {
        switch (self, other) {
        case (.double(let left), .double(let right)): left.description == right.description
        case (.list(let left), .list(let right)):
            left.elements.count == right.elements.count
                && zip(left.elements, right.elements).allSatisfy { $0.isIdentical(to: $1) }
        case (.map(let left), .map(let right)):
            left.entries.count == right.entries.count
                && left.entries.allSatisfy { entry in
                    right.entries.contains {
                        $0.key.isIdentical(to: entry.key) && $0.value.isIdentical(to: entry.value)
                    }
                }
        default: typeName == other.typeName && self == other
        }
    }
}
