import ResourceModel
import Testing

@Suite("What an object has")
struct ObservedValuesTests {
    private let names = ObservedValues.Names(["size", "name", "box"])

    @Test("a value is found by its name, and what is not there is nothing")
    func found() {
        let values = ObservedValues(names, [1, "a", nil])
        #expect(values["size"] == 1)
        #expect(values["name"] == "a")
        #expect(values["box"] == nil)
        #expect(values["other"] == nil)
        #expect(values.all == ["size": 1, "name": "a"])
    }

    @Test("null is a value, and not nothing")
    func null() {
        #expect(ObservedValues(names, [nil, nil, .null])["box"] == .null)
        #expect(!ObservedValues(names, [nil, nil, .null]).isEmpty)
        #expect(ObservedValues(names, [nil, nil, nil]).isEmpty)
    }

    @Test("the same values are equal whatever index has their names")
    func equality() {
        let indexed = ObservedValues(names, [1, "a", nil])
        let alone: ObservedValues = ["name": "a", "size": 1]
        #expect(indexed == alone)
        #expect(Set([indexed, alone]).count == 1)
        #expect(indexed != ["name": "a"])
        #expect(indexed != ["name": "a", "size": 2])
    }
}
