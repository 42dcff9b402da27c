import Glibc

extension StandardLibrary {
    /// The function `format`, as in `'%s has %d'.format(['web', 2])`.
    static let formatting: [LibraryEntry] = [
        .member("format", [.string, .list(.dyn)], .string) { arguments, budget throws(CELFailure) in
            var formatter = Formatter(arguments: try arguments.list(1))
            return .string(try formatter.formatted(Array(try arguments.text(0).utf8), &budget))
        }
    ]
}

/// Replaces the clauses of a format with its arguments.
private struct Formatter {
    let arguments: [CELValue]
    private var used = 0
    private var result: [UInt8] = []

    init(arguments: [CELValue]) {
        self.arguments = arguments
    }

    mutating func formatted(_ format: [UInt8], _ budget: inout EvaluationBudget) throws(CELFailure) -> String {
        var position = 0
        while position < format.count {
            let byte = format[position]
            position += 1
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            if position < format.count, format[position] == byte {
                result.append(byte)
                position += 1
                continue
            }
            let precision = try precision(format, &position)
            guard position < format.count else {
                throw CELFailure(.invalidArgument, "the format ends in '%', expected a letter behind it")
            }
            let text = try clause(format[position], precision, &budget)
            position += 1
            try budget.check(size: result.count + text.utf8.count)
            result.append(contentsOf: text.utf8)
        }
        try budget.prepare(bytes: result.count)
        return String(decoding: result, as: UTF8.self)
    }

    /// More digits than any double has are refused.
    private func precision(_ format: [UInt8], _ position: inout Int) throws(CELFailure) -> Int? {
        guard position < format.count, format[position] == UInt8(ascii: ".") else {
            return nil
        }
        position += 1
        var precision: Int?
        while position < format.count, format[position].isDigit {
            precision = (precision ?? 0) * 10 + Int(format[position] - 0x30)
            position += 1
            guard let precision, precision <= 1_000 else {
                throw CELFailure(.invalidArgument, "a precision is at most 1000")
            }
        }
        return precision ?? 0
    }

    private mutating func clause(
        _ letter: UInt8,
        _ precision: Int?,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> String {
        guard "sdfeboxX".utf8.contains(letter) else {
            let text = String(decoding: [letter], as: UTF8.self)
            let expected = "expected one of %s %d %f %e %b %o %x %X"
            throw CELFailure(.invalidArgument, "'%\(text)' is no clause of a format, \(expected)")
        }
        guard used < arguments.count else {
            throw CELFailure(.outOfRange, "the format has more clauses than the \(arguments.count) arguments given")
        }
        let argument = arguments[used]
        used += 1
        try budget.prepare(bytes: argument.size)
        switch letter {
        case UInt8(ascii: "s"): return try FormatText.string(argument)
        case UInt8(ascii: "d"): return try FormatText.decimal(argument)
        case UInt8(ascii: "f"): return try FormatText.floating(argument, "%.*f", precision ?? 6)
        case UInt8(ascii: "e"): return try FormatText.floating(argument, "%.*e", precision ?? 6)
        case UInt8(ascii: "b"): return try FormatText.binary(argument)
        case UInt8(ascii: "o"): return try FormatText.integer(argument, radix: 8, clause: "%o")
        case UInt8(ascii: "x"): return try FormatText.hexadecimal(argument)
        default: return try FormatText.hexadecimal(argument).uppercased()
        }
    }
}

/// The text of an argument for each kind of clause.
private enum FormatText {
    static func string(_ value: CELValue) throws(CELFailure) -> String {
        switch value {
        case .null: return "null"
        case .list(let list):
            var parts: [String] = []
            for element in list.elements {
                parts.append(try string(element))
            }
            return "[\(parts.joined(separator: ", "))]"
        case .map(let map):
            var parts: [(key: String, text: String)] = []
            for entry in map.entries {
                let key = try string(entry.key)
                parts.append((key, "\(key): \(try string(entry.value))"))
            }
            parts.sort { $0.key.bytewiseOrder(to: $1.key) == .before }
            return "{\(parts.map(\.text).joined(separator: ", "))}"
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .bool, .int, .uint, .double, .string, .type, .address, .addressRange, .optional, .object:
            guard let text = value.plainText else {
                throw mismatch("%s", "a string, number, bool, list or map", value)
            }
            return text
        }
    }

    static func decimal(_ value: CELValue) throws(CELFailure) -> String {
        if case .double(let number) = value, !number.isFinite {
            return number.plainText
        }
        return try integer(value, radix: 10, clause: "%d")
    }

    static func integer(_ value: CELValue, radix: Int, clause: String) throws(CELFailure) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        default: throw mismatch(clause, "an int or uint", value)
        }
    }

    static func binary(_ value: CELValue) throws(CELFailure) -> String {
        if case .bool(let truth) = value {
            return truth ? "1" : "0"
        }
        return try integer(value, radix: 2, clause: "%b")
    }

    static func hexadecimal(_ value: CELValue) throws(CELFailure) -> String {
        switch value {
        case .string(let text): return hexadecimal(text.utf8)
        case .bytes(let bytes): return hexadecimal(bytes)
        default: return try integer(value, radix: 16, clause: "%x")
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func floating(_ value: CELValue, _ format: String, _ precision: Int) throws(CELFailure) -> String {
        let number: Double
        switch value {
        case .double(let value): number = value
        case .int(let value): number = Double(value)
        case .uint(let value): number = Double(value)
        default: throw mismatch(format == "%.*f" ? "%f" : "%e", "a number", value)
        }
        guard number.isFinite else {
            return number.plainText
        }
        // 309 digits before the point, the sign and the point itself.
        let capacity = precision + 320
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let written = withVaList([CInt(precision), number]) { list in
                vsnprintf(buffer.baseAddress, capacity, format, list)
            }
            count = max(0, min(Int(written), capacity - 1))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func mismatch(_ clause: String, _ expected: String, _ value: CELValue) -> CELFailure {
        CELFailure(.invalidArgument, "'\(clause)' expects \(expected), not \(value.typeName)")
    }
}
