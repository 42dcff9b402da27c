import Diagnostics
import JSONDocuments
import Reconciliation
import ResourceModel
import StateFiles

extension ObjectName {
    fileprivate var json: JSONValue {
        switch self {
        case .former(let address): ["former": address.json]
        case .named(let name): ["name": name.json]
        }
    }

    fileprivate init(_ reader: PlanReader) throws(PlanFormatError) {
        if let former = reader.optional("former") {
            self = .former(try former.decoded())
        } else {
            self = .named(try reader["name"].text())
        }
    }
}

/// What an object is called that changes mention by ID.
private struct NamedObject: PlanCodable {
    let object: Reference
    let name: ObjectName

    init(_ object: Reference, _ name: ObjectName) {
        self.object = object
        self.name = name
    }

    var json: JSONValue { ["object": object.json, "is": name.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        object = try reader["object"].decoded()
        name = try ObjectName(reader["is"])
    }
}

extension Plan {
    /// The members of a plan in JSON; only sealed plans have them.
    var members: JSONObject {
        let names = objectNames.sorted { $0.key < $1.key }.map { NamedObject($0.key, $0.value) }
        var members: JSONObject = [
            "stack": stack.json,
            "changes": changes.json,
            "steps": steps.json,
            "barriers": barriers.json,
            "recorded": StateDocument.json(recorded),
            "unchanged": .integer(Int64(unchanged)),
            "remarks": remarks.json,
            "outputs": outputs.json,
        ]
        members.add("succeeding", succeeding.sorted())
        members.add("names", names)
        members.add("cost", cost)
        return members
    }

    init(_ reader: PlanReader, catalog: Catalog) throws(PlanFormatError) {
        let named: [NamedObject] = try reader.list("names")
        self.init(
            stack: try reader["stack"].text(),
            changes: try reader["changes"].list(),
            steps: try reader["steps"].list(),
            barriers: try reader["barriers"].list(),
            recorded: try Self.recorded(reader["recorded"], catalog),
            unchanged: try reader["unchanged"].count(),
            remarks: try reader["remarks"].list(),
            outputs: try reader["outputs"].list()
        )
        let addresses: [ResourceAddress] = try reader.list("succeeding")
        succeeding = Set(addresses)
        cost = try reader.decoded("cost")
        objectNames = Dictionary(named.map { ($0.object, $0.name) }) { first, _ in first }
        try checkNumbers(reader)
    }

    private static func recorded(_ reader: PlanReader, _ catalog: Catalog) throws(PlanFormatError) -> RecordedState {
        do throws(Diagnostic) {
            return try StateDocument.state(reader.json, in: SourceFile(path: "", text: ""), catalog: catalog)
        } catch {
            throw PlanFormatError(path: reader.path, expected: "a state (\(error.message))")
        }
    }

    /// Whatever is mentioned by its number is there, and is what stands at that place.
    private func checkNumbers(_ reader: PlanReader) throws(PlanFormatError) {
        let numbers = steps.indices.map { Step.ID($0) }
        guard steps.map(\.id) == numbers else { throw reader["steps"].failure("steps that are numbered from 1 on") }
        let barrierNumbers = barriers.indices.map { Barrier.ID($0) }
        guard barriers.map(\.id) == barrierNumbers else {
            throw reader["barriers"].failure("barriers that are numbered from 1 on")
        }
        let mentioned =
            changes.flatMap(\.steps) + barriers.flatMap(\.waitsFor)
            + steps.flatMap { $0.waitsFor + [$0.restores].compactMap(\.self) }
        guard mentioned.allSatisfy({ steps.indices.contains($0.index) }) else {
            throw reader["steps"].failure("every step that is mentioned")
        }
        guard steps.flatMap(\.barriers).allSatisfy({ barriers.indices.contains($0.index) }) else {
            throw reader["barriers"].failure("every barrier that is mentioned")
        }
    }
}
