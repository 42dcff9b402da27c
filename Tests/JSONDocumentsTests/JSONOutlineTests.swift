import Testing

@testable import JSONDocuments

@Suite struct JSONOutlineTests {
    private static let text = Array(
        #"""
        {"id": 17, "name": "web \u00e4 \"x\"", "ünï": [true, false, null, -1.5e2, "", "ä"], "empty": {}, "list": [],
        "labels": {"a": "b", "env": "production"}, "last": [[{"deep": [1, {"deeper": "x"}]}]]}
        """#.utf8
    )

    @Test("each part is the one of the tree")
    func parts() throws {
        let tree = try JSONParser.parse(Self.text)
        try #require(JSONOutline(Self.text)).withRoot { try compare($0, tree) }
    }

    private func compare(_ part: JSONPart, _ value: JSONValue) throws {
        #expect(part.value == value)
        #expect(part.isNull == value.isNull)
        #expect(part.isObject == (value.object != nil))
        #expect(part.isArray == (value.array != nil))
        #expect(part.string == value.string)
        #expect(part.boolean == value.boolean)
        #expect(part.number == value.number.map { _ in value })
        #expect(part.elements?.count == value.array?.count)
        for (element, value) in zip(part.elements ?? [], value.array ?? []) { try compare(element, value) }
        #expect(part.members?.map(\.key) == value.object?.keys)
        for (member, (key, value)) in zip(part.members ?? [], value.object ?? JSONObject()) {
            try compare(member.value, value)
            try compare(try #require(part.member(key)), value)
        }
        #expect(part.member("nothing") == nil)
    }

    @Test("what the parser refuses has no outline, whichever byte is wrong")
    func damaged() throws {
        for place in Self.text.indices {
            for byte in [0, 0x20, 0x22, 0x2c, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x61, 0x7b, 0x7d, 0xc3, 0xff] as [UInt8] {
                var text = Self.text
                text[place] = byte
                let tree = try? JSONParser.parse(text)
                guard let outline = JSONOutline(text) else { continue }
                #expect(outline.withRoot(\.value) == tree)
            }
        }
    }

    @Test("keys with escapes and objects of many members are left to the parser")
    func rare() {
        #expect(JSONOutline(Array(#"{"a\u0062": 1}"#.utf8)) == nil)
        for (count, isOutlined) in [(48, true), (49, false)] {
            let members = (0..<count).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
            #expect((JSONOutline(Array("{\(members)}".utf8)) != nil) == isOutlined)
        }
    }
}
