import Diagnostics
import Testing
import YAMLDocuments

struct YAMLErrorTests {
    @Test("a duplicate key is reported where it is, with the first one, and does not stop the reading")
    func duplicateKeys() {
        let text = "a: 1\nb: { c: 1, c: 2 }\na: 3\n\"a\": 4\n"
        #expect(
            report(text) == """
                a.yaml:2:12: error: the key 'c' is already written in this map [duplicate-key]
                    2 | b: { c: 1, c: 2 }
                      |            ^
                a.yaml:2:6: note: first written here
                    2 | b: { c: 1, c: 2 }
                      |      ^

                a.yaml:3:1: error: the key 'a' is already written in this map [duplicate-key]
                    3 | a: 3
                      | ^
                a.yaml:1:1: note: first written here
                    1 | a: 1
                      | ^

                a.yaml:4:1: error: the key 'a' is already written in this map [duplicate-key]
                    4 | "a": 4
                      | ^^^
                a.yaml:1:1: note: first written here
                    1 | a: 1
                      | ^

                """
        )
        #expect(outline(text) == "{a: 1, b: {c: 1}}")
    }

    @Test("duplicates are found in large mappings too")
    func largeMapping() {
        let keys = (0..<100).map { "key\($0): \($0)\n" }.joined()
        #expect(problems(keys) == [])
        #expect(
            problems(keys + "key7: x\n") == [
                "a.yaml:101:1: error: the key 'key7' is already written in this map [duplicate-key]"
            ]
        )
    }

    @Test("several errors of values are all reported, and the places are marked in the document")
    func severalErrors() {
        let text = """
            a: *missing
            b: !secret x
            c: !!int abc
            d: &loop [1, *loop]
            ? [1]
            : 2
            ?
            : 3
            e: { <<: 5, <<: [1] }
            f: !!seq {}
            """
        #expect(
            problems(text) == [
                "a.yaml:1:4: error: there is no anchor '&missing' before this alias [unknown-alias]",
                "a.yaml:2:4: error: the tag '!secret' is not supported [unsupported-tag]",
                "a.yaml:3:4: error: 'abc' is not what its tag '!!int' says [tag-mismatch]",
                "a.yaml:4:14: error: the alias '*loop' stands inside of what it names [recursive-alias]",
                "a.yaml:5:3: error: a key is a piece of text, not a list [non-scalar-key]",
                "a.yaml:7:2: error: there is no key here [empty-key]",
                "a.yaml:9:10: error: '<<' merges a map or a list of maps, not an integer [invalid-merge]",
                "a.yaml:9:13: error: the key '<<' is already written in this map [duplicate-key]",
                "a.yaml:10:4: error: a map is not what its tag '!!seq' says [tag-mismatch]",
            ]
        )
        #expect(outline(text) == "{a: !, b: !, c: !, d: [1, !], e: {}, f: !}")
    }

    @Test("an alias before its anchor is told where the anchor is, a misspelt one what it may mean")
    func unknownAliases() {
        #expect(
            report("a: *base\nb: &base 1\nc: *bsae\n")
                == """
                a.yaml:1:4: error: there is no anchor '&base' before this alias [unknown-alias]
                    1 | a: *base
                      |    ^^^^^
                a.yaml:2:4: note: '&base' comes only here
                    2 | b: &base 1
                      |    ^^^^^^^

                a.yaml:3:4: error: there is no anchor '&bsae' before this alias [unknown-alias]
                    3 | c: *bsae
                      |    ^^^^^
                hint: Did you mean 'base'?

                """
        )
    }

    @Test(
        "a syntax error is reported at its place in plain words",
        arguments: [
            ("a:\n\tb: 1\n", "2:1: error: YAML is indented with spaces, not with tabs [tab-indentation]"),
            ("a:\n  b: 1\n\tc: 2\n", "3:1: error: YAML is indented with spaces, not with tabs [tab-indentation]"),
            ("a: |\n\tx\n", "2:1: error: YAML is indented with spaces, not with tabs [tab-indentation]"),
            ("a: b: c\n", "1:5: error: a second ': ' cannot follow on the same line [invalid-syntax]"),
            ("a: 1\nb\nc: 2\n", "2:1: error: expected ':' after this key [invalid-syntax]"),
            ("a:\n  b: 1\n c: 2\n", "3:2: error: expected the next key of the map [invalid-syntax]"),
            ("a:\n  - b\n  c: 2\n", "3:3: error: expected '- ' and the next element of the list [invalid-syntax]"),
            ("a: [1, 2\nb: 3\n", "2:2: error: expected ',' or ']' [invalid-syntax]"),
            ("a: [1, 2\n", "1:4: error: this list is never closed with ']' [unclosed-bracket]"),
            ("a: {b: 1\n", "1:4: error: this map is never closed with '}' [unclosed-bracket]"),
            ("a: {b: 1]\n", "1:9: error: expected ',' or '}' [invalid-syntax]"),
            ("a: \"b\nc: d\n", "1:4: error: this quote is never closed [unclosed-quote]"),
            ("a: 'b\n---\n", "1:4: error: this quote is never closed [unclosed-quote]"),
            ("a: \"\\d\"\n", "1:5: error: there is no such escape sequence in a double-quoted string [invalid-syntax]"),
            ("a: @b\n", "1:4: error: a value cannot start with '@' [invalid-syntax]"),
            ("a: `b`\n", "1:4: error: a value cannot start with '`' [invalid-syntax]"),
            ("a: - b\n", "1:4: error: a list cannot start on the same line as its key [invalid-syntax]"),
            (
                "a: &\n",
                "1:5: error: the name of an anchor or alias is made of letters, digits, '-' and '_' [invalid-syntax]"
            ),
            ("a: !x!y z\n", "1:4: error: this tag's handle is not defined [invalid-syntax]"),
        ]
    )
    func syntaxErrors(text: String, expected: String) {
        #expect(problems(text) == ["a.yaml:" + expected])
        #expect(parse(text).document == nil)
    }

    @Test("what was found before a syntax error is reported with it")
    func errorsBeforeSyntaxError() {
        #expect(
            problems("a: { b: 1, b: 2 }\nc: [1\n") == [
                "a.yaml:1:12: error: the key 'b' is already written in this map [duplicate-key]",
                "a.yaml:2:4: error: this list is never closed with ']' [unclosed-bracket]",
            ]
        )
    }

    @Test(
        "a file without content is an error, but not an empty map",
        arguments: ["", "\n\n", "# only this\n", "---\n"]
    )
    func emptyFiles(text: String) {
        #expect(problems(text) == ["a.yaml:1:1: error: the file is empty [empty-file]"])
        #expect(outline(text) == "-")
        #expect(outline("{}") == "{}")
    }

    @Test("of several documents the first is read and the second reported")
    func severalDocuments() {
        let text = "a: 1\n---\nb: 2\n"
        #expect(
            problems(text) == [
                "a.yaml:2:1: error: a second document starts here, expected one in a file [several-documents]"
            ]
        )
        #expect(outline(text) == "{a: 1}")
    }

    @Test("nesting deeper than 64 is an error, also through aliases")
    func tooDeep() {
        let expected = "error: lists and maps are nested more than 64 deep here [too-deep]"
        #expect(problems(String(repeating: "[", count: 100_000)) == ["a.yaml:1:65: \(expected)"])
        #expect(problems(String(repeating: "- ", count: 100)) == ["a.yaml:1:129: \(expected)"])
        let chain = "- &a0 [x]\n" + (1...99).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(problems(chain) == ["a.yaml:64:9: \(expected)"])
    }

    @Test("aliases that multiply beyond a million values are an error")
    func aliasBomb() {
        let doubling = (1...40).map { "- &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(
            problems("- &a0 x\n" + doubling) == [
                "a.yaml:19:15: error: the aliases up to here repeat more than 1000000 values [too-many-aliases]"
            ]
        )
    }

    @Test(
        "bytes that are not UTF-8 are reported at the first of them",
        arguments: [
            (Array("a: 1\nü: x".utf8) + [0xE4, 0x0A], "2:5", "E4"),
            (Array("a: ".utf8) + [0xC3], "1:4", "C3"),
            (Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4", "ED"),
            ([0xEF, 0xBB, 0xBF] + Array("a: ".utf8) + [0x80], "1:4", "80"),
        ]
    )
    func invalidUTF8(bytes: [UInt8], place: String, byte: String) {
        let (document, diagnostics) = YAMLDocument.parse(bytes, path: "a.yaml")
        #expect(document == nil)
        #expect(
            diagnostics.map(\.description) == [
                "a.yaml:\(place): error: the file is not UTF-8: the byte 0x\(byte) starts no character here [invalid-encoding]"
            ]
        )
    }

    @Test("UTF-16 is reported as what it is")
    func utf16() {
        let diagnostics = YAMLDocument.parse([0xFF, 0xFE, 0x61, 0x00], path: "a.yaml").diagnostics
        #expect(
            diagnostics.map(\.description) == [
                "a.yaml:1:1: error: the file is UTF-16, expected UTF-8 [invalid-encoding]"
            ]
        )
    }

    @Test("control characters and line separators are reported where each is first")
    func unusableCharacters() {
        #expect(
            problems("a: x\u{7}\nb: \u{2028}é€\n\u{7}c: \u{85}\nd: \u{FEFF}\u{A0}\n") == [
                "a.yaml:1:5: error: the invisible character U+0007 cannot stand here [unusable-character]",
                "a.yaml:2:4: error: the invisible character U+2028 cannot stand here [unusable-character]",
                "a.yaml:3:5: error: the invisible character U+0085 cannot stand here [unusable-character]",
                "a.yaml:4:4: error: the invisible character U+FEFF cannot stand here [unusable-character]",
            ]
        )
    }
}
