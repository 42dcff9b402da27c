import JSONDocuments
import Reconciliation
import ResourceModel

extension Step: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = [
            "number": id.json,
            "address": address.json,
            "type": type.json,
            "title": title.json,
            "waits_for": waitsFor.json,
            "occupies": occupies.json,
            "outcome": outcome.json,
        ]
        for (key, value) in request.members { json[key] = value }
        json.add("barriers", barriers)
        if case .observed = completion { json["completion"] = completion.json }
        json.add("restores", restores)
        if let timeoutSeconds { json["timeout_seconds"] = .integer(Int64(timeoutSeconds)) }
        json.add("alternatives", alternatives)
        json.add("awaits_health_of", awaitsHealthOf)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            id: try reader["number"].decoded(),
            address: try reader["address"].decoded(),
            type: try reader["type"].decoded(),
            title: try reader["title"].text(),
            request: try reader.decoded(),
            waitsFor: try reader["waits_for"].list(),
            occupies: try reader["occupies"].list(),
            completion: try reader.decoded("completion") ?? .actions,
            outcome: try reader["outcome"].decoded(),
            restores: try reader.decoded("restores")
        )
        barriers = try reader.list("barriers")
        timeoutSeconds = try reader.optional("timeout_seconds")?.count()
        alternatives = try reader.list("alternatives")
        awaitsHealthOf = try reader.decoded("awaits_health_of")
    }
}

extension Step.Request: PlanCodable {
    var json: JSONValue { .object(members) }

    /// The path stands twice: as people read it, and as its parts, of which some are only known later.
    fileprivate var members: JSONObject {
        var members: JSONObject = [
            "method": .string(method.rawValue),
            "path": .string(shownPath),
            "segments": path.json,
        ]
        members.add("body", body)
        return members
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            try reader["method"].word(Call.Method.allCases, \.rawValue),
            try reader["segments"].list(),
            body: try reader.decoded("body")
        )
    }
}

extension Step.Completion: PlanCodable {
    var json: JSONValue {
        guard case .observed(let attribute, let value, let seconds, let otherwise) = self else { return .null }
        return [
            "attribute": attribute.json,
            "value": value.json,
            "seconds": .integer(Int64(seconds)),
            "otherwise": otherwise.json,
        ]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self = .observed(
            try reader["attribute"].decoded(),
            try reader["value"].decoded(),
            seconds: try reader["seconds"].count(),
            otherwise: try reader["otherwise"].decoded()
        )
    }
}

extension Step.Alternative: PlanCodable {
    var json: JSONValue { ["title": title.json, "request": request.json, "record": record.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            title: try reader["title"].text(),
            request: try reader["request"].decoded(),
            record: try reader["record"].decoded()
        )
    }
}

extension Barrier: PlanCodable {
    var json: JSONValue { ["number": id.json, "waits_for": waitsFor.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(id: try reader["number"].decoded(), waitsFor: try reader["waits_for"].list())
    }
}
