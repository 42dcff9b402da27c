import Diagnostics
import Testing
import YAMLDocuments

/// Where the first `HERE` of the value of `a` is written.
private func placeOfHere(_ text: String) -> String? {
    guard let node = parse(text).document?["a"], case .scalar(let scalar) = node.content,
        let found = scalar.text.ranges(of: "HERE").first
    else { return nil }
    let lower = scalar.text.utf8.distance(from: scalar.text.startIndex, to: found.lowerBound)
    let range = node.range(ofText: lower..<lower + 4)
    return "\(range.start)-\(range.end)"
}

struct ScalarPlaceTests {
    @Test(
        "a part of a string is found where it is written",
        arguments: [
            ("a: x HERE\n", "1:6-1:10"),
            ("a: äö HERE\n", "1:7-1:11"),
            ("a: x\n  y\n  HERE\n", "3:3-3:7"),
            ("a: &b !!str HERE\n", "1:13-1:17"),
            ("a: &b # why\n  'HERE'\n", "2:4-2:8"),
            ("a: 'x HERE'\n", "1:7-1:11"),
            ("a: 'it''s HERE'\n", "1:11-1:15"),
            ("a: '  x  \n\n\n   HERE'\n", "4:4-4:8"),
            (#"a: "x\tHERE""# + "\n", "1:8-1:12"),
            (#"a: "\u00e4\x41\U0001F600\L\N\"\\HERE""# + "\n", "1:33-1:37"),
            ("a: \"x  \\\n    y   \\\n\n   HERE\"\n", "4:4-4:8"),
            ("a: \"x \n \\  \\\n\\  \\tHERE\"\n", "3:6-3:10"),
            (#"a: "\x48ERE""# + "\n", "1:5-1:12"),
            ("a: |\n  x\n\n    HERE\n", "4:5-4:9"),
            ("a: |2- # three\n    x\r\n  HERE\n", "3:3-3:7"),
            ("a: >\n  x\n  y\n\n    z\n  HERE\n", "6:3-6:7"),
            ("a: |\n\n\n  x\tHERE\n", "4:5-4:9"),
        ]
    )
    func parts(text: String, place: String) {
        #expect(placeOfHere(text) == place)
    }

    @Test("offsets outside of the text and values that are no scalars get a place inside of the node")
    func outside() throws {
        let document = try #require(parse("a: xy\nb: [1]\n").document)
        #expect(document["a"]?.range(ofText: 2..<2).description == "a.yaml:1:6")
        #expect(document["a"]?.range(ofText: 7..<9).description == "a.yaml:1:6")
        #expect(document["b"]?.range(ofText: 0..<1) == document["b"]?.range)
    }
}
