import Diagnostics
import JSONDocuments
import ResourceModel

/// Makes a recorded state of the state file's text.
struct StateDecoder {
    let bytes: [UInt8]
    let file: SourceFile
    let catalog: Catalog

    func state() throws(Diagnostic) -> RecordedState {
        let json = try parsed()
        guard let format = json["format"]?.integer else { throw .stateIsSomethingElse(in: file, "it has no 'format'") }
        guard format <= StateDocument.format else { throw .stateIsNewer(format, in: file) }
        guard format == StateDocument.format, let stack = json["stack"]?.string,
            let resources = json["resources"]?.object
        else { throw .stateIsSomethingElse(in: file, "it has no 'stack' and 'resources'") }
        var state = RecordedState(stack: stack)
        for (key, value) in resources {
            guard let address = ResourceAddress(key) else { throw .malformed("is no address", at: key, in: file) }
            state.resources[address] = try record(value, at: key)
        }
        return state
    }

    private func parsed() throws(Diagnostic) -> JSONValue {
        do {
            return try JSONParser.parse(bytes)
        } catch {
            throw .unreadableState(error, in: file)
        }
    }

    private func record(_ json: JSONValue, at key: String) throws(Diagnostic) -> RecordedResource {
        guard let name = json["type"]?.string, let id = json["id"]?.integer else {
            throw .malformed("needs a 'type' and an 'id'", at: key, in: file)
        }
        guard let type = catalog.find(ResourceType.Name(name)) else {
            throw .unknownRecordedType(name, at: key, in: file)
        }
        var record = RecordedResource(type: type.name, id: ResourceID(id))
        for (name, value) in json["attributes"]?.object ?? [:] {
            let name = AttributeName(name)
            record.attributes[name] = Value(state: value, type.attribute(name)?.kind)
        }
        for (name, print) in json["fingerprints"]?.object ?? [:] {
            record.fingerprints[AttributeName(name)] = print.string
        }
        for text in json["dependencies"]?.array ?? [] {
            guard let address = text.string.flatMap({ ResourceAddress($0) }) else {
                throw .malformed("depends on '\(text)', which is no address", at: key, in: file)
            }
            record.dependencies.append(address)
        }
        record.deposed = (json["deposed"]?.array ?? []).compactMap { $0.integer.map(ResourceID.init) }
        record.isOutOfService = json["out_of_service"]?.boolean ?? false
        record.preventDestroy = json["prevent_destroy"]?.boolean ?? false
        record.keepsOnRemoval = json["keep_on_removal"]?.boolean ?? false
        return record
    }
}
