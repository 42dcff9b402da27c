import Testing

@testable import JSONDocuments

/// Objects that a text has more than once, which are read once.
@Suite struct RepeatedObjectsTests {
    private static let type =
        #"{"id":1,"name":"cx23","description":"a type with two cores","prices":[1,2.5,{"a":null}]}"#
    private static let other = type.replacing("cx23", with: "cx33")
    /// Differs near its end, and is as long.
    private static let last = type.replacing("null", with: "1000")

    /// A list of objects, long enough to be worth remembering anything.
    private static func list(_ texts: [String]) -> String {
        "[" + (0..<60).flatMap { _ in texts }.joined(separator: ",") + "]"
    }

    @Test(
        "objects that are the same, nearly the same or different are each read as they stand",
        arguments: [
            [type], [type, other], [type, last, other], [#"{"outer":\#(type)}"#, type, #"{"outer":\#(other)}"#],
            [type.replacing(",", with: " , "), type], ["{}", type, "{\"\":\(type)}"],
        ]
    )
    func alike(texts: [String]) throws {
        let list = try JSONParser.parse(Self.list(texts).utf8).array
        let alone = try texts.map { try JSONParser.parse($0.utf8) }
        #expect(list == (0..<60).flatMap { _ in alone })
        #expect(list?.map(\.description) == (0..<60).flatMap { _ in alone.map(\.description) })
        try #require(JSONOutline(Array(Self.list(texts).utf8))).withRoot { root in
            let parts = root.elements ?? []
            #expect(parts.map(\.value) == list)
            #expect(parts.map { $0.member("name")?.string } == list?.map { $0["name"]?.string })
            #expect(parts.map { $0.member("outer")?.member("id")?.value } == list?.map { $0["outer"]?["id"] })
        }
    }

    @Test("the end of the text ends an object that has begun like one before it")
    func truncated() {
        let text = Self.list([Self.type])
        for length in 1...Self.type.utf8.count {
            #expect(throws: JSONParseError.self) { try JSONParser.parse(text.utf8.dropLast(length)) }
            #expect(JSONOutline(Array(text.utf8.dropLast(length))) == nil)
        }
    }

    @Test("an object that was read further up is refused where it is nested too deeply")
    func depth() throws {
        let deepest = JSONParser.depthLimit
        let inner = #"{"name":"\#(String(repeating: "x", count: 80))","list":[[[]]]}"#
        func text(depth: Int) -> String {
            let padding = String(repeating: "x", count: 5_000)
            let brackets = depth - 5
            return #"["\#(padding)",\#(inner),"#
                + String(repeating: "[", count: brackets) + inner + String(repeating: "]", count: brackets) + "]"
        }
        #expect(throws: Never.self) { try JSONParser.parse(text(depth: deepest).utf8) }
        #expect(JSONOutline(Array(text(depth: deepest).utf8)) != nil)
        #expect(JSONOutline(Array(text(depth: deepest + 1).utf8)) == nil)
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text(depth: deepest + 1).utf8) }
        #expect(error.reason == .tooDeep(limit: deepest))
    }

    @Test("what is made of an object is kept for its repetitions alone")
    func derivations() throws {
        let list = [Self.type, Self.other, Self.type, Self.type, Self.last]
        let text = "[" + (list + Array(repeating: #"{"id":1}"#, count: 1_000)).joined(separator: ",") + "]"
        let outline = try #require(JSONOutline(Array(text.utf8)))
        let derivations = outline.withRoot { ($0.elements ?? []).map { $0.derivation.map(ObjectIdentifier.init) } }
        #expect(derivations[0] != nil)
        #expect(derivations[0] == derivations[2] && derivations[0] == derivations[3])
        #expect(derivations[1] == nil && derivations[4] == nil)
    }
}

/// Texts and keys that are read eight bytes at a time.
@Suite struct LongTextTests {
    @Test("whatever ends or spoils a text is seen at every place", arguments: 0..<20)
    func places(count: Int) throws {
        let plain = String(repeating: "a", count: count)
        for rest in ["", "b", "bcdefgh", "bcdefghijklmnopq"] {
            for special in [#"\""#, #"\\"#, #"\u0041"#, "ä", "😀", "~", "\u{7f}", " ", "!", "#", "[", "]"] {
                let text = "\"\(plain)\(special)\(rest)\""
                let unescaped = ["\\\"": "\"", "\\\\": "\\", "\\u0041": "A"][special] ?? special
                #expect(try JSONParser.parse(text.utf8) == .string(plain + unescaped + rest))
                let object = try JSONParser.parse("{\(text):1}".utf8).object
                #expect(object?.keys == [plain + unescaped + rest])
            }
            for control in 0..<0x20 {
                let text = Array("\"\(plain)".utf8) + [UInt8(control)] + Array("\(rest)\"".utf8)
                let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text) }
                #expect(error.reason == .controlCharacterInString)
                #expect(error.offset == count + 1)
            }
        }
    }

    @Test("a key is the same however it is written", arguments: 0..<20)
    func spellings(count: Int) throws {
        let plain = String(repeating: "a", count: count)
        let text = "{\"\(plain)a\":1,\"\(plain)\\u0061\":2}"
        let error = try #require(throws: JSONParseError.self) { try JSONParser.parse(text.utf8) }
        #expect(error.reason == .duplicateKey(plain + "a"))
    }

    @Test("keys of one hash's place are not mistaken for each other")
    func crowd() throws {
        let members = (0..<2_000).map { "\"\($0 % 7)key\($0)\":\($0)" }
        let text = "[" + Array(repeating: "{\(members.joined(separator: ","))}", count: 2).joined(separator: ",") + "]"
        let objects = try #require(try JSONParser.parse(text.utf8).array).compactMap(\.object)
        #expect(objects.count == 2)
        for object in objects { #expect(object.keys == (0..<2_000).map { "\($0 % 7)key\($0)" }) }
    }
}
