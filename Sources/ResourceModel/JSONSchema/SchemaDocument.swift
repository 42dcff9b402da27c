import JSONDocuments

extension JSONValue {
    /// The members of an object, in their order; none for anything else.
    package var members: JSONObject { object ?? [:] }

    package static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

    /// This object with the members of another one at its end.
    package func adding(_ other: JSONValue) -> JSONValue {
        .object(JSONObject((Array(members) + Array(other.members)).map { ($0.key, $0.value) }))
    }

    /// A schema as it is committed: two-space indent, short lists on one line, a line break at its end.
    package var document: String { text(.schema) + "\n" }
}

extension JSONLayout {
    private static let schemaWidth = 100

    fileprivate static let schema = JSONLayout { value, place in
        switch value {
        case .array(let elements):
            elements.allSatisfy(\.members.isEmpty) && 2 * place.depth + value.text(.line).utf8.count <= schemaWidth
        case .object, .null, .boolean, .integer, .number, .string: value.isEmpty
        }
    }
}
