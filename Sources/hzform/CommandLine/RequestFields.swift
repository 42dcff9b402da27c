import Diagnostics
import HetznerCloud
import Workflow

/// The fields of a request as they are typed: `name=web`, `labels[env]=prod`, `ssh_keys[]=ops`.
struct RequestFields {
    /// Where a value goes: into a member, or behind the elements of a list.
    fileprivate enum Step {
        case member(String)
        case element
    }

    private let fields: [(text: String, path: [Step], value: String)]
    /// All of them as an object; `nil` where there is none.
    let body: JSONValue?

    init(_ texts: [String]) throws(WorkflowFailure) {
        var fields: [(text: String, path: [Step], value: String)] = []
        var body: JSONValue?
        for text in texts {
            guard let sign = text.firstIndex(of: "="), let path = Self.path(text[..<sign]) else {
                throw WorkflowFailure(.noField(text))
            }
            let value = String(text[text.index(after: sign)...])
            guard let extended = (body ?? .object([:])).setting(Self.value(value), at: path[...]) else {
                throw WorkflowFailure(.contradictoryField(text))
            }
            body = extended
            fields.append((text, path, value))
        }
        self.fields = fields
        self.body = body
    }

    /// As a query has them: a name may come several times, `name[]` is its name.
    var query: [QueryItem] {
        fields.map { field in
            let names = field.path.compactMap { step in
                if case .member(let name) = step { name } else { nil }
            }
            return QueryItem(names.joined(separator: "."), field.value)
        }
    }

    /// `labels[env]` and `ssh_keys[]`; `nil` where brackets do not close.
    private static func path(_ text: Substring) -> [Step]? {
        let name = text.prefix { $0 != "[" }
        guard !name.isEmpty else { return nil }
        var path = [Step.member(String(name))]
        var rest = text[name.endIndex...]
        while !rest.isEmpty {
            guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            path.append(inside.isEmpty ? .element : .member(String(inside)))
            rest = rest[rest.index(after: end)...]
        }
        return path
    }

    private static func value(_ text: String) -> JSONValue {
        (try? JSONParser.parse(Array(text.utf8))) ?? .string(text)
    }
}

extension JSONValue {
    /// With a value put at a place; `nil` where something else is on the way.
    fileprivate func setting(_ value: JSONValue, at path: ArraySlice<RequestFields.Step>) -> JSONValue? {
        guard let step = path.first else { return value }
        switch (step, self) {
        case (.member(let name), .object(var members)):
            let inner = members[name] ?? (path.dropFirst().first.map(\.empty) ?? .null)
            guard let changed = inner.setting(value, at: path.dropFirst()) else { return nil }
            members[name] = changed
            return .object(members)
        case (.element, .array(let elements)):
            let inner = path.dropFirst().first.map(\.empty) ?? .null
            return inner.setting(value, at: path.dropFirst()).map { .array(elements + [$0]) }
        default:
            return nil
        }
    }
}

extension RequestFields.Step {
    /// What it leads into, as long as there is nothing in it.
    fileprivate var empty: JSONValue {
        switch self {
        case .member: .object([:])
        case .element: .array([])
        }
    }
}

extension Diagnostic {
    fileprivate static func noField(_ text: String) -> Diagnostic {
        .error("invalid-value", "'\(text)' is no field", hint: "Write KEY=VALUE, KEY[INNER]=VALUE or KEY[]=VALUE.")
    }

    fileprivate static func contradictoryField(_ text: String) -> Diagnostic {
        .error("invalid-value", "'\(text)' does not go together with the fields before it")
    }
}
