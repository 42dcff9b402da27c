import Foundation

@testable import HetznerCloud

/// The answers that Hetzner's OpenAPI document describes, where it is at hand: `../shared/api/hcloud-openapi.json` beside
/// the repository, or the file that `HZFORM_API_DESCRIPTION` names.
struct DocumentedAnswers: Sendable {
    static let shared: DocumentedAnswers? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let candidates: [String?] = [
            ProcessInfo.processInfo.environment["HZFORM_API_DESCRIPTION"],
            root.appendingPathComponent("../shared/api/hcloud-openapi.json").path,
            root.appendingPathComponent("../../shared/api/hcloud-openapi.json").path,
        ]
        for path in candidates.compactMap({ $0 }) {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            if let json = try? JSONParser.parse([UInt8](data)) { return DocumentedAnswers(json) }
        }
        return nil
    }()

    /// Method and path of each operation: `GET /servers/{id}`.
    let operations: Set<String>
    /// By the name of the answer's member: `server`, `servers`, `next_actions`.
    ///
    /// Several operations describe most members; the examples are the same where the schemas are.
    let members: [String: [JSONValue]]

    private init(_ json: JSONValue) {
        let examples = Examples(schemas: json["components"]?["schemas"] ?? [:])
        var operations: Set<String> = []
        var members: [String: [JSONValue]] = [:]
        for (path, methods) in json["paths"]?.object ?? [:] {
            for (method, operation) in methods.object ?? [:] where operation["responses"] != nil {
                operations.insert("\(method.uppercased()) \(path)")
                for (status, answer) in operation["responses"]?.object ?? [:] where status.hasPrefix("2") {
                    let schema = answer["content"]?["application/json"]?["schema"]
                    for (name, value) in schema.map({ examples.value(of: $0) })?.object ?? [:] {
                        if members[name]?.contains(value) != true { members[name, default: []].append(value) }
                    }
                }
            }
        }
        self.operations = operations
        self.members = members
    }
}

/// Makes a value of each schema in which every documented member is there, with the document's own example if it has one.
private struct Examples {
    let schemas: JSONValue

    /// Load balancer targets contain targets.
    private static let deepest = 12

    func value(of schema: JSONValue, depth: Int = 0) -> JSONValue {
        let schema = resolved(schema)
        if let example = schema["example"], !isExampleOfAnythingElse(example, schema) { return example }
        if let first = schema["enum"]?[0] { return first }
        guard depth < Self.deepest else { return nil }
        switch schema["type"]?.string {
        case "array": return [schema["items"].map { value(of: $0, depth: depth + 1) } ?? nil]
        case "boolean": return true
        case "integer": return 7
        case "number": return 1.5
        case "string": return string(schema)
        default: return object(schema, depth: depth)
        }
    }

    private func object(_ schema: JSONValue, depth: Int) -> JSONValue {
        var object = JSONObject()
        for (name, member) in schema["properties"]?.object ?? [:] {
            object[name] = value(of: member, depth: depth + 1)
        }
        if object.isEmpty, let member = schema["additionalProperties"], member.object != nil {
            object["key"] = value(of: member, depth: depth + 1)
        }
        return .object(object)
    }

    /// Some examples are of a part, or of nothing, where the schema has members.
    private func isExampleOfAnythingElse(_ example: JSONValue, _ schema: JSONValue) -> Bool {
        example.isNull || schema["properties"] != nil || schema["items"] != nil
    }

    private func string(_ schema: JSONValue) -> JSONValue {
        let isTime = schema["description"]?.string?.contains("RFC3339") ?? false
        if isTime || schema["format"] == "date-time" { return "2016-01-30T23:55:00+00:00" }
        return schema["format"] == "decimal" ? "1.1900000000000000" : "text"
    }

    /// Follows references, and merges what `allOf` and the first of `oneOf` say.
    private func resolved(_ schema: JSONValue) -> JSONValue {
        if let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last {
            return resolved(schemas[String(name)] ?? [:])
        }
        let parts = (schema["allOf"]?.array ?? []) + (schema["oneOf"]?.array?.prefix(1) ?? [])
        guard !parts.isEmpty, var merged = schema.object else { return schema }
        for part in parts {
            for (name, value) in resolved(part).object ?? [:] where merged[name] == nil { merged[name] = value }
        }
        return .object(merged)
    }
}
