import JSONDocuments
import Testing

@Suite struct JSONLayoutTests {
    private let value: JSONValue = ["b": [1, ["x": []], "é\u{85}"], "a": ["d": [:], "c": nil]]

    @Test("on one line there is a blank after commas and colons")
    func line() {
        #expect(value.text(.line) == #"{"b": [1, {"x": []}, "é\#u{85}"], "a": {"d": {}, "c": null}}"#)
        #expect(value.text(.line.sorted).hasPrefix(#"{"a": {"c": null, "d": {}}, "b""#))
    }

    @Test("what is invisible can be escaped, everywhere in a value")
    func invisible() {
        var layout = JSONLayout.compact
        layout.escapesInvisible = true
        #expect(JSONValue.array(["é\u{85}\u{2028}\u{1}\"", "b"]).text(layout) == #"["é\u0085\u2028\u0001\"","b"]"#)
    }

    @Test("a rule of one's own decides what takes one line, and knows where it stands")
    func rule() {
        let layout = JSONLayout { value, place in
            place.depth > 0 && (place.isElement || place.column + value.text(.line).utf8.count < 20)
        }
        #expect(
            value.text(layout) == """
                {
                  "b": [
                    1,
                    {"x": []},
                    "é\u{85}"
                  ],
                  "a": {
                    "d": {},
                    "c": null
                  }
                }
                """
        )
    }
}
