extension StandardLibrary {
    /// `bool`, `bytes`, `double`, `int`, `string` and `uint`; each takes its own type too.
    static let conversions: [LibraryEntry] = [
        .function("bool", [.bool], .bool) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("bytes", [.bytes], .bytes) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("bytes", [.string], .bytes) { arguments, budget throws(CELFailure) in
            let text = try arguments.text(0)
            try budget.prepare(bytes: text.utf8.count)
            return .bytes(Array(text.utf8))
        },
        .function("double", [.double], .double) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("double", [.int], .double) { arguments, _ throws(CELFailure) in
            .double(Double(try arguments.integer(0)))
        },
        .function("double", [.uint], .double) { arguments, _ throws(CELFailure) in
            .double(Double(try arguments.unsigned(0)))
        },
        .function("int", [.int], .int) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("int", [.uint], .int) { arguments, _ throws(CELFailure) in
            guard let value = Int64(exactly: try arguments.unsigned(0)) else {
                throw outOfRange(arguments[0], "an int")
            }
            return .int(value)
        },
        .function("int", [.double], .int) { arguments, _ throws(CELFailure) in
            let value = try arguments.double(0).rounded(.towardZero)
            guard value > -0x1p63, let whole = Int64(exactly: value) else {
                throw outOfRange(arguments[0], "an int")
            }
            return .int(whole)
        },
        .function("uint", [.uint], .uint) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("uint", [.int], .uint) { arguments, _ throws(CELFailure) in
            guard let value = UInt64(exactly: try arguments.integer(0)) else {
                throw outOfRange(arguments[0], "a uint")
            }
            return .uint(value)
        },
        .function("uint", [.double], .uint) { arguments, _ throws(CELFailure) in
            guard let value = UInt64(exactly: try arguments.double(0).rounded(.towardZero)) else {
                throw outOfRange(arguments[0], "a uint")
            }
            return .uint(value)
        },
        string(.bool), string(.int), string(.uint), string(.double), string(.string), string(.address),
        string(.addressRange), string(.type),
        .function("string", [.bytes], .string) { arguments, budget throws(CELFailure) in
            try budget.prepare(bytes: try arguments.bytes(0).count)
            guard let text = arguments[0].plainText else {
                throw CELFailure(.invalidArgument, "the bytes are not UTF-8, expected text")
            }
            return .string(text)
        },
    ]

    /// Conversions that read text.
    static let numberParsing: [LibraryEntry] = [
        .function("bool", [.string], .bool) { arguments, _ throws(CELFailure) in
            switch try arguments.text(0) {
            case "1", "t", "true", "TRUE", "True": return .bool(true)
            case "0", "f", "false", "FALSE", "False": return .bool(false)
            default: throw unreadable(arguments[0], "'true' or 'false'")
            }
        },
        .function("double", [.string], .double) { arguments, budget throws(CELFailure) in
            let text = try arguments.text(0)
            try budget.spend(size: text.utf8.count)
            switch text {
            case "NaN": return .double(.nan)
            case "Infinity", "+Infinity", "Inf", "+Inf": return .double(.infinity)
            case "-Infinity", "-Inf": return .double(-.infinity)
            default: break
            }
            let isDecimal = text.utf8.allSatisfy { $0.isDigit || ".eE+-".utf8.contains($0) }
            guard isDecimal, let value = Double(text) else {
                throw unreadable(arguments[0], "a number")
            }
            return .double(value)
        },
        .function("int", [.string], .int) { arguments, _ throws(CELFailure) in
            guard let value = Int64(try arguments.text(0)) else {
                throw unreadable(arguments[0], "a whole number of 64 bits")
            }
            return .int(value)
        },
        .function("uint", [.string], .uint) { arguments, _ throws(CELFailure) in
            guard let value = UInt64(try arguments.text(0)) else {
                throw unreadable(arguments[0], "a whole number from 0 of 64 bits")
            }
            return .uint(value)
        },
    ]

    private static func string(_ type: CELType) -> LibraryEntry {
        .function("string", [type], .string) { arguments, _ throws(CELFailure) in
            guard let text = arguments[0].plainText else {
                throw CELFailure(.wrongType, "\(arguments[0].typeName) has no text")
            }
            return .string(text)
        }
    }

    private static func outOfRange(_ value: CELValue, _ type: String) -> CELFailure {
        CELFailure(.outOfRange, "\(value.quotedText) does not fit \(type)")
    }

    private static func unreadable(_ value: CELValue, _ expected: String) -> CELFailure {
        CELFailure(.invalidArgument, "expected \(expected), not \(value.quotedText)")
    }
}
