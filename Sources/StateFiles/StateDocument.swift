import Diagnostics
import JSONDocuments
import ResourceModel

/// The state file's text, made from a recorded state.
package enum StateDocument {
    /// The version of the format that is written, and the newest that is read.
    static let format: Int64 = 1

    /// - Parameter serial: how often it was written, for stores that count that.
    package static func text(_ state: RecordedState, serial: Int64? = nil) -> String {
        let document = serial.map { json(state).adding(["serial": .integer($0)]) } ?? json(state)
        return document.text(.state) + "\n"
    }

    package static func json(_ state: RecordedState) -> JSONValue {
        let resources = state.resources.map { ($0.key.description, json($0.value)) }
        var document: JSONObject = [
            "format": .integer(format),
            "stack": .string(state.stack),
            "resources": .object(JSONObject(resources)),
        ]
        let salts = Set(state.usedSalts).sorted()
        if !salts.isEmpty { document["salts"] = .array(salts.map { .string($0.text) }) }
        return .object(document)
    }

    /// Reads what ``json(_:)`` made.
    package static func state(
        _ json: JSONValue,
        in file: SourceFile,
        catalog: Catalog
    ) throws(Diagnostic) -> RecordedState {
        try StateDecoder(bytes: json.encoded(), file: file, catalog: catalog).state()
    }

    /// Reads the bytes of a state; messages call them by that name.
    package static func read(
        _ bytes: [UInt8],
        from name: String,
        catalog: Catalog
    ) throws(Diagnostic) -> (state: RecordedState, file: SourceFile) {
        let file = SourceFile(path: name, text: String(decoding: bytes, as: UTF8.self))
        return (try StateDecoder(bytes: bytes, file: file, catalog: catalog).state(), file)
    }

    private static func json(_ record: RecordedResource) -> JSONValue {
        let own = RecordedSuccessor(record)
        let deposed = Set(record.deposed).sorted().map(\.json)
        var json = json(own)
        json["type"] = .string(record.type.text)
        if !deposed.isEmpty { json["deposed"] = .array(deposed) }
        if let successor = record.successor { json["successor"] = .object(Self.json(successor)) }
        if record.preventDestroy { json["prevent_destroy"] = true }
        if record.keepsOnRemoval { json["keep_on_removal"] = true }
        return .object(json)
    }

    /// What is recorded about one object.
    private static func json(_ object: RecordedSuccessor) -> JSONObject {
        let attributes = object.attributes.map { ($0.key.text, $0.value.stateJSON) }
        let fingerprints = object.fingerprints.map { ($0.key.text, JSONValue.string($0.value.text)) }
        let dependencies = Set(object.dependencies).sorted().map { JSONValue.string($0.description) }
        var json: JSONObject = [
            "id": object.id.json,
            "attributes": .object(JSONObject(attributes)),
        ]
        if !fingerprints.isEmpty { json["fingerprints"] = .object(JSONObject(fingerprints)) }
        if !dependencies.isEmpty { json["dependencies"] = .array(dependencies) }
        if object.isOutOfService { json["out_of_service"] = true }
        return json
    }
}
