import FoundationEssentials
import JSONDocuments
import Testing

@Suite struct JSONEncodingTests {
    private struct Report: Encodable {
        var name = "web"
        var cost: Double? = 2.5
        var missing: Int?
        var whole = 3.0
        var ids: [UInt8] = [1, 2]
        var tags: [String: String?] = ["a": nil]
        var value: JSONValue = ["z": [1], "y": nil]
    }

    private class Base: Encodable {
        var inner = 1
    }

    private final class Derived: Base {
        private enum Key: CodingKey {
            case list
            case nested
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try super.encode(to: container.superEncoder())
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try list.encode("x")
            try list.encodeNil()
            var nested = list.nestedContainer(keyedBy: Key.self)
            try nested.encode(true, forKey: .nested)
            var inner = list.nestedUnkeyedContainer()
            try inner.encode(-1)
        }
    }

    @Test("a value becomes the tree that it encodes itself as, what is nil left out")
    func report() throws {
        let expected: JSONValue = [
            "name": "web", "cost": 2.5, "whole": 3, "ids": [1, 2], "tags": ["a": nil], "value": ["z": [1], "y": nil],
        ]
        #expect(try JSONValue(encoding: Report()) == expected)
        #expect(try JSONValue(encoding: Report()).object?.keys.prefix(2) == ["name", "cost"])
    }

    @Test("containers in containers, and those of a superclass, keep their places")
    func containers() throws {
        let json = try JSONValue(encoding: Derived())
        #expect(json == ["super": ["inner": 1], "list": ["x", nil, ["nested": true], [-1]]])
    }

    @Test("scalars are values too")
    func scalars() throws {
        #expect(try JSONValue(encoding: "a") == "a")
        #expect(try JSONValue(encoding: Int?.none) == .null)
        #expect(try JSONValue(encoding: UInt64.max) == .number(18_446_744_073_709_551_616))
        #expect(try JSONValue(encoding: [String: Int]()) == [:])
        #expect(try JSONValue(encoding: [Int]()) == [])
    }

    @Test("a number that JSON cannot say is refused")
    func notFinite() {
        #expect(throws: EncodingError.self) { try JSONValue(encoding: [1, Double.infinity]) }
    }

    @Test("a value survives other people's encoders")
    func foreignEncoder() throws {
        let value: JSONValue = ["a": [1, 2.5, "x", true, nil, [:], []], "b": ["c": -7]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONParser.parse(data) == value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
    }
}
