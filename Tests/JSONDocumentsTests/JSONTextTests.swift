import JSONDocuments
import Testing

@Suite struct JSONTextTests {
    private let value: JSONValue = [
        "name": "a \"b\" \\ \u{1}\n/ä",
        "labels": ["z": "1", "Z": "2", "ä": "3"],
        "size": 10,
        "price": 1.5,
        "whole": .number(5),
        "empty": [[], [:]],
        "flags": [true, false, nil],
    ]

    @Test("compact text keeps the order of members")
    func compact() {
        let expected =
            #"{"name":"a \"b\" \\ \u0001\n/ä","labels":{"z":"1","Z":"2","ä":"3"},"size":10,"price":1.5,"whole":5.0,"#
            + #""empty":[[],{}],"flags":[true,false,null]}"#
        #expect(value.description == expected)
    }

    @Test("pretty text sorts members by their UTF-8 bytes")
    func pretty() {
        let value: JSONValue = ["b": [1, []], "a": ["ä": 1, "z": [:], "Z": nil]]
        #expect(
            value.pretty() == """
                {
                  "a": {
                    "Z": null,
                    "z": {},
                    "ä": 1
                  },
                  "b": [
                    1,
                    []
                  ]
                }
                """
        )
    }

    @Test("what is written reads back as the same value")
    func roundTrip() throws {
        #expect(try JSONParser.parse(value.encoded()) == value)
        #expect(try JSONParser.parse(value.pretty().utf8) == value)
    }

    @Test("objects are equal whatever the order of their members")
    func equality() {
        let left: JSONValue = ["a": 1, "b": [2]]
        let right: JSONValue = ["b": [2], "a": 1]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1])
        #expect(left != ["a": 1, "b": [3]])
        #expect(JSONValue.integer(1) != .number(1))
    }

    @Test("members are replaced in place, appended and removed")
    func editing() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = .null
        object["b"] = nil
        #expect(object.keys == ["a", "c"])
        #expect(object["c"] == .some(.null))
        #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]).keys == ["a", "b"])
    }
}
