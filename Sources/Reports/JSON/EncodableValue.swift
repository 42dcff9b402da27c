import ResourceModel

/// A value in JSON: as itself where JSON has it.
///
/// `{"reference": "servers.web"}` stands for a resource, `{"reference": {"type": "server", "id": 42}}` for an object
/// whatever happens to the file, `{"known_after_apply": "servers.web.ipv4"}` for the value of an expression.
struct EncodableValue: Encodable {
    let value: Value

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null: try container.encodeNil()
        case .boolean(let flag): try container.encode(flag)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .string(let text): try container.encode(text)
        case .list(let values): try container.encode(values.map(\.encodable))
        case .map(let entries): try container.encode(entries.mapValues(\.encodable))
        case .reference(.resource(let address)): try container.encode(["reference": address.description])
        case .reference(.object(let type, let id)): try container.encode(["reference": ObjectReference(type, id)])
        case .deferred(let deferred): try container.encode(["known_after_apply": deferred.source])
        }
    }

    private struct ObjectReference: Encodable {
        let type: String
        let id: ResourceID

        init(_ type: ResourceType.Name, _ id: ResourceID) {
            self.type = type.text
            self.id = id
        }
    }
}

extension Value {
    var encodable: EncodableValue { EncodableValue(value: self) }
}
