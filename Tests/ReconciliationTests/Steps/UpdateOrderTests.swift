import ResourceModel
import Testing

@testable import Reconciliation

@Suite("Order of the updates of one object")
struct UpdateOrderTests {
    private func attribute(
        _ name: AttributeName,
        after: [AttributeName] = [],
        addsFirst: Bool = false
    ) -> Attribute {
        Attribute(name, "An attribute.", .boolean, update: .put, after: after, addsFirst: addsFirst)
    }

    private func order(_ attributes: Attribute..., groups: [AttributeName: UpdateOrder.Group]) -> UpdateOrder {
        var order = UpdateOrder(of: attributes)
        order.groups = groups
        return order
    }

    private func useful(_ precedences: [Precedence]) -> [Precedence] {
        precedences.filter { !($0.earlier.isEmpty && $0.facts.isEmpty) && !$0.later.isEmpty }
    }

    @Test("what goes makes room for what comes")
    func removalsFirst() {
        let order = order(attribute("a"), groups: ["a": .init(removals: [1, 2], additions: [3, 4])])
        #expect(useful(order.removalsFirst) == [Precedence(earlier: [1, 2], later: [3, 4])])
    }

    @Test("what arrives first does not wait for what goes, which waits for it where it can")
    func arrivalsFirst() {
        let order = order(attribute("a"), groups: ["a": .init(removals: [1], additions: [3, 4], arrivals: [4])])
        #expect(useful(order.removalsFirst) == [Precedence(earlier: [1], later: [3])])
        #expect(useful(order.arrivalsFirst) == [Precedence(earlier: [4], later: [1], isPreferred: true)])
    }

    @Test("what changes comes before what is added, where it can")
    func changesFirst() {
        let order = order(attribute("a"), groups: ["a": .init(additions: [1, 2, 3], changes: [2])])
        #expect(useful(order.changesFirst) == [Precedence(earlier: [2], later: [1, 3], isPreferred: true)])
    }

    @Test("where elements come before others go, one that comes back waits for its own removal alone")
    func exchanges() {
        let group = UpdateOrder.Group(
            removals: [1, 2],
            additions: [3, 4],
            leaving: ["x": [1], "y": [2]],
            returning: ["x": [3], "z": [4]]
        )
        let exchanging = order(attribute("a", addsFirst: true), groups: ["a": group])
        #expect(useful(exchanging.exchanges) == [Precedence(earlier: [1], later: [3])])
        #expect(useful(exchanging.removalsFirst) == [Precedence(earlier: [2], later: [3, 4])])
        let plain = order(attribute("a"), groups: ["a": group])
        #expect(useful(plain.exchanges).isEmpty)
        #expect(useful(plain.removalsFirst) == [Precedence(earlier: [1, 2], later: [3, 4])])
    }

    @Test("what comes after another attribute is set once that is done with")
    func attributesInTurn() {
        let order = order(
            attribute("a"),
            attribute("b", after: ["a"]),
            groups: ["a": .init(removals: [1], additions: [2]), "b": .init(removals: [3], additions: [4])]
        )
        #expect(useful(order.attributesInTurn) == [Precedence(earlier: [1, 2], later: [4])])
    }

    @Test("what was set last is cleared first, a flag that is switched off included")
    func clearedInReverse() {
        let order = order(
            attribute("a"),
            attribute("b", after: ["a"]),
            groups: ["a": .init(removals: [1], additions: [2, 3], flags: [3]), "b": .init(removals: [4])]
        )
        #expect(useful(order.clearedInReverse) == [Precedence(earlier: [4], later: [1, 3])])
    }

    @Test("there is room before more comes, and less of it once what is too much is gone")
    func roomFirst() {
        var order = order(
            attribute("size"),
            attribute("list"),
            groups: ["size": .init(additions: [1]), "list": .init(removals: [2], additions: [3])]
        )
        order.crowds = [.init(list: "list", holder: "size", isFitting: true)]
        #expect(useful(order.roomFirst) == [Precedence(earlier: [1], later: [3], isPreferred: true)])
        order.crowds = [.init(list: "list", holder: "size", isFitting: false)]
        #expect(useful(order.roomFirst) == [Precedence(earlier: [2], later: [1], isPreferred: true)])
    }

    @Test("nothing is given up before that is there which takes its place, here or in what it comes after")
    func successorsFirst() {
        let successor = Token.exists(ResourceAddress("boxes", "new"))
        let order = order(
            attribute("a"),
            attribute("b", after: ["a"]),
            groups: ["a": .init(additions: [1], awaited: [successor]), "b": .init(removals: [2])]
        )
        #expect(
            useful(order.successorsFirst) == [
                Precedence(earlier: [], facts: [successor], later: [2], isPreferred: true)
            ]
        )
    }

    @Test("nothing is asked for where there is nothing to order")
    func nothing() {
        let order = order(attribute("a"), attribute("b", after: ["a"]), groups: ["a": .init(additions: [1, 2])])
        #expect(order.precedences.isEmpty)
    }
}
