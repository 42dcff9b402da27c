import Diagnostics
import JSONDocuments
import Reconciliation
import ResourceModel

/// The one JSON form of a plan: what `plan --format json` prints and what a saved plan is.
///
/// The same plan gives the same bytes. `summary` and the like are for readers; reading it back does not need them.
package enum PlanDocument {
    /// Grows when a reader of the old shape could misread the new one; keys may be added without it.
    package static let format: Int64 = 1

    /// The whole document; it ends with a line break.
    ///
    /// - Parameter unmanaged: what is in the project and in no file, where that was asked for.
    package static func text(_ saved: SavedPlan, unmanaged: [UnmanagedObject]? = nil) -> String {
        var document = saved.plan.members
        document["format"] = .integer(format)
        // As every other document has it.
        document["format_version"] = .integer(format)
        document["hzform"] = saved.version.json
        document["configuration"] = saved.configuration.json
        document["state"] = saved.state.json
        document["salts"] = saved.salts.json
        document["options"] = saved.terms.json
        document["summary"] = PlanSummary(saved.plan, refreshRequests: saved.requests).json
        if let unmanaged { document["unmanaged"] = .array(unmanaged.map(\.json)) }
        return JSONValue.object(document).pretty() + "\n"
    }

    /// Reads what ``text(_:unmanaged:)`` wrote.
    package static func saved(_ json: JSONValue, catalog: Catalog) throws(PlanFormatError) -> SavedPlan {
        let reader = PlanReader(json)
        return SavedPlan(
            version: try reader["hzform"].text(),
            configuration: try reader["configuration"].decoded(),
            state: try reader["state"].text(),
            salts: try reader["salts"].list(),
            terms: try reader["options"].decoded(),
            requests: try reader["summary"]["requests"]["refresh"].count(),
            plan: try Plan(reader, catalog: catalog)
        )
    }
}

extension Salt: PlanCodable {
    var json: JSONValue { .string(text) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        guard let salt = Salt(try reader.text()) else { throw reader.failure("a salt") }
        self = salt
    }
}

extension ConfigurationDigest: PlanCodable {
    var json: JSONValue {
        ["files": .object(JSONObject(files.map { ($0.key, $0.value.json) })), "variables": variables.json]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        var files: [String: String] = [:]
        for (name, digest) in try reader["files"].members() { files[name] = try digest.text() }
        self.init(files: files, variables: try reader["variables"].list())
    }
}

/// Written as the options of the command line are called.
extension PlanTerms: PlanCodable {
    var json: JSONValue {
        [
            "target": selection.targets.json,
            "exclude": selection.excluded.json,
            "replace": selection.replaced.json,
            "destroy": .boolean(isForDestruction),
            "allow": allowed.sorted().json,
            "max_delete": mostDeletions.map { .integer(Int64($0)) } ?? .null,
        ]
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let most = reader["max_delete"]
        self.init(
            selection: Selection(
                targets: try reader["target"].list(),
                excluded: try reader["exclude"].list(),
                replaced: try reader["replace"].list()
            ),
            isForDestruction: try reader["destroy"].flag(),
            allowed: Set(try reader["allow"].list()),
            mostDeletions: most.json.isNull ? nil : try most.count()
        )
    }
}

extension PlanSummary {
    /// Every count is there, zeros included.
    fileprivate var json: JSONValue {
        let impacts = addresses.sorted { $0.key < $1.key }.map { ($0.key.rawValue, Self.number($0.value.count)) }
        return [
            "changes": .object(JSONObject(Verb.allCases.map { ($0.rawValue, Self.number(counts[$0] ?? 0)) })),
            "unchanged": Self.number(unchanged),
            "impacts": .object(JSONObject(impacts)),
            "requests": ["refresh": Self.number(requests.refresh), "apply": Self.number(requests.apply)],
        ]
    }

    private static func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }
}

extension UnmanagedObject {
    /// With its name, the stack that made it, and what it costs, as far as these are known.
    fileprivate var json: JSONValue {
        var json: JSONObject = ["type": type.json, "id": object.id.json, "orphan": .boolean(isOrphan)]
        json.add("name", object.name)
        json.add("stack", object.ownership?.stack)
        json.add("cost", cost?.rate)
        return .object(json)
    }
}
