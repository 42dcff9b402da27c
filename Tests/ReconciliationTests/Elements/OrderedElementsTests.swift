import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("Lists of elements in the order of their keys")
struct OrderedElementsTests {
    private final class Counter {
        var keys = 0
    }

    private func element(_ key: Int, _ value: Int = 0) -> Value {
        ["key": .string(format(key)), "value": .integer(Int64(value))]
    }

    private func format(_ key: Int) -> String { String("00000\(key)".suffix(5)) }

    private func elements(_ keys: [Int], isOrdered: Bool, _ counter: Counter = Counter()) -> OrderedElements {
        OrderedElements(keys.map { element($0) }, isOrdered: isOrdered) { value in
            counter.keys += 1
            return value["key"]?.string ?? ""
        }
    }

    @Test("an element among thousands is found by a dozen others and not by all")
    func counted() {
        func cost(_ count: Int) -> Int {
            let counter = Counter()
            var list = elements(Array(0..<count), isOrdered: true, counter)
            list.replace([(key: format(count / 3), value: element(count / 3, 1))])
            list.replace([(key: format(count / 2), value: nil)])
            list.replace([(key: format(count / 2), value: element(count / 2, 1))])
            #expect(list.values.count == count)
            return counter.keys
        }
        #expect(cost(1_000) <= 60)
        #expect(cost(2_000) <= cost(1_000) + 8)
    }

    @Test(
        "elements are replaced, added and taken out where their keys say, a few as many",
        arguments: [10, 1_000],
        [true, false]
    )
    func order(_ count: Int, _ isOrdered: Bool) {
        let even = (0..<count).map { 2 * $0 }
        var list = elements(isOrdered ? even : even.reversed(), isOrdered: isOrdered)
        list.replace([
            (key: "00004", value: element(4, 1)), (key: "00007", value: element(7)), (key: "00010", value: nil),
            (key: "00011", value: nil), (key: "00002", value: element(13)),
        ])
        let expected = (even.filter { ![2, 4, 10].contains($0) } + [4, 7, 13]).sorted()
        #expect(list.values == expected.map { element($0, $0 == 4 ? 1 : 0) })
    }

    @Test("the last word on a key counts, a few as many", arguments: [4, 1_000])
    func last(_ count: Int) {
        var list = elements(Array(0..<count), isOrdered: true)
        list.replace([(key: "00001", value: nil), (key: "00001", value: element(1, 2))])
        #expect(list.values == (0..<count).map { element($0, $0 == 1 ? 2 : 0) })
    }
}
