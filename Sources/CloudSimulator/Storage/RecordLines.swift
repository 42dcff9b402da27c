import FoundationEssentials
import JSONDocuments

/// The text of a data file: a first line that tells the format, then one line for every record or change of one.
///
/// A later line about the same record takes the place of an earlier one, so a file of changes appended to a whole
/// state is again a whole state. A last line without its end was never finished and does not count.
struct RecordLines {
    static let version = 1
    private(set) var bytes: [UInt8] = []

    static var header: [UInt8] {
        JSON.object([.init(name: "hzform_simulator", value: .int(version))]).bytes + [UInt8(ascii: "\n")]
    }

    mutating func append(_ identifiers: Identifiers) {
        append(["identifiers": RecordLines.json(identifiers)])
    }

    mutating func append<R: StoredRecord>(_ record: R, of project: String) {
        append(
            [
                "project": .string(project), "kind": .string(R.kind.rawValue), "id": .int(record.id),
                "record": RecordLines.json(record),
            ]
        )
    }

    mutating func append(removed key: ObjectKey, of project: String) {
        append(
            ["project": .string(project), "kind": .string(key.kind.rawValue), "id": .int(key.id), "record": nil]
        )
    }

    private mutating func append(_ line: JSON) {
        bytes += line.bytes
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func json(_ value: some Encodable) -> JSON {
        do {
            return .value(try JSONValue(encoding: value))
        } catch {
            preconditionFailure("A record of the simulator cannot be encoded: \(error)")
        }
    }
}

/// Why a data file cannot be used.
public struct SimulatorDataError: Error, Sendable, CustomStringConvertible {
    public let description: String
}

/// What a data file says in the end, with every earlier line of a record left behind.
struct RestoredRecords {
    struct Key: Hashable {
        let project: String
        let object: ObjectKey
    }

    /// The JSON of each record that is left.
    private(set) var records: [Key: ArraySlice<UInt8>] = [:]
    private(set) var identifiers = Identifiers()

    init(_ bytes: [UInt8]) throws(SimulatorDataError) {
        var number = 1
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(bytes[start..<end])
            start = end + 1
            if number == 1 { try RestoredRecords.requireVersion(line) } else { try read(line, number) }
            number += 1
        }
        if number == 1, !bytes.isEmpty {
            throw SimulatorDataError(description: "this is not a data file of the simulator")
        }
    }

    private static func requireVersion(_ line: [UInt8]) throws(SimulatorDataError) {
        guard let version = (try? JSONParser.parse(line))?["hzform_simulator"]?.integer else {
            throw SimulatorDataError(description: "this is not a data file of the simulator")
        }
        guard version == RecordLines.version else {
            let problem = "the data file has format version \(version), not \(RecordLines.version)"
            throw SimulatorDataError(description: problem)
        }
    }

    private mutating func read(_ line: [UInt8], _ number: Int) throws(SimulatorDataError) {
        guard !line.starts(with: "{\"identifiers\":".utf8) else {
            let (_, text) = try RestoredRecords.members(of: line, number, before: "identifiers")
            identifiers = try RestoredRecords.decoded(Identifiers.self, text)
            return
        }
        let (head, text) = try RestoredRecords.members(of: line, number, before: "record")
        guard let project = head["project"]?.string, let name = head["kind"]?.string,
            let kind = ResourceKind(rawValue: name), let id = head["id"]?.integer
        else { throw SimulatorDataError(description: "the data file is damaged: line \(number) names no record") }
        let key = Key(project: project, object: ObjectKey(kind: kind, id: Int(id)))
        if text.elementsEqual("null".utf8) {
            records.removeValue(forKey: key)
        } else {
            records[key] = text
        }
    }

    private static func members(
        of line: [UInt8],
        _ number: Int,
        before last: String
    ) throws(SimulatorDataError) -> (JSONObject, ArraySlice<UInt8>) {
        do {
            return try JSONParser.members(of: line, before: last)
        } catch {
            let place = "line \(number), column \(error.column)"
            throw SimulatorDataError(description: "the data file is damaged: \(place): \(error.reason)")
        }
    }

    static func decoded<Value: Decodable>(
        _ type: Value.Type,
        _ text: ArraySlice<UInt8>
    ) throws(SimulatorDataError) -> Value {
        do {
            return try decoder.decode(type, from: Data(text))
        } catch {
            throw SimulatorDataError(description: "the data file is damaged: a \(type) cannot be read: \(error)")
        }
    }

    private static let decoder = JSONDecoder()
}
