/// The functions of the language and of its extensions.
enum StandardLibrary {
    static let overloads: [String: [Overload]] = {
        var table: [String: [Overload]] = [:]
        for entries in all {
            for entry in entries {
                table[entry.name, default: []].append(entry.overload)
            }
        }
        return table
    }()

    private static var all: [[LibraryEntry]] {
        [
            basics, conversions, numberParsing, stringSearch, stringShaping, formatting, mathExtremes, mathRounding,
            mathBits, lists, sets, optionals, addresses, addressRanges, encoders,
        ]
    }
}

/// Arguments by position; the dispatch made sure of their types, so that a failure here is a missing overload.
extension [CELValue] {
    func text(_ position: Int) throws(CELFailure) -> String {
        guard case .string(let value) = self[position] else {
            throw wrongType(position, "string")
        }
        return value
    }

    func bytes(_ position: Int) throws(CELFailure) -> [UInt8] {
        guard case .bytes(let value) = self[position] else {
            throw wrongType(position, "bytes")
        }
        return value
    }

    func integer(_ position: Int) throws(CELFailure) -> Int {
        guard case .int(let value) = self[position] else {
            throw wrongType(position, "int")
        }
        return Int(value)
    }

    func unsigned(_ position: Int) throws(CELFailure) -> UInt64 {
        guard case .uint(let value) = self[position] else {
            throw wrongType(position, "uint")
        }
        return value
    }

    func double(_ position: Int) throws(CELFailure) -> Double {
        guard case .double(let value) = self[position] else {
            throw wrongType(position, "double")
        }
        return value
    }

    func list(_ position: Int) throws(CELFailure) -> [CELValue] {
        guard case .list(let value) = self[position] else {
            throw wrongType(position, "list")
        }
        return value.elements
    }

    func optional(_ position: Int) throws(CELFailure) -> CELValue? {
        guard case .optional(let value) = self[position] else {
            throw wrongType(position, "optional")
        }
        return value
    }

    private func wrongType(_ position: Int, _ expected: String) -> CELFailure {
        CELFailure(.wrongType, "expected a value of type \(expected), not \(self[position].typeName)")
    }
}
