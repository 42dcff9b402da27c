import Foundation
import HetznerCatalog
import HetznerCloud
import ResourceModel
import Testing

/// The API's published OpenAPI description, which is not part of this repository.
private let descriptionFile = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .appending(path: "../../../shared/api/hcloud-openapi.json")
    .standardizedFileURL

private let description = Result { try JSONParser.parse(Array(Data(contentsOf: descriptionFile))) }

@Suite(
    "The catalog against the API's published description",
    .enabled(
        if: FileManager.default.fileExists(atPath: descriptionFile.path),
        "needs ../shared/api/hcloud-openapi.json"
    )
)
struct PublishedDescriptionTests {
    @Test("every call is an operation of the API, and its body has that operation's fields", arguments: allCalls)
    func operations(use: CallUse) throws {
        let document = try description.get()
        let path = document["paths"]?.object?.first { CallUse.anonymous($0.key) == use.path }
        let operation = try #require(path?.value[use.method], "no \(use.method) \(use.path)")
        let body = operation["requestBody"]?["content"]?["application/json"]?["schema"]
        let schema = body.map { resolved($0, in: document) }
        let fields = Set(schema?["properties"]?.object?.keys.map { $0 } ?? [])
        #expect(use.fields.subtracting(fields).sorted() == [], "unknown fields in \(use.method) \(use.path)")
    }
}

/// The schema that references lead to.
private func resolved(_ schema: JSONValue, in document: JSONValue) -> JSONValue {
    var schema = schema
    while let name = schema["$ref"]?.string?.split(separator: "/").last,
        let target = document["components"]?["schemas"]?[String(name)]
    {
        schema = target
    }
    return schema
}

/// A call of the catalog as the description writes it.
struct CallUse: Sendable, CustomTestStringConvertible {
    let path: String
    let method: String
    let fields: Set<String>
    var testDescription: String { "\(method) \(path)" }

    /// The path with `{}` for each of its parameters, whatever it is called.
    static func anonymous(_ path: String) -> String { path.replacing(/\{[^}]*\}/, with: "{}") }
}

private let allCalls = Catalog.hetzner.types.flatMap(\.uses)

extension ResourceType {
    fileprivate var uses: [CallUse] {
        let created = attributes.compactMap(\.creationFields).reduce(into: Set<String>()) { $0.formUnion($1) }
        let put = attributes.filter(\.isPut).map(\.name.text)
        return [
            create.use(in: self, .boolean, adding: created),
            CallUse(path: "/\(collection.path)/{}", method: "put", fields: Set(put)),
            CallUse(path: "/\(collection.path)/{}", method: "delete", fields: []),
        ] + attributes.flatMap { attribute in attribute.allCalls.map { $0.use(in: self, attribute.kind) } }
            + windowCalls.map { $0.use(in: self, .boolean) }
    }

    private var windowCalls: [Call] { window.map { [$0.shutDown, $0.powerOff, $0.powerOn] } ?? [] }
}

extension Attribute {
    fileprivate var isPut: Bool {
        guard case .put = update else { return false }
        return true
    }

    fileprivate var creationFields: [String]? {
        switch creation {
        case .body(.spread(let entries)), .bodyWhenKnown(.spread(let entries)): entries.map(\.0)
        case .body, .bodyWhenKnown, .bodyForElements: isInput ? nil : [name.text]
        case .afterwards, .unsent: nil
        }
    }

    private var isInput: Bool {
        guard case .unsent = creation else { return false }
        return true
    }

    fileprivate var allCalls: [Call] {
        guard case .object(let parts) = kind, case .nested = update else { return update.calls }
        return parts.flatMap(\.update.calls)
    }
}

extension Update {
    fileprivate var calls: [Call] {
        switch self {
        case .put, .nested, .whole, .replace, .refuse, .input, .service: []
        case .action(let call): [call]
        case .pair(let set, let clear, _): set + clear
        case .elements(let add, let remove, let change, _): [add, remove] + change.calls
        case .choice(_, let rebuild): rebuild.map { [$0] } ?? []
        case .conditional(_, let first, let second): first.calls + second.calls
        case .offline(let inner): inner.calls
        }
    }
}

extension Call {
    fileprivate func use(in type: ResourceType, _ kind: ValueKind, adding: Set<String> = []) -> CallUse {
        let parts = path.map { part -> String in
            switch part {
            case .literal(let text): text
            case .id, .output, .target, .attribute, .part: "{}"
            }
        }
        let root = path.first == .id ? "/\(type.collection.path)/" : "/"
        return CallUse(
            path: root + parts.joined(separator: "/"),
            method: method.rawValue.lowercased(),
            fields: body.fields(kind).union(adding)
        )
    }
}

extension BodyTemplate {
    fileprivate func fields(_ kind: ValueKind) -> Set<String> {
        switch (self, kind) {
        case (.object(let entries), _), (.spread(let entries), _): Set(entries.map(\.0))
        case (.value, .elements(let set)): Set(set.attributes.map(\.name.text))
        case (.value, .object(let attributes)): Set(attributes.map(\.name.text))
        case _: []
        }
    }
}
