import Diagnostics
import JSONDocuments
import ResourceModel

/// Makes a recorded state of the state file's text.
///
/// Whatever no apply of this version can have written is refused at its place: what is deleted follows from this file,
/// so nothing in it is guessed.
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
        var state = RecordedState(stack: stack, salts: try salts(json))
        var owners: [RecordedObject: String] = [:]
        for (key, value) in resources {
            guard let address = ResourceAddress(key) else { throw .malformed("is no address", at: key, in: file) }
            let type = try type(of: address, at: key)
            let decoder = RecordDecoder(key: key, type: type, salts: state.salts, file: file, catalog: catalog)
            let record = try decoder.record(value)
            for id in record.objects {
                let object = RecordedObject(type: record.type, id: id)
                if let owner = owners.updateValue(key, forKey: object) {
                    throw .doubledObject(id, at: owner, and: key, in: file)
                }
            }
            state.resources[address] = record
        }
        return state
    }

    /// An object can be at one address only, or left behind by one only.
    private struct RecordedObject: Hashable {
        let type: ResourceType.Name
        let id: ResourceID
    }

    private func type(of address: ResourceAddress, at key: String) throws(Diagnostic) -> ResourceType {
        guard let type = catalog.type(section: address.section) else {
            throw .unknownRecordedSection(address.section, at: key, in: file)
        }
        return type
    }

    private func salts(_ json: JSONValue) throws(Diagnostic) -> [Salt] {
        guard let listed = json["salts"] else { return [] }
        guard let texts = listed.array else { throw .stateIsSomethingElse(in: file, "its 'salts' are no list") }
        var salts: [Salt] = []
        for text in texts {
            guard let salt = text.string.flatMap(Salt.init) else {
                throw .stateIsSomethingElse(in: file, "'\(text)' is no salt")
            }
            salts.append(salt)
        }
        return salts
    }

    private func parsed() throws(Diagnostic) -> JSONValue {
        do {
            return try JSONParser.parse(bytes)
        } catch {
            throw .unreadableState(error, in: file)
        }
    }
}

/// Reads what is recorded about one resource.
private struct RecordDecoder {
    let key: String
    let type: ResourceType
    let salts: [Salt]
    let file: SourceFile
    let catalog: Catalog

    func record(_ json: JSONValue) throws(Diagnostic) -> RecordedResource {
        guard let object = json.object, let name = json["type"]?.string, let id = id(json["id"]) else {
            throw problem("needs a 'type' and an 'id'")
        }
        guard catalog.find(ResourceType.Name(name)) != nil else {
            throw .unknownRecordedType(name, at: key, in: file)
        }
        guard name == type.name.text else {
            throw problem("is recorded as a '\(name)', and stands in a section of '\(type.name.text)'")
        }
        if let unknown = object.map(\.key).first(where: { !Self.keys.contains($0) }) {
            throw problem("has the unknown key '\(unknown)'")
        }
        var record = RecordedResource(type: type.name, id: id)
        record.attributes = try attributes(in: json)
        record.fingerprints = try fingerprints(in: json)
        record.dependencies = try dependencies(in: json)
        for number in try elements(of: "deposed", in: json) {
            guard let id = self.id(number) else { throw problem("has left '\(number)' behind, which is no ID") }
            record.deposed.append(id)
        }
        record.successor = try successor(in: json)
        record.isOutOfService = try flag("out_of_service", in: json)
        record.preventDestroy = try flag("prevent_destroy", in: json)
        record.keepsOnRemoval = try flag("keep_on_removal", in: json)
        return record
    }

    private func fingerprint(_ name: String, _ json: JSONValue) throws(Diagnostic) -> Fingerprint {
        guard let print = json.string.flatMap(Fingerprint.init) else {
            throw problem("has a fingerprint '\(name)' that is none")
        }
        if case .salted(let salt) = print.form, !salts.contains(where: { $0.name == salt }) {
            throw problem("has a fingerprint '\(name)' with the salt '\(salt)', which is not in 'salts'")
        }
        return print
    }

    private static let keys: Set<String> = [
        "attributes", "dependencies", "deposed", "fingerprints", "id", "keep_on_removal", "out_of_service",
        "prevent_destroy", "successor", "type",
    ]
    private static let keysOfSuccessor: Set<String> = [
        "attributes", "dependencies", "fingerprints", "id", "out_of_service",
    ]

    private func successor(in json: JSONValue) throws(Diagnostic) -> RecordedSuccessor? {
        guard let json = json["successor"] else { return nil }
        guard let object = json.object, let id = id(json["id"]) else { throw problem("needs an 'id' of its successor") }
        if let unknown = object.map(\.key).first(where: { !Self.keysOfSuccessor.contains($0) }) {
            throw problem("has the unknown key '\(unknown)' in its successor")
        }
        return RecordedSuccessor(
            id: id,
            attributes: try attributes(in: json),
            fingerprints: try fingerprints(in: json),
            dependencies: try dependencies(in: json),
            isOutOfService: try flag("out_of_service", in: json)
        )
    }

    private func attributes(in json: JSONValue) throws(Diagnostic) -> [AttributeName: Value] {
        var attributes: [AttributeName: Value] = [:]
        for (name, value) in try members(of: "attributes", in: json) {
            attributes[AttributeName(name)] = try attribute(name, value)
        }
        return attributes
    }

    private func fingerprints(in json: JSONValue) throws(Diagnostic) -> [AttributeName: Fingerprint] {
        var fingerprints: [AttributeName: Fingerprint] = [:]
        for (name, print) in try members(of: "fingerprints", in: json) {
            fingerprints[AttributeName(name)] = try fingerprint(name, print)
        }
        return fingerprints
    }

    private func dependencies(in json: JSONValue) throws(Diagnostic) -> [ResourceAddress] {
        var dependencies: Set<ResourceAddress> = []
        for text in try elements(of: "dependencies", in: json) {
            guard let address = text.string.flatMap({ ResourceAddress($0) }) else {
                throw problem("depends on '\(text)', which is no address")
            }
            dependencies.insert(address)
        }
        return dependencies.sorted()
    }

    private func attribute(_ name: String, _ json: JSONValue) throws(Diagnostic) -> Value {
        guard let attribute = type.attribute(AttributeName(name)) else {
            throw problem("has the unknown attribute '\(name)'")
        }
        let value = Value(state: json, attribute.kind)
        guard attribute.kind.mayRecord(value, catalog) else {
            throw problem("has something else for '\(name)' than any apply recorded")
        }
        return value
    }

    private func id(_ json: JSONValue?) -> ResourceID? {
        let id =
            json?.integer.flatMap { $0 > 0 ? ResourceID($0) : nil } ?? json?.string.flatMap { ResourceID(below: $0) }
        return id.flatMap { type.collection.takes($0) ? $0 : nil }
    }

    private func members(of name: String, in json: JSONValue) throws(Diagnostic) -> JSONObject {
        guard let value = json[name] else { return [:] }
        guard let object = value.object else { throw problem("has something else than a map for '\(name)'") }
        return object
    }

    private func elements(of name: String, in json: JSONValue) throws(Diagnostic) -> [JSONValue] {
        guard let value = json[name] else { return [] }
        guard let elements = value.array else { throw problem("has something else than a list for '\(name)'") }
        return elements
    }

    private func flag(_ name: String, in json: JSONValue) throws(Diagnostic) -> Bool {
        guard let value = json[name] else { return false }
        guard let flag = value.boolean else { throw problem("has neither true nor false for '\(name)'") }
        return flag
    }

    private func problem(_ what: String) -> Diagnostic { .malformed(what, at: key, in: file) }
}
