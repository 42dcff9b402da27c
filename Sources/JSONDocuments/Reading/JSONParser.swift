/// Reads JSON exactly as RFC 8259 defines it: no trailing commas, no comments, no key twice, valid UTF-8.
///
/// Written by hand because Foundation builds a generic tree many times slower, and a refresh reads tens of megabytes.
public struct JSONParser {
    /// Deeper nesting is refused: the API stays below 10, and the parser's recursion must not be driven by input.
    public static let depthLimit = 128

    /// Room for most objects of the API from the start.
    private static let usualMembers = 6

    /// What becomes of an object that has a key twice.
    package enum RepeatedKeys {
        /// The text is refused: nobody can say which of the two was meant.
        case refused
        /// The last one's value counts, as most servers read what they are sent.
        case lastCounts
    }

    private let repeatedKeys: RepeatedKeys
    private var scanner: JSONScanner
    private var depth = 0
    private var repeated = RepeatedObjects<JSONObject>()

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ repeatedKeys: RepeatedKeys) {
        scanner = JSONScanner(bytes)
        self.repeatedKeys = repeatedKeys
    }

    /// Parses one value that takes up the whole text.
    public static func parse(_ bytes: some Collection<UInt8>) throws(JSONParseError) -> JSONValue {
        try parse(bytes, repeatedKeys: .refused)
    }

    /// Parses one value that takes up the whole text.
    package static func parse(
        _ bytes: some Collection<UInt8>,
        repeatedKeys: RepeatedKeys
    ) throws(JSONParseError) -> JSONValue {
        try reading(bytes, repeatedKeys) { parser throws(JSONParseError) in try parser.document() }
    }

    /// The members of an object up to the one with a key, and the text of that one, which has to be the last.
    ///
    /// The text is parsed too, so that whoever decodes it by other means need not expect what is no JSON.
    package static func members(
        of bytes: [UInt8],
        before last: String
    ) throws(JSONParseError) -> (members: JSONObject, text: ArraySlice<UInt8>) {
        let (members, text) = try reading(bytes, .refused) { parser throws(JSONParseError) in
            try parser.members(before: last)
        }
        return (members, bytes[text])
    }

    private static func reading<Part>(
        _ bytes: some Collection<UInt8>,
        _ repeatedKeys: RepeatedKeys,
        _ read: (inout JSONParser) throws(JSONParseError) -> Part
    ) throws(JSONParseError) -> Part {
        func result(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Part, JSONParseError> {
            var parser = JSONParser(bytes, repeatedKeys)
            return Result { () throws(JSONParseError) in try read(&parser) }
        }
        return try (bytes.withContiguousStorageIfAvailable(result) ?? Array(bytes).withUnsafeBufferPointer(result))
            .get()
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
        let start = scanner.position
        guard let place = repeated.place(of: start, in: scanner.bytes) else { return try newObject() }
        if let known = repeated.object(at: start, place: place, depth: depth, in: scanner.bytes) {
            scanner.position = known.end
            return known.object
        }
        let object = try newObject()
        repeated.remember(object, text: start..<scanner.position, place: place, depth: depth)
        return object
    }

    private mutating func newObject() throws(JSONParseError) -> JSONObject {
        try descend()
        var members: [JSONObject.Member] = []
        var seen = SeenKeys()
        if try !closes(with: UInt8(ascii: "}")) {
            members.reserveCapacity(Self.usualMembers)
            repeat {
                scanner.skipWhitespace()
                let start = scanner.position
                let key = try key()
                if seen.insert(key.text, hash: key.hash, after: members) {
                    members.append((key.text, try value()))
                } else {
                    try replace(key.text, at: start, in: &members)
                }
            } while try continues(until: UInt8(ascii: "}"))
        }
        depth -= 1
        return JSONObject(distinct: members)
    }

    private mutating func replace(
        _ key: String,
        at start: Int,
        in members: inout [JSONObject.Member]
    ) throws(JSONParseError) {
        guard repeatedKeys == .lastCounts, let index = members.firstIndex(where: { $0.key == key }) else {
            throw scanner.failure(.duplicateKey(key), at: start)
        }
        members[index].value = try value()
    }

    /// The key of a member with its colon.
    private mutating func key() throws(JSONParseError) -> (text: String, hash: UInt64) {
        try scanner.consume(UInt8(ascii: "\""))
        let key = try scanner.key()
        scanner.skipWhitespace()
        try scanner.consume(UInt8(ascii: ":"))
        return key
    }

    private mutating func members(before last: String) throws(JSONParseError) -> (JSONObject, Range<Int>) {
        scanner.skipWhitespace()
        try scanner.consume(UInt8(ascii: "{"))
        var members = JSONObject()
        while true {
            scanner.skipWhitespace()
            let start = scanner.position
            let key = try key().text
            guard members[key] == nil else { throw scanner.failure(.duplicateKey(key), at: start) }
            scanner.skipWhitespace()
            let begin = scanner.position
            let value = try value()
            guard key == last else {
                members[key] = value
                scanner.skipWhitespace()
                try scanner.consume(UInt8(ascii: ","))
                continue
            }
            let text = begin..<scanner.position
            scanner.skipWhitespace()
            try scanner.consume(UInt8(ascii: "}"))
            guard scanner.isAtEnd else { throw scanner.failure(.trailingContent) }
            return (members, text)
        }
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
