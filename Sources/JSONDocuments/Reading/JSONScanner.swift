/// Walks through a JSON text and reads what has no parts: punctuation, words and numbers here, strings in their own
/// file.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    var knownKeys = KnownKeys()

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    @inline(__always)
    func peek() throws(JSONParseError) -> UInt8 {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[position]
    }

    @inline(__always)
    mutating func advance() {
        position += 1
    }

    @inline(__always)
    mutating func consume(_ expected: UInt8) throws(JSONParseError) {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == expected else { throw failure(.unexpectedByte(bytes[position])) }
        position += 1
    }

    mutating func expect(_ word: StaticString) throws(JSONParseError) {
        for index in 0..<word.utf8CodeUnitCount {
            try consume(word.utf8Start[index])
        }
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    func failure(_ reason: JSONParseError.Reason, at offset: Int? = nil) -> JSONParseError {
        JSONParseError(reason, at: offset ?? position, in: bytes)
    }
}

// Numbers.
extension JSONScanner {
    /// Begins at a digit or a minus sign.
    mutating func number() throws(JSONParseError) -> JSONValue {
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
