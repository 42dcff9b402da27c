import JSONDocuments
import Reconciliation
import ResourceModel

/// What a step leaves in the state: an object whose `kind` says which of the others it has.
extension Step.Outcome: PlanCodable {
    var json: JSONValue {
        switch self {
        case .created(let key, let record): ["kind": "created", "object": key.json, "record": record.json]
        case .changed(let edits): ["kind": "changed", "edits": edits.json]
        case .deleted(let id): ["kind": "deleted", "id": id.json]
        case .tookOutOfService: ["kind": "took-out-of-service"]
        case .retired(let id): ["kind": "retired", "id": id.json]
        case .putIntoService(let edits): ["kind": "put-into-service", "edits": edits.json]
        case .nothing: ["kind": "nothing"]
        }
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        switch try reader["kind"].text() {
        case "created": self = .created(objectKey: try reader["object"].text(), try reader["record"].decoded())
        case "changed": self = .changed(try reader["edits"].list())
        case "deleted": self = .deleted(try reader["id"].decoded())
        case "took-out-of-service": self = .tookOutOfService
        case "retired": self = .retired(try reader["id"].decoded())
        case "put-into-service": self = .putIntoService(try reader["edits"].list())
        case "nothing": self = .nothing
        default: throw reader["kind"].failure("what a step leaves")
        }
    }
}

extension NewRecord: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = [
            "type": type.json,
            "attributes": .object(JSONObject(attributes.map { ($0.key.text, $0.value.json) })),
        ]
        if !secrets.isEmpty { json["secrets"] = .object(JSONObject(secrets.map { ($0.key.text, $0.value.json) })) }
        json.add("dependencies", dependencies)
        json.add("out_of_service", isOutOfService)
        json.add("prevent_destroy", preventDestroy)
        json.add("keep_on_removal", keepsOnRemoval)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            type: try reader["type"].decoded(),
            attributes: try Self.values(reader["attributes"]),
            secrets: try reader.optional("secrets").map(Self.values) ?? [:],
            dependencies: try reader.list("dependencies"),
            isOutOfService: try reader.flag("out_of_service"),
            preventDestroy: try reader.flag("prevent_destroy"),
            keepsOnRemoval: try reader.flag("keep_on_removal")
        )
    }

    private static func values(_ reader: PlanReader) throws(PlanFormatError) -> [AttributeName: Value] {
        var values: [AttributeName: Value] = [:]
        for (name, value) in try reader.members() { values[AttributeName(name)] = try Value(value) }
        return values
    }
}

/// What is edited is told by the members that are there; without a `value` it is removed.
extension RecordedEdit: PlanCodable {
    var json: JSONValue {
        switch self {
        case .attribute(let name, let value): Self.json(["attribute": name.json], value)
        case .nested(let name, let part, let value):
            Self.json(["attribute": name.json, "part": part.json], value)
        case .element(let name, let key, let value):
            Self.json(["attribute": name.json, "element": key.json], value)
        case .forgetIfEmpty(let name): ["forget_if_empty": name.json]
        case .secret(let name, let secret): Self.json(["secret": name.json], secret)
        case .fingerprint(let name, let print): Self.json(["fingerprint": name.json], print)
        case .dependencies(let addresses): ["dependencies": addresses.json]
        }
    }

    private static func json(_ place: JSONObject, _ value: (any PlanCodable)?) -> JSONValue {
        var json = place
        json.add("value", value)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        if let name = reader.optional("attribute") {
            let name: AttributeName = try name.decoded()
            let value: Value? = try reader.decoded("value")
            if let part = reader.optional("part") {
                self = .nested(name, try part.decoded(), value)
            } else if let key = reader.optional("element") {
                self = .element(name, key: try key.text(), value)
            } else {
                self = .attribute(name, value)
            }
        } else if let name = reader.optional("forget_if_empty") {
            self = .forgetIfEmpty(try name.decoded())
        } else if let name = reader.optional("secret") {
            self = .secret(try name.decoded(), try reader.decoded("value"))
        } else if let name = reader.optional("fingerprint") {
            self = .fingerprint(try name.decoded(), try reader.decoded("value"))
        } else {
            self = .dependencies(try reader["dependencies"].list())
        }
    }
}

extension Fingerprint: PlanCodable {
    var json: JSONValue { .string(text) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        guard let print = Fingerprint(try reader.text()) else { throw reader.failure("a fingerprint") }
        self = print
    }
}
