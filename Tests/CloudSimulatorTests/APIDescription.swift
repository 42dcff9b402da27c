import Foundation
import JSONDocuments
import Testing

@testable import CloudSimulator

/// Hetzner's OpenAPI document, where it is at hand: `../shared/api/hcloud-openapi.json` beside the repository, or the
/// file that `HZFORM_API_DESCRIPTION` names.
struct APIDescription: Sendable {
    static let shared: APIDescription? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let candidates: [String?] = [
            ProcessInfo.processInfo.environment["HZFORM_API_DESCRIPTION"],
            root.appendingPathComponent("../shared/api/hcloud-openapi.json").path,
            root.appendingPathComponent("../../shared/api/hcloud-openapi.json").path,
        ]
        for path in candidates.compactMap({ $0 }) {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            if let json = try? JSONParser.parse(data) { return APIDescription(json) }
        }
        print("The API description is not at hand: answers are not held against it.")
        return nil
    }()

    private let schemas: [String: JSONValue]
    /// By method and path with the names of its parameters taken out: `GET servers/{}`.
    private let operations: [String: JSONValue]
    /// What the keys of `operations` begin with, segment by segment.
    private let prefixes: Set<String>

    private init(_ json: JSONValue) {
        var schemas: [String: JSONValue] = [:]
        if case .object(let members) = json["components"]["schemas"] {
            for member in members { schemas[member.key] = member.value }
        }
        self.schemas = schemas
        var operations: [String: JSONValue] = [:]
        if case .object(let paths) = json["paths"] {
            for path in paths {
                guard case .object(let methods) = path.value else { continue }
                for method in methods where ["get", "post", "put", "delete"].contains(method.key) {
                    operations[APIDescription.key(method.key.uppercased(), path.key)] = method.value
                }
            }
        }
        self.operations = operations
        var prefixes: Set<String> = []
        for key in operations.keys {
            let segments = key.split(separator: "/")
            for count in 1...segments.count { prefixes.insert(segments[..<count].joined(separator: "/")) }
        }
        self.prefixes = prefixes
    }

    private static func key(_ method: String, _ path: String) -> String {
        let segments = path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
        return "\(method) \(segments.joined(separator: "/"))"
    }

    var pathsAndMethods: Set<String> { Set(operations.keys) }

    /// The operation of a path: a fixed segment goes before a placeholder, the first one deciding first.
    private func operation(_ method: String, _ path: Substring) -> (key: String, operation: JSONValue)? {
        let segments = path.split(separator: "/").map(String.init)
        var candidates = ["\(method) "]
        for (index, segment) in segments.enumerated() {
            let separator = index == 0 ? "" : "/"
            candidates = candidates.flatMap { ["\($0)\(separator)\(segment)", "\($0)\(separator){}"] }
                .filter { candidate in
                    prefixes.contains(candidate)
                }
        }
        guard let key = candidates.first(where: { operations[$0] != nil }) else { return nil }
        return (key, operations[key] ?? .null)
    }

    /// Records an issue for a success that the description does not know, and for a body that it forbids.
    ///
    /// A refusal of an unknown route has no description.
    func check(_ answer: Answer, _ method: String, _ target: String) {
        // A fault may drop the answer, or send what an edge server sends: no JSON.
        guard !target.hasPrefix("/_"), !answer.response.isDropped, answer.status < 500 || !answer.json.isNull else {
            return
        }
        guard let (key, operation) = operation(method, target.split(separator: "?").first ?? "") else {
            if answer.status < 300 { Issue.record("\(method) \(target) is not in the API description") }
            return
        }
        var response: JSONValue = operation["responses"]["\(answer.status)"]
        if response.isNull { response = operation["responses"]["\(answer.status / 100)XX"] }
        guard !response.isNull else {
            Issue.record("\(key) does not answer \(answer.status)")
            return
        }
        let schema: JSONValue = response["content"]["application/json"]["schema"]
        if schema.isNull {
            if !answer.response.body.isEmpty { Issue.record("\(key) answers a body where none belongs") }
            return
        }
        for problem in problems(answer.json, schema, at: "body") { Issue.record("\(key): \(problem)") }
    }

    /// What is wrong with a value as its schema sees it.
    private func problems(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        if let reference = schema["$ref"].text, let name = reference.split(separator: "/").last {
            return problems(value, schemas[String(name)] ?? .null, at: place)
        }
        if value.isNull {
            if schema["nullable"].bool == true { return [] }
            return isTyped(schema) ? ["\(place) is null"] : []
        }
        var found: [String] = []
        for part in schema["allOf"].elements { found += problems(value, part, at: place) }
        let choices = schema["oneOf"].elements + schema["anyOf"].elements
        if !choices.isEmpty, !choices.contains(where: { problems(value, $0, at: place).isEmpty }) {
            found.append("\(place) is none of what it may be")
        }
        let words = schema["enum"].elements.compactMap(\.text)
        if let text = value.text, !words.isEmpty, !words.contains(text) { found.append("\(place) is '\(text)'") }
        return found + structureProblems(value, schema, at: place)
    }

    private func isTyped(_ schema: JSONValue) -> Bool {
        !schema["type"].isNull || !schema["allOf"].isNull || !schema["properties"].isNull
    }

    private func structureProblems(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        switch (schema["type"].text, value) {
        case ("string", .string), ("integer", .integer), ("number", .integer), ("number", .number),
            ("boolean", .boolean),
            (nil, _):
            return []
        case ("array", .array(let elements)):
            return elements.enumerated().flatMap { problems($1, schema["items"], at: "\(place)[\($0)]") }
        case ("object", .object(let members)):
            var found: [String] = []
            for name in schema["required"].texts where value[name] == nil {
                found.append("\(place).\(name) is missing")
            }
            for member in members {
                let property: JSONValue = schema["properties"][member.key]
                if !property.isNull { found += problems(member.value, property, at: "\(place).\(member.key)") }
            }
            return found
        default:
            return ["\(place) is no \(schema["type"].text ?? "value")"]
        }
    }
}

@Suite(.enabled(if: APIDescription.shared != nil, "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"))
struct APIDescriptionTests {
    @Test("every route is an operation of the API description")
    func routesAreDescribed() throws {
        let description = try #require(APIDescription.shared)
        for route in SimulatedCloud.routes {
            let segments = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
            let key = "\(route.method.rawValue) \(segments.joined(separator: "/"))"
            #expect(description.pathsAndMethods.contains(key), "\(key)")
        }
    }

    @Test("every operation of the API description has a route")
    func operationsAreRouted() throws {
        let description = try #require(APIDescription.shared)
        let routes = Set(
            SimulatedCloud.routes.map { route in
                let segments = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
                return "\(route.method.rawValue) \(segments.joined(separator: "/"))"
            }
        )
        #expect(description.pathsAndMethods.subtracting(routes).sorted() == [])
    }
}
