import JSONDocuments
import Reports
import Testing
import YAMLDocuments

@Suite("JSON as YAML")
struct YAMLTextTests {
    @Test("lists and maps are blocks, and what could be taken for something else is in quotes")
    func blocks() {
        let json = #"{"a":[1,[true,null]],"b":{"c":"x y","d":"no","e":[],"f":"10.0.0.0/8"},"g":[{"h":"web","i":{}}]}"#
        let yaml = """
            ---
            a:
              - 1
              - - true
                - null
            b:
              c: "x y"
              d: "no"
              e: []
              f: "10.0.0.0/8"
            g:
              - h: web
                i: {}

            """
        #expect(YAMLText.documents(ofJSON: json) == yaml)
    }

    @Test("each of several lines is a document")
    func lines() {
        #expect(YAMLText.documents(ofJSON: "{\"a\":1}\n{\"a\":2}\n") == "---\na: 1\n---\na: 2\n")
    }

    @Test(
        "texts are read as the same texts",
        arguments: [
            "", "null", "Yes", "3", "1.5", "a: b", "- a", "#", "ä\n\t\"", "a b", "~", "0x1f", "web-1", "=", "a/b",
        ]
    )
    func texts(text: String) throws {
        let json = JSONValue.object(["key": .string(text)]).text(.compact)
        let (document, problems) = YAMLDocument.parse(Array(YAMLText.documents(ofJSON: json).utf8), path: "a.yaml")
        #expect(problems.isEmpty)
        guard case .scalar(let scalar)? = document?["key"]?.content else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.value == .string(text))
    }
}
