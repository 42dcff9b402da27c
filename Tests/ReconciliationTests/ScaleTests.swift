import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

/// What planning costs, counted: twice as much to plan for is about twice the work, on every machine.
@Suite("Planning at any size")
struct ScaleTests {
    private func expectLinear(_ what: Comment, _ cost: (Int) throws -> Int) rethrows {
        let (once, twice) = (try cost(1_000), try cost(2_000))
        #expect(once >= 1_000, what)
        #expect(Double(twice) <= 2.2 * Double(once), what)
    }

    @Test("renaming elements takes an entry for each and not for each pair")
    func renames() throws {
        try expectLinear("entries of the plan") { count in
            let plan = try #require(renamed(count))
            #expect(plan.steps.count == 2 * count)
            let (first, last) = (try #require(plan.steps.first), try #require(plan.steps.last))
            #expect(plan.predecessors(of: first).isEmpty)
            #expect(plan.predecessors(of: last).count == count)
            return plan.waitCount
        }
    }

    private func renamed(_ count: Int) -> Plan? {
        func lanes(_ third: Int) -> Value {
            .list((0..<count).map { ["range": .string("10.\(third).\($0 / 256).\($0 % 256)/32"), "speed": 1] })
        }
        return toyOutcome(
            .fixture(.fixture("nets.a", ["kind": "wide", "lanes": lanes(2)])),
            .fixture(["nets.a": .fixture(.net, 1, ["name": "a", "kind": "wide", "lanes": lanes(1)])]),
            .fixture([.net: [.fixture(1, ["name": "a", "kind": "wide", "lanes": lanes(1)])]])
        ).plan
    }

    @Test("taking down boxes with a disk and a net each wants an entry for each")
    func destroys() throws {
        try expectLinear("entries of the plan") { count in
            let net: Value = .list([["net": .ref("nets.a")]])
            var records: [String: RecordedResource] = ["nets.a": .fixture(.net, 1, ["name": "a", "kind": "wide"])]
            var boxes: [ObservedObject] = []
            var disks: [ObservedObject] = []
            for number in 1...Int64(count) {
                records["boxes.b\(number)"] = .fixture(.box, number, ["model": "small", "nets": net]) {
                    $0.dependencies = [.fixture("nets.a")]
                }
                records["disks.d\(number)"] = .fixture(.disk, number, ["size": 1, "box": .ref("boxes.b\(number)")]) {
                    $0.dependencies = [.fixture("boxes.b\(number)")]
                }
                boxes.append(.fixture(number, ["name": .string("b\(number)"), "nets": [["net": .object(.net, 1)]]]))
                disks.append(.fixture(number, ["name": .string("d\(number)"), "box": .object(.box, number)]))
            }
            let net1 = ObservedObject.fixture(1, ["name": "a", "kind": "wide"])
            let outcome = toyOutcome(
                .fixture(),
                .fixture(records),
                .fixture([.net: [net1], .box: boxes, .disk: disks])
            )
            let plan = try #require(outcome.plan)
            #expect(plan.steps.count == 3 * count + 1)
            return plan.waitCount
        }
    }

    @Test("putting steps into order looks at each edge about once")
    func ordering() throws {
        try expectLinear("edges looked at") { count in
            var drafts = StepDrafts()
            for index in 0..<(3 * count) {
                let address = ResourceAddress("boxes", "b\(index)")
                let request = Step.Request(.post, ["boxes"])
                _ = drafts.add(StepDraft(address: address, type: .box, title: "act", request: request, change: 0))
            }
            let (first, second) = (Set(0..<count), Set(count..<(2 * count)))
            let third = Set((2 * count)..<(3 * count))
            for index in second { drafts[index].after.insert(index - count) }
            drafts.order(by: [
                Precedence(earlier: first, later: second), Precedence(earlier: second, later: third),
                Precedence(earlier: first, later: third, isPreferred: true),
            ])
            let order = try StepOrder(drafts)
            return order.lookups + order.graph.edgeCount
        }
    }

    @Test("the key of an element is built once a side")
    func keys() {
        expectLinear("keys built") { count in
            var built = 0
            let list = Value.list((0..<count).map { .integer(Int64($0)) })
            let index = ElementIndex(Sides(desired: list, recorded: list, observed: list)) { element in
                built += 1
                return element.keyText
            }
            #expect(index.sorted.count == count)
            return built
        }
    }
}

extension Plan {
    /// How many entries say what waits for what.
    fileprivate var waitCount: Int {
        steps.reduce(0) { $0 + $1.waitsFor.count + $1.barriers.count }
            + barriers.reduce(0) { $0 + $1.waitsFor.count }
    }
}
