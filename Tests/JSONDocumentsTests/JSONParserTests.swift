import JSONDocuments
import Testing

@Suite struct JSONParserTests {
    private static let texts: [(String, JSONValue)] = [
        ("null", JSONValue.null),
        (" true ", true),
        ("false", false),
        ("0", 0),
        ("-0", 0),
        ("-17", -17),
        ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9223372036854775808)),
        ("1.5", 1.5),
        ("-2e3", -2000.0),
        ("2E-1", 0.2),
        (#""""#, ""),
        (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"),
        (#""\u00e4\uD83D\uDE00""#, "ä😀"),
        ("\"ä😀\"", "ä😀"),
        ("[]", []),
        ("[1, [2], {}]", [1, [2], [:]]),
        (#"{"b":1,"a":{"b":null}}"#, ["b": 1, "a": ["b": nil]]),
    ]

    @Test("every kind of value is read", arguments: texts)
    func values(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(text.utf8) == value)
        #expect(JSONOutline(Array(text.utf8))?.withRoot(\.value) == value)
    }

    @Test(
        "what RFC 8259 forbids is refused at its place",
        arguments: [
            ("", JSONParseError.Reason.unexpectedEnd, 0),
            ("[1,]", .unexpectedByte(UInt8(ascii: "]")), 3),
            (#"{"a":1,}"#, .unexpectedByte(UInt8(ascii: "}")), 7),
            (#"{"a":1,"a":2}"#, .duplicateKey("a"), 7),
            (#"{"ab":1,"a\u0062":2}"#, .duplicateKey("ab"), 8),
            (#"{"a" 1}"#, .unexpectedByte(UInt8(ascii: "1")), 5),
            ("{a:1}", .unexpectedByte(UInt8(ascii: "a")), 1),
            ("[1", .unexpectedEnd, 2),
            ("1 2", .trailingContent, 2),
            ("01", .invalidNumber, 0),
            ("-", .invalidNumber, 0),
            ("1.", .invalidNumber, 0),
            ("1e", .invalidNumber, 0),
            ("+1", .unexpectedByte(UInt8(ascii: "+")), 0),
            ("1e999", .numberOutOfRange, 0),
            ("nul", .unexpectedEnd, 3),
            ("NaN", .unexpectedByte(UInt8(ascii: "N")), 0),
            ("\"a\nb\"", .controlCharacterInString, 2),
            ("\"abc", .unexpectedEnd, 4),
            (#""\x""#, .invalidEscape, 1),
            (#""\uD83D""#, .invalidEscape, 1),
            (#""\uDE00""#, .invalidEscape, 1),
            (#""\uD83Dabcdef""#, .invalidEscape, 1),
            (#""\u12""#, .unexpectedEnd, 6),
            (#""\"#, .unexpectedEnd, 2),
            ("// no", .unexpectedByte(UInt8(ascii: "/")), 0),
        ]
    )
    func refusals(text: String, reason: JSONParseError.Reason, offset: Int) throws {
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text.utf8) }
        #expect(error.reason == reason)
        #expect(error.offset == offset)
        #expect(JSONOutline(Array(text.utf8)) == nil)
    }

    @Test(
        "bytes that are not UTF-8 are refused, in keys as in strings",
        arguments: [
            [0x22, 0xff, 0x22], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
            [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d],
        ] as [[UInt8]]
    )
    func invalidUTF8(bytes: [UInt8]) throws {
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(bytes) }
        #expect(error.reason == .invalidUTF8)
        #expect(JSONOutline(bytes) == nil)
    }

    @Test("an error names line and column")
    func position() throws {
        let error = try #require(throws: JSONParseError.self) {
            try JSONParser.parse("{\n  \"a\": 1\n  \"b\": 2\n}".utf8)
        }
        #expect((error.line, error.column) == (3, 3))
        #expect(error.description == "line 3, column 3: unexpected '\"'")
    }

    @Test("nesting is limited")
    func depth() throws {
        let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(throws: Never.self) { try JSONParser.parse(deepest.utf8) }
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse("[\(deepest)]".utf8) }
        #expect(error.reason == .tooDeep(limit: 128))
        #expect(JSONOutline(Array(deepest.utf8)) != nil)
        #expect(JSONOutline(Array("[\(deepest)]".utf8)) == nil)
    }

    @Test("a duplicate is found in objects of any size", arguments: [2, 20, 48, 49, 500])
    func duplicates(count: Int) throws {
        let members = (0..<count).map { "\"a rather long key \($0)\":\($0)" }
        let distinct = "{" + members.joined(separator: ",") + "}"
        #expect(try JSONParser.parse(distinct.utf8).object?.count == count)
        let doubled = "{" + (members + [members[count / 2]]).joined(separator: ",") + "}"
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(doubled.utf8) }
        #expect(error.reason == .duplicateKey("a rather long key \(count / 2)"))
        #expect(JSONOutline(Array(doubled.utf8)) == nil)
    }

    @Test("truncating a text anywhere is an error, never a crash")
    func truncation() throws {
        let text = Array(
            #"{"servers":[{"id":42,"name":"wäb\u0031","labels":{"a":"b"},"x":[1.5e3,-7,true,null]}]}"#.utf8
        )
        #expect(throws: Never.self) { try JSONParser.parse(text) }
        for length in text.indices {
            #expect(throws: JSONParseError.self) { try JSONParser.parse(text[..<length]) }
            #expect(JSONOutline(Array(text[..<length])) == nil)
        }
    }

    @Test("where the last of two members counts, it stands in the place of the first")
    func lastCounts() throws {
        let text = #"{"a":1,"b":2,"a":[3]}"#
        let value = try JSONParser.parse(text.utf8, repeatedKeys: .lastCounts)
        #expect(value.description == #"{"a":[3],"b":2}"#)
    }

    @Test("the text of the last member is given as it stands, the members before it as values")
    func lastMember() throws {
        let line = Array(#"{"id":1, "record" : {"a": [1, 2]} }"#.utf8)
        let (members, text) = try JSONParser.members(of: line, before: "record")
        #expect(members == ["id": 1])
        #expect(String(decoding: text, as: UTF8.self) == #"{"a": [1, 2]}"#)
    }

    @Test(
        "a line whose last member is another one, or is damaged, has no such text",
        arguments: [
            #"{"record":1,"id":2}"#, #"{"id":1}"#, #"{"id":1,"id":2,"record":3}"#, #"{"record":{"a":1,"a":2}}"#, "{}",
            #"{"record":1}}"#,
        ]
    )
    func noLastMember(line: String) {
        #expect(throws: JSONParseError.self) { try JSONParser.members(of: Array(line.utf8), before: "record") }
    }
}
