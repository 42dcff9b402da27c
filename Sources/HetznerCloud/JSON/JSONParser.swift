/// Reads JSON exactly as RFC 8259 defines it: no trailing commas, no comments, no key twice, valid UTF-8.
///
/// Written by hand because Foundation builds a generic tree many times slower, and a refresh reads tens of megabytes.
public struct JSONParser {
    /// Deeper nesting is refused: the API stays below 10, and the parser's recursion must not be driven by input.
    public static let depthLimit = 128

    /// Room for most objects of the API from the start.
    private static let usualMembers = 6

    private var scanner: JSONScanner
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        scanner = JSONScanner(bytes)
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
        scanner.skipWhitespace()
        guard scanner.isAtEnd else { throw scanner.failure(.trailingContent) }
        return value
    }

    private mutating func value() throws(JSONParseError) -> JSONValue {
        scanner.skipWhitespace()
        switch try scanner.peek() {
        case UInt8(ascii: "\""):
            scanner.advance()
            return .string(try scanner.string())
        case UInt8(ascii: "{"):
            return .object(try object())
        case UInt8(ascii: "["):
            return .array(try array())
        case UInt8(ascii: "t"):
            try scanner.expect("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try scanner.expect("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try scanner.expect("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try scanner.number()
        case let other:
            throw scanner.failure(.unexpectedByte(other))
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
            members.reserveCapacity(Self.usualMembers)
            repeat {
                scanner.skipWhitespace()
                let start = scanner.position
                try scanner.consume(UInt8(ascii: "\""))
                let key = try scanner.key()
                guard seen.insert(key.text, hash: key.hash, after: members) else {
                    throw scanner.failure(.duplicateKey(key.text), at: start)
                }
                scanner.skipWhitespace()
                try scanner.consume(UInt8(ascii: ":"))
                members.append((key.text, try value()))
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
        guard depth <= Self.depthLimit else { throw scanner.failure(.tooDeep(limit: Self.depthLimit)) }
        scanner.advance()
    }

    private mutating func closes(with closing: UInt8) throws(JSONParseError) -> Bool {
        scanner.skipWhitespace()
        guard try scanner.peek() == closing else { return false }
        scanner.advance()
        return true
    }

    private mutating func continues(until closing: UInt8) throws(JSONParseError) -> Bool {
        if try closes(with: closing) { return false }
        try scanner.consume(UInt8(ascii: ","))
        return true
    }
}
