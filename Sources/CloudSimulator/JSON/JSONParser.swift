/// Reads JSON as RFC 8259 has it: no trailing comma, no comment, valid UTF-8, and no nesting that would end the stack.
struct JSONParser {
    struct Malformed: Error {}

    private static let deepest = 64
    private let bytes: [UInt8]
    private var position = 0

    static func value(of bytes: [UInt8]) throws(Malformed) -> JSON {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw Malformed() }
        return value
    }

    /// The members of an object up to the one of that name, and the text of that one, which has to be the last.
    ///
    /// Whoever decodes the text by other means need not have it parsed twice.
    static func head(of bytes: [UInt8], before last: String) throws(Malformed) -> (head: JSON, text: ArraySlice<UInt8>)
    {
        var parser = JSONParser(bytes: bytes)
        guard parser.take(UInt8(ascii: "{")) else { throw Malformed() }
        var members: [JSON.Member] = []
        while parser.next == UInt8(ascii: "\"") {
            let name = try parser.string()
            guard parser.take(UInt8(ascii: ":")) else { throw Malformed() }
            if name == last {
                guard bytes.last == UInt8(ascii: "}") else { throw Malformed() }
                return (.object(members), bytes[parser.position..<(bytes.count - 1)])
            }
            members.append(JSON.Member(name: name, value: try parser.value(depth: 1)))
            guard parser.take(UInt8(ascii: ",")) else { break }
        }
        throw Malformed()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Malformed) -> JSON {
        guard depth < JSONParser.deepest else { throw Malformed() }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: JSON) throws(Malformed) -> JSON {
        for byte in text.utf8 {
            guard take(byte) else { throw Malformed() }
        }
        return value
    }

    private mutating func object(depth: Int) throws(Malformed) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw Malformed() }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw Malformed() }
            members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw Malformed() }
        }
    }

    private mutating func array(depth: Int) throws(Malformed) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw Malformed() }
        }
    }

    private mutating func number() throws(Malformed) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let leadingZero = next == UInt8(ascii: "0")
        let integerDigits = digits()
        guard integerDigits > 0, !leadingZero || integerDigits == 1 else { throw Malformed() }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            guard digits() > 0 else { throw Malformed() }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw Malformed() }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int(text) { return .int(value) }
        guard let value = Double(text), value.isFinite else { throw Malformed() }
        return .double(value)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }

    private mutating func string() throws(Malformed) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else { throw Malformed() }
                return valid
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw Malformed()
            default: text.append(byte)
            }
        }
        throw Malformed()
    }

    private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
        guard let byte = next else { throw Malformed() }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw Malformed()
        }
    }

    /// A `\u` escape, or the two of them that a scalar outside the basic plane takes.
    private mutating func scalar() throws(Malformed) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw Malformed()
        }
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else { throw Malformed() }
        guard let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
            throw Malformed()
        }
        return scalar
    }

    private mutating func hexadecimal() throws(Malformed) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Malformed() }
            position += 1
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
