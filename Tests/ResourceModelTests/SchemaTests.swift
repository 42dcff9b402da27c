import JSONDocuments
import ResourceModel
import TestSupport
import Testing

@Suite("Schemas and reference pages")
struct SchemaTests {
    @Test("a schema is laid out so that a change of it can be read")
    func layout() {
        let schema: JSONValue = ["type": ["string", "null"], "b": ["\"\\\n": 1], "a": [["x": true]], "none": [:]]
        let expected = #"""
            {
              "type": ["string", "null"],
              "b": {
                "\"\\\n": 1
              },
              "a": [
                {
                  "x": true
                }
              ],
              "none": {}
            }

            """#
        #expect(schema.document == expected)
    }

    @Test("a value may be an expression or, where it can be left out, null")
    func expressions() throws {
        let size = try #require(Catalog.toy["disk"].attribute("size")).schema.document
        #expect(size.contains(#""type": ["integer", "string"]"#))
        #expect(size.contains(#""pattern": "\\$\\{""#))
        let backups = try #require(Catalog.toy["box"].attribute("backups")).schema.document
        #expect(backups.contains(#""type": ["boolean", "string", "null"]"#))
    }

    @Test("a page tells what a change of an attribute does")
    func page() {
        let page = ReferencePage(Catalog.toy["disk"], catalog: .toy).text
        let size = "in place if it grows, else refused, unless `lifecycle.replace_on` names it; `irreversible`"
        #expect(page.contains("| `size` | integer from 1 to 100 | **required** | \(size) | Its size. |"))
        #expect(page.contains("name of a [box](boxes.md)"))
    }
}
