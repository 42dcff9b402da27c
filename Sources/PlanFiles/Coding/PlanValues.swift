import JSONDocuments
import ResourceModel

/// A value is itself where JSON has it.
///
/// - `{"reference": "servers.web"}`: a resource; `{"reference": {"type": "server", "id": 42}}`: an object, whatever
///   happens to the file.
/// - `{"known_after_apply": "servers.web.ipv4", …}`: what an expression will give.
/// - `{"secret": "…"}`: the fingerprint of what must not be shown.
/// - `{"map": {…}}`: a map that one of these, or this, could be mistaken for.
extension Value: PlanCodable {
    private static let marks: Set<String> = ["reference", "known_after_apply", "secret", "map"]

    var json: JSONValue {
        switch self {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): number.isFinite ? .number(number) : .string(number.description)
        case .string(let text): .string(text)
        case .list(let values): .array(values.map(\.json))
        case .map(let entries): Self.json(entries)
        case .reference(let reference): ["reference": reference.json]
        case .deferred(let deferred): deferred.json
        }
    }

    private static func json(_ entries: [String: Value]) -> JSONValue {
        let plain = JSONValue.object(JSONObject(entries.sortedByKey().map { ($0.key, $0.value.json) }))
        return marks.isDisjoint(with: entries.keys) ? plain : ["map": plain]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        switch reader.json {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array: self = .list(try reader.list())
        case .object: self = try Self.marked(reader)
        }
    }

    private static func marked(_ reader: PlanReader) throws(PlanFormatError) -> Value {
        if let reference = reader.optional("reference") { return .reference(try reference.decoded()) }
        if reader.json["known_after_apply"] ?? reader.json["secret"] != nil { return .deferred(try reader.decoded()) }
        var entries: [String: Value] = [:]
        for (key, value) in try (reader.optional("map") ?? reader).members() { entries[key] = try Value(value) }
        return .map(entries)
    }
}

extension DeferredValue: PlanCodable {
    /// What an expression was told when the file was read is in its digest alone, so only sealed plans come back whole.
    var json: JSONValue {
        var json: JSONObject
        switch formula {
        case .output(let reference): json = ["known_after_apply": reference.json, "as": "value"]
        case .text(let reference): json = ["known_after_apply": reference.json, "as": "text"]
        case .sealed(let seal):
            guard let source = seal.source else { return ["secret": .string(seal.digest)] }
            json = ["known_after_apply": .string(source), "digest": .string(seal.digest), "reads": reads.json]
        case .merged, .expression:
            preconditionFailure("'\(source)' is written down before its plan is sealed")
        }
        json.add("sensitive", isSensitive)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        if let secret = reader.optional("secret") {
            self = .sealed(SealedValue(source: nil, digest: try secret.text()), reads: [], isSensitive: true)
            return
        }
        let known = reader["known_after_apply"]
        if let form = reader.optional("as") {
            let isText = try form.word([false, true]) { $0 ? "text" : "value" }
            let reference: AttributeReference = try known.decoded()
            self = isText ? .text(of: reference) : .output(reference)
        } else {
            let seal = SealedValue(source: try known.text(), digest: try reader["digest"].text())
            self = .sealed(seal, reads: try reader["reads"].list(), isSensitive: false)
        }
        isSensitive = try reader.flag("sensitive")
    }
}
