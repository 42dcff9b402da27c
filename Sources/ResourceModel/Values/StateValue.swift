import JSONDocuments

extension Value {
    /// The value as the state file has it: a reference is its address, or `{"id": N}` where it is one object for good.
    package var stateJSON: JSONValue {
        switch self {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .list(let values): .array(values.map(\.stateJSON))
        case .map(let entries): .object(JSONObject(entries.sortedByKey().map { ($0.key, $0.value.stateJSON) }))
        case .reference(.resource(let address)): .string(address.description)
        case .reference(.object(_, let id)): ["id": id.json]
        case .deferred(let deferred):
            preconditionFailure("the state cannot hold '\(deferred.source)', which is not known yet")
        }
    }

    /// The value on one line; the same value is the same text.
    package var stateText: String { stateJSON.text(.line.sorted) }

    /// Reads what ``stateJSON`` wrote; the kind tells which texts are references.
    package init(state json: JSONValue, _ kind: ValueKind?) {
        switch (kind, json) {
        case (.reference, .string(let text)):
            self = ResourceAddress(text).map { .reference(.resource($0)) } ?? .string(text)
        case (.reference(let reference), .object(let object)):
            self =
                object["id"]?.integer.map { .reference(.object(reference.type, ResourceID($0))) } ?? Value(plain: json)
        case (.list(let kind, _, _), .array(let values)):
            self = .list(values.map { Value(state: $0, kind) })
        case (.elements(let set), .array(let elements)):
            self = .list(elements.map { Value(state: $0, .object(set.attributes)) })
        case (.object(let attributes), .object(let object)):
            self = .map(
                Dictionary(
                    object.map { key, json in
                        (key, Value(state: json, attributes.first { $0.name.text == key }?.kind))
                    }
                ) { first, _ in first }
            )
        case (_, let plain):
            self = Value(plain: plain)
        }
    }
}
