/// Reads JSON exactly as RFC 8259 defines it: no trailing commas, no comments, no key twice, valid UTF-8.
///
/// Written by hand because a generic tree out of `JSONDecoder` is about ten times slower, and a refresh reads tens of megabytes.
public struct JSONParser {
    /// Deeper nesting is refused: the API stays below 10, and the parser's recursion must not be driven by input.
    public static let depthLimit = 128

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0
    private var longKeys = LongKeys()

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Parses one value that takes up the whole text.
    public static func parse(_ bytes: some Collection<UInt8>) throws(JSONParseError) -> JSONValue {
        let result = bytes.withContiguousStorageIfAvailable(document)
        return try (result ?? Array(bytes).withUnsafeBufferPointer(document)).get()
    }

    private static func document(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONParseError> {
        var parser = JSONParser(bytes)
        return Result { () throws(JSONParseError) in try parser.document() }
    }

    private mutating func document() throws(JSONParseError) -> JSONValue {
        let value = try value()
        skipWhitespace()
        guard position == bytes.count else { throw failure(.trailingContent) }
        return value
    }

    private mutating func value() throws(JSONParseError) -> JSONValue {
        skipWhitespace()
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            position += 1
            return .string(try string())
        case UInt8(ascii: "{"):
            return .object(try object())
        case UInt8(ascii: "["):
            return .array(try array())
        case UInt8(ascii: "t"):
            try expect("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number()
        case let other:
            throw failure(.unexpectedByte(other))
        }
    }

    private mutating func array() throws(JSONParseError) -> [JSONValue] {
        try descend()
        var elements: [JSONValue] = []
        if try !closes(with: UInt8(ascii: "]")) {
            repeat {
                elements.append(try value())
            } while try continues(until: UInt8(ascii: "]"))
        }
        depth -= 1
        return elements
    }

    private mutating func object() throws(JSONParseError) -> JSONObject {
        try descend()
        var members: [JSONObject.Member] = []
        var seen = SeenKeys()
        if try !closes(with: UInt8(ascii: "}")) {
            members.reserveCapacity(8)
            repeat {
                skipWhitespace()
                let start = position
                try consume(UInt8(ascii: "\""))
                let key = try key()
                guard seen.insert(key, after: members) else { throw failure(.duplicateKey(key), at: start) }
                skipWhitespace()
                try consume(UInt8(ascii: ":"))
                members.append((key, try value()))
            } while try continues(until: UInt8(ascii: "}"))
        }
        depth -= 1
        return JSONObject(distinct: members)
    }
}

// What stands between values.
extension JSONParser {
    private mutating func descend() throws(JSONParseError) {
        depth += 1
        guard depth <= Self.depthLimit else { throw failure(.tooDeep(limit: Self.depthLimit)) }
        position += 1
    }

    private mutating func closes(with closing: UInt8) throws(JSONParseError) -> Bool {
        skipWhitespace()
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == closing else { return false }
        position += 1
        return true
    }

    private mutating func continues(until closing: UInt8) throws(JSONParseError) -> Bool {
        if try closes(with: closing) { return false }
        try consume(UInt8(ascii: ","))
        return true
    }

    private mutating func consume(_ expected: UInt8) throws(JSONParseError) {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == expected else { throw failure(.unexpectedByte(bytes[position])) }
        position += 1
    }

    private mutating func expect(_ word: StaticString) throws(JSONParseError) {
        for index in 0..<word.utf8CodeUnitCount {
            try consume(word.utf8Start[index])
        }
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    private func failure(_ reason: JSONParseError.Reason, at offset: Int? = nil) -> JSONParseError {
        JSONParseError(reason, at: offset ?? position, in: bytes)
    }
}

// Numbers.
extension JSONParser {
    private mutating func number() throws(JSONParseError) -> JSONValue {
        let start = position
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let firstDigit = position
        var magnitude: Int64 = 0
        var fits = true
        while position < bytes.count, let digit = digit(at: position) {
            let (scaled, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = scaled.subtractingReportingOverflow(digit)
            fits = fits && !tooLarge && !overflow
            magnitude = sum
            position += 1
        }
        let digits = position - firstDigit
        let hasLeadingZero = digits > 1 && bytes[firstDigit] == UInt8(ascii: "0")
        guard digits > 0, !hasLeadingZero else { throw failure(.invalidNumber, at: start) }
        let isWhole = try !skipFractionAndExponent(of: start)
        // The magnitude is kept below zero, where there is room for Int64.min.
        guard isWhole, fits, isNegative || magnitude != .min else { return try floatingPoint(from: start) }
        return .integer(isNegative ? magnitude : -magnitude)
    }

    /// Tells whether there was a fraction or an exponent.
    private mutating func skipFractionAndExponent(of start: Int) throws(JSONParseError) -> Bool {
        let end = position
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try skipDigits(of: start)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            let hasSign =
                position < bytes.count && (bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-"))
            if hasSign { position += 1 }
            try skipDigits(of: start)
        }
        return position > end
    }

    private mutating func skipDigits(of start: Int) throws(JSONParseError) {
        let first = position
        while position < bytes.count, digit(at: position) != nil {
            position += 1
        }
        guard position > first else { throw failure(.invalidNumber, at: start) }
    }

    private func floatingPoint(from start: Int) throws(JSONParseError) -> JSONValue {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text) else { throw failure(.invalidNumber, at: start) }
        guard value.isFinite else { throw failure(.numberOutOfRange, at: start) }
        return .number(value)
    }

    @inline(__always)
    private func digit(at index: Int) -> Int64? {
        let digit = bytes[index] &- UInt8(ascii: "0")
        return digit < 10 ? Int64(digit) : nil
    }
}

// Strings. All of these start behind the opening quote and end behind the closing one.
extension JSONParser {
    private mutating func key() throws(JSONParseError) -> String {
        let start = position
        guard try skipPlainCharacters() else { return try escapedString(from: start) }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position += 1
        guard let key = longKeys.text(of: text) else { throw failure(.invalidUTF8, at: start) }
        return key
    }

    private mutating func string() throws(JSONParseError) -> String {
        let start = position
        guard try skipPlainCharacters() else { return try escapedString(from: start) }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw failure(.invalidUTF8, at: start) }
        return string
    }

    /// Stops at a quote (`true`) or at a backslash (`false`).
    private mutating func skipPlainCharacters() throws(JSONParseError) -> Bool {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): return false
            case 0..<0x20: throw failure(.controlCharacterInString)
            default: position += 1
            }
        }
        throw failure(.unexpectedEnd)
    }

    private mutating func escapedString(from start: Int) throws(JSONParseError) -> String {
        var unescaped = Array(bytes[start..<position])
        while bytes[position] == UInt8(ascii: "\\") {
            position += 1
            try appendEscape(to: &unescaped)
            let plain = position
            _ = try skipPlainCharacters()
            unescaped += bytes[plain..<position]
        }
        position += 1
        guard let string = String(validating: unescaped, as: UTF8.self) else { throw failure(.invalidUTF8, at: start) }
        return string
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONParseError) {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        let start = position - 1
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(try unicodeScalar(from: start)).utf8
        default: throw failure(.invalidEscape, at: start)
        }
    }

    /// Reads the digits of `\uXXXX` and, for a character outside the basic plane, the second half of the pair.
    private mutating func unicodeScalar(from start: Int) throws(JSONParseError) -> Character {
        let first = try hexadecimal(from: start)
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        let isPair =
            position + 1 < bytes.count && bytes[position] == UInt8(ascii: "\\")
            && bytes[position + 1] == UInt8(ascii: "u")
        guard isPair, UTF16.isLeadSurrogate(first) else { throw failure(.invalidEscape, at: start) }
        position += 2
        let second = try hexadecimal(from: start)
        guard UTF16.isTrailSurrogate(second) else { throw failure(.invalidEscape, at: start) }
        let value = 0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) - 0xdc00)
        guard let scalar = Unicode.Scalar(value) else { throw failure(.invalidEscape, at: start) }
        return Character(scalar)
    }

    private mutating func hexadecimal(from start: Int) throws(JSONParseError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw failure(.unexpectedEnd, at: bytes.count) }
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw failure(.invalidEscape, at: start)
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
