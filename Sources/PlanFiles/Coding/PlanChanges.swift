import Diagnostics
import JSONDocuments
import Reconciliation
import ResourceModel

extension Change: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = [
            "address": address.json,
            "type": type.json,
            "kind": .string(kind.word),
            "reason": reason.json,
            "impacts": impacts.sorted().json,
            "attributes": attributes.json,
            "notes": notes.json,
            "steps": steps.json,
        ]
        if case .replace(let createsFirst) = kind { json["creates_first"] = .boolean(createsFirst) }
        json.add("id", currentID)
        json.add("moved_from", origin)
        json.add("place", range)
        json.add("cost", cost)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let createsFirst = try reader.flag("creates_first")
        self.init(
            address: try reader["address"].decoded(),
            type: try reader["type"].decoded(),
            kind: try reader["kind"].word(Kind.all(createsFirst), \.word),
            reason: try reader["reason"].decoded(),
            attributes: try reader["attributes"].list(),
            impacts: Set(try reader["impacts"].list()),
            notes: try reader["notes"].list(),
            steps: try reader["steps"].list(),
            currentID: try reader.decoded("id"),
            origin: try reader.decoded("moved_from"),
            range: try reader.decoded("place")
        )
        cost = try reader.decoded("cost")
    }
}

extension Change.Kind {
    fileprivate var word: String { verb.rawValue }

    fileprivate static func all(_ createsFirst: Bool) -> [Self] {
        [.create, .update, .replace(createsFirst: createsFirst), .delete, .adopt, .forget, .move]
    }
}

extension Change.Reason: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = ["kind": .string(word)]
        if case .follows(let address) = self { json["address"] = address.json }
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let followed: ResourceAddress? = try reader.decoded("address")
        let follows = followed.map { [Self.follows($0)] } ?? []
        self = try reader["kind"].word(Self.simple + follows, \.word)
    }

    private static let simple: [Self] = [
        .declared, .undeclared, .destroyed, .vanished, .differs, .unusable, .requested, .found, .named, .interrupted,
        .adopted, .leftover, .abandoned, .kept, .removed, .listed,
    ]

    /// As plans are described, but for what it follows.
    private var word: String {
        guard case .follows = self else { return description }
        return "follows"
    }

    /// Every word that a reason has.
    static let words = (simple + [.follows(ResourceAddress("", ""))]).map(\.word)
}

extension AttributeChange: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = [
            "path": path.json,
            "cause": .string(cause.word),
            "effect": .string(effect.word),
            "sensitive": .boolean(isSensitive),
        ]
        json.add("old", old)
        json.add("new", new)
        if case .follows(let address) = cause { json["follows"] = address.json }
        json.add("place", range)
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let followed: ResourceAddress? = try reader.decoded("follows")
        let follows = followed.map { [Cause.follows($0)] } ?? []
        self.init(
            try reader["path"].decoded(),
            old: try reader.decoded("old"),
            new: try reader.decoded("new"),
            cause: try reader["cause"].word(Cause.simple + follows, \.word),
            effect: try reader["effect"].word(Effect.allCases, \.word),
            isSensitive: try reader["sensitive"].flag(),
            range: try reader.decoded("place")
        )
    }
}

extension AttributeChange.Cause {
    fileprivate static let simple: [Self] = [.edited, .drifted, .failed, .unset]

    fileprivate var word: String {
        switch self {
        case .edited: "edited"
        case .drifted: "drifted"
        case .failed: "failed"
        case .unset: "unset"
        case .follows: "follows"
        }
    }

    static let words = (simple + [.follows(ResourceAddress("", ""))]).map(\.word)
}

extension AttributeChange.Effect {
    fileprivate var word: String {
        switch self {
        case .inPlace: "in-place"
        case .offline: "offline"
        case .rebuild: "rebuild"
        case .replacement: "replacement"
        case .wishedReplacement: "wished-replacement"
        case .ignored: "ignored"
        }
    }

    static let words = allCases.map(\.word)
}

/// A place without the text around it, as plans keep it.
extension SourceRange: PlanCodable {
    var json: JSONValue {
        ["file": .string(file.path), "line": .integer(Int64(start.line)), "column": .integer(Int64(start.column))]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let file = SourceFile(path: try reader["file"].text(), text: "")
        let line = try reader["line"].count()
        self.init(file: file, at: SourcePosition(line: line, column: try reader["column"].count()))
    }
}

extension Remark: PlanCodable {
    var json: JSONValue { ["address": address.json, "message": message.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(try reader["address"].decoded(), try reader["message"].text())
    }
}

extension OutputChange: PlanCodable {
    var json: JSONValue {
        var json: JSONObject = ["name": name.json, "sensitive": .boolean(isSensitive)]
        json.add("before", before)
        json["after"] = after.json
        return .object(json)
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(
            try reader["name"].text(),
            before: try reader.decoded("before"),
            after: try reader["after"].decoded(),
            isSensitive: try reader["sensitive"].flag()
        )
    }
}
