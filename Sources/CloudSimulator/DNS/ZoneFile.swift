/// What a zone file in master format (RFC 1035, section 5) says about a zone.
struct ZoneFile: Codable, Sendable {
    /// The records of one name and type.
    struct Entry: Codable, Sendable, Equatable {
        let name: String
        let type: RecordType
        var ttl: Int?
        var records: [DNSRecord]
    }

    /// A line that the file cannot have.
    struct Malformed: Error {
        let line: Int
        let problem: String

        var text: String { "line \(line): \(problem)" }
    }

    private(set) var ttl: Int?
    private(set) var entries: [Entry] = []

    private enum CodingKeys: CodingKey {
        case ttl
        case entries
    }

    /// Where each name and type stands in `entries`, and the values that it has; empty once the file was read.
    private var positions: [String: (index: Int, values: Set<String>)] = [:]

    /// Reads the file of that zone: names outside of it, other classes and further directives are refused.
    init(_ text: String, zone: String) throws(Malformed) {
        var owner: String?
        for statement in try ZoneFileStatement.statements(of: text) {
            guard let first = statement.fields.first else { continue }
            if !statement.continuesOwner, case .word(let word) = first, word.hasPrefix("$") {
                try readDirective(word, statement, zone)
                continue
            }
            var fields = statement.fields[...]
            if !statement.continuesOwner {
                fields = fields.dropFirst()
                guard let name = ZoneFile.relativeName(first.text, zone) else {
                    throw statement.malformed("'\(first.text)' is not a name in the zone \(zone)")
                }
                owner = name
            }
            guard let owner else { throw statement.malformed("the first record has no name") }
            try readRecord(owner, fields, statement)
        }
        positions = [:]
    }

    private mutating func readDirective(
        _ word: String,
        _ statement: ZoneFileStatement,
        _ zone: String
    ) throws(Malformed) {
        guard statement.fields.count == 2 else { throw statement.malformed("\(word) takes one value") }
        let value = statement.fields[1].text
        switch word.uppercased() {
        case "$ORIGIN":
            guard value.lowercased() == "\(zone)." else { throw statement.malformed("$ORIGIN must be \(zone).") }
        case "$TTL":
            guard let seconds = ZoneFile.seconds(value), Zone.ttls.contains(seconds) else {
                throw statement.malformed("$TTL must be between 60 and 2147483647")
            }
            ttl = seconds
        default: throw statement.malformed("\(word) is not supported")
        }
    }

    /// Time to live and class come before the type, in either order, and both may be absent.
    private mutating func readRecord(
        _ name: String,
        _ fields: ArraySlice<RecordFields.Field>,
        _ statement: ZoneFileStatement
    ) throws(Malformed) {
        var rest = fields
        var seconds: Int?
        while let word = rest.first?.word {
            if word.uppercased() == "IN" {
                rest = rest.dropFirst()
            } else if seconds == nil, let number = ZoneFile.seconds(word) {
                seconds = number
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard let word = rest.popFirst()?.word else { throw statement.malformed("the type is missing") }
        guard !["CH", "CS", "HS"].contains(word.uppercased()) else {
            throw statement.malformed("only the class IN is supported")
        }
        guard let type = RecordType(rawValue: word.uppercased()) else {
            throw statement.malformed("the type '\(word)' is not supported")
        }
        if let seconds, !Zone.ttls.contains(seconds) {
            throw statement.malformed("the TTL must be between 60 and 2147483647")
        }
        let value = rest.map(ZoneFileStatement.text).joined(separator: " ")
        if let problem = type.problem(in: value) { throw statement.malformed("'\(value)' \(problem)") }
        let entry = Entry(
            name: name,
            type: type,
            ttl: seconds,
            records: [DNSRecord(value: value, comment: statement.comment)]
        )
        try add(entry, statement)
    }

    private mutating func add(_ entry: Entry, _ statement: ZoneFileStatement) throws(Malformed) {
        let key = "\(entry.name)/\(entry.type.rawValue)"
        let value = entry.records[0].value
        guard let index = positions[key]?.index else {
            positions[key] = (entries.count, [value])
            entries.append(entry)
            return
        }
        guard !entry.type.isSingle else {
            throw statement.malformed("\(entry.name) has two \(entry.type.rawValue) records")
        }
        guard entries[index].ttl == entry.ttl else {
            throw statement.malformed("the \(entry.type.rawValue) records of \(entry.name) have different TTLs")
        }
        guard positions[key]?.values.insert(value).inserted == true else {
            throw statement.malformed("the record is there twice")
        }
        entries[index].records += entry.records
    }

    /// The name as the API has it, or nil for one outside of the zone.
    private static func relativeName(_ text: String, _ zone: String) -> String? {
        let name = text.lowercased()
        guard name.hasSuffix(".") else { return DomainName.isRecordName(name, in: zone) ? name : nil }
        if name == "\(zone)." { return "@" }
        guard name.hasSuffix(".\(zone).") else { return nil }
        let relative = String(name.dropLast(zone.count + 2))
        return DomainName.isRecordName(relative, in: zone) ? relative : nil
    }

    /// `3600`, or with BIND's units `1h30m`.
    static func seconds(_ text: String) -> Int? {
        guard let first = text.utf8.first, (48...57).contains(first) else { return nil }
        var total = 0
        var digits = ""
        for character in text.lowercased() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let number = Int(digits), number <= Int(UInt32.max) else { return nil }
            total += number * unit
            digits = ""
        }
        guard !digits.isEmpty else { return total }
        guard let number = Int(digits), number <= Int(UInt32.max) else { return nil }
        return total + number
    }

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
}
