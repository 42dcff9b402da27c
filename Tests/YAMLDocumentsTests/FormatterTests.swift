import Diagnostics
import FoundationEssentials
import Testing
import YAMLDocuments

/// The layout that a text gets; nil where it has an error.
private func formatted(_ text: String) -> String? {
    YAMLFormatter.format(Array(text.utf8), path: "a.yaml").text
}

struct FormatterTests {
    @Test(
        "a file gets the canonical layout",
        arguments: [
            ("a:   1   \n", "a: 1\n"),
            ("a: 1", "a: 1\n"),
            ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
            ("\n\na: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
            ("a:\n    b:\n         c: 1\n", "a:\n  b:\n    c: 1\n"),
            ("a:\n- 1\n-   2\n", "a:\n  - 1\n  - 2\n"),
            ("a:\n  -\n    b: 1\n    c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
            ("- - 1\n  - 2\n-\n  - 3\n", "- - 1\n  - 2\n- - 3\n"),
            ("a:\n\n  b: 1\n", "a:\n  b: 1\n"),
            ("a: 1\nb:\n  c: 2\nd: 3\n", "a: 1\n\nb:\n  c: 2\n\nd: 3\n"),
            ("a:\n  1\n", "a: 1\n"),
            ("a:\nb:   ~\n", "a:\nb: ~\n"),
            ("{a: 1,b: [ 1,2 ], c: {}, d: [ ]}", "{ a: 1, b: [1, 2], c: {}, d: [] }\n"),
            ("a: {\"b\":1, 'c' : 2, d, e: }", "a: { \"b\": 1, 'c': 2, d, e: }\n"),
            ("a: {b: , c: 1}", "a: { b: , c: 1 }\n"),
            ("a: [b: 1, [c]]", "a: [{ b: 1 }, [c]]\n"),
            ("a: [1,\n2,\n\n   3]", "a: [1,\n    2,\n    3]\n"),
            ("a: [\n1,\n]", "a: [\n    1\n  ]\n"),
            // A mark that combines with the space before it.
            ("a\n   \u{5A3}", "a\n  \u{5A3}\n"),
        ]
    )
    func layout(text: String, expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test(
        "anchors, tags, quotes and what a text says stay",
        arguments: [
            ("a: &x   1\nb:    *x\n", "a: &x 1\nb: *x\n"),
            ("a: &x\n   b: 1\nc: {<<: *x}\n", "a: &x\n  b: 1\n\nc: { <<: *x }\n"),
            ("- &x\n  a: 1\n- !!str   2\n- !!null\n", "- &x\n  a: 1\n- !!str 2\n- !!null\n"),
            ("&x a: 1\nb: {*x : 2}\n", "&x a: 1\nb: { *x : 2 }\n"),
            ("a: 'b'\nc: \"d\"\n\"e\": f\n", "a: 'b'\nc: \"d\"\n\"e\": f\n"),
            ("a: |\n     b\n       c\n\n\nd: 1\n", "a: |\n  b\n    c\n\nd: 1\n"),
            ("a: |+\n     b\n\n\nd: 1\n", "a: |+\n  b\n\n\nd: 1\n"),
            ("a: >2-\n    b\n", "a: >2-\n    b\n"),
            ("a:\n  - |\n    b   \n     \n    c\n", "a:\n  - |\n    b   \n     \n    c\n"),
            ("a: b\n    c\n\n    d\n", "a: b\n  c\n\n  d\n"),
            ("a: \"b \\\n        c\"\n", "a: \"b \\\n  c\"\n"),
            ("? a\n  b\n: c\n", "? a\n  b\n: c\n"),
            ("%YAML 1.2\n---\na: 1\n...\n", "%YAML 1.2\n---\na: 1\n"),
        ]
    )
    func meaning(text: String, expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test(
        "comments stay where they belong",
        arguments: [
            ("#a\n\n\n# b  \nc: 1    # d\n# e", "#a\n\n# b\nc: 1    # d\n# e\n"),
            ("a:   # b\n    # c\n    d: 1\n    # e\n# f\ng: 2\n", "a:   # b\n  # c\n  d: 1\n  # e\n\n# f\ng: 2\n"),
            ("a:\n- 1 # b\n# c\n- 2\n# d\nb: 1\n", "a:\n  - 1 # b\n  # c\n  - 2\n\n# d\nb: 1\n"),
            ("a: &x # b\n  c: 1\n", "a: &x # b\n  c: 1\n"),
            ("- # a\n  b: 1\n", "- # a\n  b: 1\n"),
            ("a:\n  # b\n  c\n", "a:\n  # b\n  c\n"),
            (
                "a: [ # b\n  c, # d\n  # e\n  f # g\n  ] # h\n",
                "a: [ # b\n    c, # d\n    # e\n    f # g\n  ] # h\n"
            ),
            ("a: [b # c\n , d]\n", "a: [b, # c\n    d]\n"),
            ("a: '#b' # c\n", "a: '#b' # c\n"),
            ("a: | # b\n   # c\n# d\n", "a: | # b\n  # c\n# d\n"),
        ]
    )
    func comments(text: String, expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test("tags that the reader knows stay, and others are errors")
    func localTags() {
        let bytes = Array("a:   !append [1]\nb: !reset   null\n".utf8)
        let known = YAMLFormatter.format(bytes, path: "a.yaml", localTags: ["!append", "!reset"])
        #expect(known.text == "a: !append [1]\nb: !reset null\n")
        #expect(
            YAMLFormatter.format(bytes, path: "a.yaml").diagnostics.map(\.code.name) == [
                "unsupported-tag", "unsupported-tag",
            ]
        )
    }

    @Test("a file with an error is not laid out, and the error is told")
    func errors() {
        let result = YAMLFormatter.format(Array("a: [1\n".utf8), path: "a.yaml")
        #expect(result.text == nil)
        #expect(result.diagnostics.map(\.code.name) == ["unclosed-bracket"])
    }

    @Test("every example is laid out already")
    func examples() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = "/\(root)/examples"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(!names.isEmpty)
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(formatted(text) == text, "\(name)")
        }
    }

    @Test("layout never changes the meaning, and is the same the second time", arguments: [1, 2, 3, 4] as [UInt64])
    func randomDocuments(seed: UInt64) {
        var random = RandomYAML(seed: seed)
        for _ in 0..<250 {
            let text = random.document()
            #expect(problems(text) == [], "\(text)")
            expectStable(text, seed)
        }
    }

    @Test("whatever can be read is laid out, or it is said that it cannot be", arguments: [1, 2, 3, 4] as [UInt64])
    func mutations(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var refusals = 0
        for _ in 0..<750 {
            let text = String(decoding: mutated(Array(sample.utf8), &random), as: UTF8.self)
            guard !parse(text).diagnostics.containsErrors else { continue }
            if formatted(text) == nil { refusals += 1 } else { expectStable(text, seed) }
        }
        #expect(refusals < 8)
    }

    private func expectStable(_ text: String, _ seed: UInt64) {
        guard let once = formatted(text) else {
            Issue.record("it is not laid out: seed \(seed), \(text.debugDescription)")
            return
        }
        #expect(outline(once) == outline(text), "seed \(seed), \(text.debugDescription)")
        #expect(difference(formatted(once) ?? "", once) == nil, "seed \(seed), \(text.debugDescription)")
        let comments = text.split(separator: "\n").count { $0.contains("# comment") }
        #expect(once.split(separator: "\n").count { $0.contains("# comment") } == comments, "\(text.debugDescription)")
    }
}

/// The first lines in which two texts differ.
private func difference(_ one: String, _ other: String) -> String? {
    guard one != other else { return nil }
    let lines = [one, other].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    return zip(lines[0], lines[1]).first { $0 != $1 }.map { "'\($0)' and '\($1)'" } ?? "the length"
}
