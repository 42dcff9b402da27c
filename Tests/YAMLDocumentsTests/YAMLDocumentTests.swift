import Diagnostics
import Testing
import YAMLDocuments

/// Each node of a text with the text that its range covers.
private func places(_ text: String) -> [String] {
    guard let document = parse(text).document else { return [] }
    return allNodes(of: document).map { node in
        let file = node.range.file
        let utf8 = file.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: file.utf8Offset(of: node.range.start))
        let end = utf8.index(utf8.startIndex, offsetBy: file.utf8Offset(of: node.range.end))
        return "\(node.range.start) \(file.text[start..<end])"
    }
}

struct YAMLDocumentTests {
    @Test("mappings keep the order of the file")
    func order() {
        #expect(outline("b: 1\na: [x, {c: yes}]\n\"1\": '2'\n") == #"{b: 1, a: ["x", {c: "yes"}], 1: "2"}"#)
    }

    @Test("every node knows the stretch of the file it is written in")
    func ranges() {
        #expect(
            places("servers:\n  web: # first\n    - a\n    - { b: 'c d' }\n\nlast:\n") == [
                "1:1 servers:\n  web: # first\n    - a\n    - { b: 'c d' }\n\nlast:",
                "1:1 servers",
                "2:3 web: # first\n    - a\n    - { b: 'c d' }",
                "2:3 web",
                "3:5 - a\n    - { b: 'c d' }",
                "3:7 a",
                "4:7 { b: 'c d' }",
                "4:9 b",
                "4:12 'c d'",
                "6:1 last",
                "6:6 ",
            ]
        )
    }

    @Test("an indentless list ends with its last element")
    func indentlessList() {
        #expect(places("a:\n- x\n- y\nb: 1\n")[2...3] == ["2:1 - x\n- y", "2:3 x"])
    }

    @Test("columns count Unicode scalars")
    func columns() {
        #expect(
            places("{ä日本: ü, e\u{301}: 😀 }") == [
                "1:1 {ä日本: ü, e\u{301}: 😀 }", "1:2 ä日本", "1:7 ü", "1:10 e\u{301}", "1:14 😀",
            ]
        )
    }

    @Test("a byte order mark and CR LF line ends change neither values nor columns")
    func windows() {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: |\r\n  x\r\n  y\r\n".utf8)
        let (document, diagnostics) = YAMLDocument.parse(bytes, path: "a.yaml")
        #expect(diagnostics.isEmpty)
        #expect(document.map(outline) == #"{a: 1, b: "x\ny\n"}"#)
        #expect(document?["b"]?.range.start == SourcePosition(line: 2, column: 4))
        #expect(document?.range.start == SourcePosition(line: 1, column: 1))
    }

    @Test("an alias stands for what its anchor names, at the anchor's place")
    func aliases() throws {
        let text = "a: &x [1, &y two]\nb: *x\nc: *y\n"
        #expect(outline(text) == #"{a: [1, "two"], b: [1, "two"], c: "two"}"#)
        let document = try #require(parse(text).document)
        #expect(document["b"]?.range == document["a"]?.range)
    }

    @Test("an anchor written again counts from there on")
    func anchorAgain() {
        #expect(outline("[&x 1, *x, &x 2, *x, &y [&y 3, *y]]") == "[1, 1, 2, 2, [3, 3]]")
    }

    @Test("merge keys bring what the mapping does not have itself, earlier sources first")
    func mergeKeys() {
        #expect(
            outline(
                """
                x-base: &base { a: 1, b: 1, c: 1 }
                x-more: &more { b: 2, d: 2 }
                one: { <<: *base, a: 0 }
                two: { c: 0, <<: [*more, *base], e: 0 }
                chained: { <<: { <<: *more, b: 3 } }
                quoted: { "<<": 1 }
                """
            )
                == "{x-base: {a: 1, b: 1, c: 1}, x-more: {b: 2, d: 2}, one: {a: 0, b: 1, c: 1}, "
                + "two: {c: 0, e: 0, b: 2, d: 2, a: 1}, chained: {b: 3, d: 2}, quoted: {<<: 1}}"
        )
    }

    @Test("a directive, a document start and comments around the document are no content")
    func decorations() {
        #expect(outline("%YAML 1.2\n--- # start\na: 1\n...\n# end\n") == "{a: 1}")
    }

    @Test("a value is found by its key, and what it is said in words")
    func access() throws {
        let document = try #require(parse("a: [1]\nb: {}\nc: 1\nd: x\ne:\nf: 1.5\ng: true\n").document)
        #expect(document["z"] == nil)
        let kinds = ["a", "b", "c", "d", "e", "f", "g"].map { document[$0]?.kindName }
        #expect(kinds == ["a list", "a map", "an integer", "a string", "null", "a number", "a boolean"])
    }

    @Test("lists and maps nest 64 deep")
    func deep() {
        let brackets = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(problems(brackets) == [])
        #expect(outline(brackets) == brackets)
    }
}
