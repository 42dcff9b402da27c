// Strings. Reading one starts behind the opening quote and ends behind the closing one.
extension JSONScanner {
    mutating func key() throws(JSONParseError) -> (text: String, hash: UInt64) {
        let start = position
        if let hash = skipPlainKey() {
            let text = knownKeys.text(from: start, to: position, hash: hash, in: bytes)
            position += 1
            return (text, hash)
        }
        position = start
        let key = try string()
        return (key, KeyHash(of: key).value)
    }

    /// The hash of an ordinary key, whose closing quote comes next; `nil` for one that has to be read like any string.
    @inline(__always)
    mutating func skipPlainKey() -> UInt64? {
        var hash = KeyHash()
        while position + 8 <= bytes.count {
            let next = EightBytes(bytes, at: position)
            let count = next.plainCount
            let plain = next.prefix(count)
            guard EightBytes.isASCII(plain) else { return nil }
            hash.combine(plain)
            position += count
            if count < 8 { return bytes[position] == UInt8(ascii: "\"") ? hash.value : nil }
        }
        return nil
    }

    mutating func string() throws(JSONParseError) -> String {
        let start = position
        let isASCII = skipPlainCharacters()
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""): break
        case UInt8(ascii: "\\"): return try escapedString(from: start)
        default: throw failure(.controlCharacterInString)
        }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position += 1
        // ASCII is always valid, and decoding it is much faster than the generic validation.
        if isASCII { return String(decoding: text, as: UTF8.self) }
        guard let string = String(validating: text, as: UTF8.self) else { throw failure(.invalidUTF8, at: start) }
        return string
    }

    /// Stops at a quote, a backslash, a control character or the end; tells whether all before that was ASCII.
    @inline(__always)
    mutating func skipPlainCharacters() -> Bool {
        var isASCII = true
        while position + 8 <= bytes.count {
            let next = EightBytes(bytes, at: position)
            let count = next.plainCount
            isASCII = EightBytes.isASCII(next.prefix(count)) && isASCII
            position += count
            if count < 8 { return isASCII }
        }
        while position < bytes.count, isPlain(bytes[position]) {
            isASCII = bytes[position] < 0x80 && isASCII
            position += 1
        }
        return isASCII
    }

    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func escapedString(from start: Int) throws(JSONParseError) -> String {
        var unescaped = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] == UInt8(ascii: "\\") {
            position += 1
            try appendEscape(to: &unescaped)
            let plain = position
            _ = skipPlainCharacters()
            unescaped += bytes[plain..<position]
        }
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw failure(.controlCharacterInString) }
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
