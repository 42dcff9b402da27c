import Foundation
import HetznerCloud

/// What the API's published OpenAPI description says of operations and of the names in bodies and answers; written by
/// `scripts/digest-api`, because the whole of it is not part of this repository.
struct APIDescription: Sendable {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "Published/operations.json")

    private static let shared = Result { try JSONParser.parse(Array(Data(contentsOf: file))) }

    private let document: JSONValue

    init() throws {
        document = try Self.shared.get()
    }

    /// The operation of a path whose parameters are written `{}`, whatever they are called.
    func operation(_ method: String, _ path: String) -> JSONValue? {
        let found = document["paths"]?.object?.first { $0.key.replacing(/\{[^}]*\}/, with: "{}") == path }
        return found?.value[method]
    }

    /// What the body of a request may be.
    func requestBody(of operation: JSONValue) -> Schema? {
        operation["requestBody"]?["content"]?["application/json"]?["schema"].map(schema)
    }

    /// What a successful answer is.
    func answer(of operation: JSONValue) -> Schema? {
        let answers = operation["responses"]?.object?.first { $0.key.hasPrefix("2") }
        return answers?.value["content"]?["application/json"]?["schema"].map(schema)
    }

    private func schema(_ json: JSONValue) -> Schema { Schema(json, in: document) }

    /// One schema of the description, with references followed.
    struct Schema {
        /// The schema itself and all that it is put together from.
        private let parts: [JSONValue]
        private let document: JSONValue

        fileprivate init(_ json: JSONValue, in document: JSONValue) {
            self.document = document
            parts = Self.parts(of: json, in: document)
        }

        private static func parts(of json: JSONValue, in document: JSONValue) -> [JSONValue] {
            if let name = json["$ref"]?.string?.split(separator: "/").last {
                return document["components"]?["schemas"]?[String(name)].map { parts(of: $0, in: document) } ?? []
            }
            let others = ["allOf", "oneOf", "anyOf"].flatMap { json[$0]?.array ?? [] }
            return [json] + others.flatMap { parts(of: $0, in: document) }
        }

        /// The property of an object; `nil` where it has none of that name.
        func property(_ name: String) -> Schema? {
            for part in parts {
                if let property = part["properties"]?[name] { return Schema(property, in: document) }
                if let any = part["additionalProperties"], any.object != nil { return Schema(any, in: document) }
            }
            return nil
        }

        /// What the entries of an array are.
        var items: Schema? { parts.lazy.compactMap { $0["items"] }.first.map { Schema($0, in: document) } }
    }
}
