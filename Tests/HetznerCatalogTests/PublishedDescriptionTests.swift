import HetznerCatalog
import ResourceModel
import Testing

@Suite("What the catalog sends against the API's published description")
struct PublishedDescriptionTests {
    @Test("every call is an operation of the API, and its body has that operation's fields", arguments: allCalls)
    func operations(use: CallUse) throws {
        let description = try APIDescription()
        let operation = try #require(description.operation(use.method, use.path), "no \(use.method) \(use.path)")
        let body = description.requestBody(of: operation)
        let unknown = use.fields.filter { body?.has($0) != true }
        #expect(unknown.map(\.text).sorted() == [], "unknown fields in \(use.method) \(use.path)")
    }
}

/// A place in a body, below whatever lists there are on the way.
struct BodyField: Hashable, Sendable {
    let keys: [String]
    var text: String { keys.joined(separator: ".") }
}

extension APIDescription.Schema {
    fileprivate func has(_ field: BodyField) -> Bool {
        var place: APIDescription.Schema? = self
        for key in field.keys {
            while let items = place?.items { place = items }
            place = place?.property(key)
        }
        return place != nil
    }
}

/// A call of the catalog as the description writes it.
struct CallUse: Sendable, CustomTestStringConvertible {
    let path: String
    let method: String
    let fields: Set<BodyField>
    var testDescription: String { "\(method) \(path)" }
}

private let allCalls = Catalog.hetzner.types.flatMap(\.uses)

extension ResourceType {
    fileprivate var uses: [CallUse] {
        let created = attributes.flatMap(\.creationFields)
        let put = attributes.filter(\.isPut).flatMap { BodyTemplate.value.fields($0.kind, at: [$0.name.text]) }
        return [
            create.use(in: self, .boolean, adding: Set(created)),
            CallUse(path: collection.objectPath, method: "put", fields: Set(put)),
            CallUse(path: collection.objectPath, method: "delete", fields: []),
        ] + attributes.flatMap { attribute in attribute.allCalls.map { $0.call.use(in: self, $0.kind) } }
            + (windowCalls + remedies).map { $0.use(in: self, .boolean) }
    }

    private var remedies: [Call] {
        ailments.compactMap { ailment in
            guard case .call(let call) = ailment.remedy else { return nil }
            return call
        }
    }

    private var windowCalls: [Call] { window.map { [$0.shutDown, $0.powerOff, $0.powerOn] } ?? [] }
}

extension Attribute {
    fileprivate var isPut: Bool {
        guard case .put = update else { return false }
        return true
    }

    fileprivate var creationFields: Set<BodyField> {
        switch creation {
        case .body(.spread(let entries)), .bodyWhenKnown(.spread(let entries)):
            BodyTemplate.object(entries).fields(kind)
        case .body(let template), .bodyWhenKnown(let template), .bodyForElements(_, let template):
            template.fields(kind, at: [name.text])
        case .afterwards, .unsent: []
        }
    }

    /// The calls that change it, with the kind of what each carries.
    fileprivate var allCalls: [(call: Call, kind: ValueKind)] {
        guard case .object(let parts) = kind, case .nested = update else {
            return update.calls.map { ($0, kind) }
        }
        return parts.flatMap { part in part.update.calls.map { ($0, part.kind) } }
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
    fileprivate func use(in type: ResourceType, _ kind: ValueKind, adding: Set<BodyField> = []) -> CallUse {
        let parts = path.map { part -> String in
            switch part {
            case .literal(let text): text
            case .id, .output, .target, .attribute, .part: "{}"
            }
        }
        let path =
            path.first == .id
            ? ([type.collection.objectPath] + parts.dropFirst()).joined(separator: "/")
            : "/" + parts.joined(separator: "/")
        return CallUse(
            path: path,
            method: method.rawValue.lowercased(),
            fields: body.fields(kind).union(adding)
        )
    }
}

extension APICollection {
    /// The path of one object as the description has it, with braces for what differs.
    var objectPath: String {
        let below = parent.map { "/\($0.list)" + String(repeating: "/{}", count: $0.key.count) } ?? ""
        return "/\(path)/{}\(below)"
    }
}

extension BodyTemplate {
    /// All that the body can have, down to the last part.
    fileprivate func fields(_ kind: ValueKind, at keys: [String] = []) -> Set<BodyField> {
        let here: Set<BodyField> = keys.isEmpty ? [] : [BodyField(keys: keys)]
        switch self {
        case .value: return here.union(kind.fields(at: keys))
        case .part(let name): return here.union(kind.part(name)?.kind.fields(at: keys) ?? [])
        case .object(let entries), .objectIfAny(let entries), .spread(let entries):
            return entries.reduce(here) { $0.union($1.1.fields(kind, at: keys + [$1.0])) }
        case .list(let templates): return templates.reduce(here) { $0.union($1.fields(kind, at: keys)) }
        case .each(let template), .orNull(let template): return here.union(template.fields(kind, at: keys))
        case .attribute, .output, .id, .constant, .mapped, .explicitNull, .name: return here
        }
    }
}

extension ValueKind {
    /// The parts of an object, or of the entries of a list.
    private var parts: [Attribute] {
        switch self {
        case .object(let parts): parts
        case .elements(let set): set.attributes
        case .list(let entries, _, _): entries.parts
        case .string, .integer, .boolean, .oneOf, .offering, .reference, .labels: []
        }
    }

    fileprivate func part(_ name: AttributeName) -> Attribute? { parts.first { $0.name == name } }

    fileprivate func fields(at keys: [String]) -> Set<BodyField> {
        parts.reduce(into: []) { fields, part in
            let keys = keys + [part.name.text]
            fields.insert(BodyField(keys: keys))
            fields.formUnion(part.kind.fields(at: keys))
        }
    }
}
