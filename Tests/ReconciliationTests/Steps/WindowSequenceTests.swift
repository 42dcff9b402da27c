import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("Windows one after the other")
struct WindowSequenceTests {
    /// Boxes that change their model, with what links them.
    private func plan(
        boxes: [String] = ["a", "b", "c"],
        hubs: [DesiredResource],
        outOfService: Set<String> = []
    ) throws -> Plan {
        var desired = hubs
        var records: [String: RecordedResource] = [:]
        var objects: [ObservedObject] = []
        for (number, key) in boxes.enumerated() {
            let labels: Value = ["role": .string(key == "c" ? "other" : "web")]
            desired.append(.fixture("boxes.\(key)", ["model": "large", "labels": labels], catalog: .wholeToy))
            records["boxes.\(key)"] = .fixture(.box, Int64(number + 1), ["model": "small", "labels": labels]) {
                $0.isOutOfService = outOfService.contains(key)
            }
            objects.append(
                .fixture(
                    Int64(number + 1),
                    [
                        "name": .string(key), "model": "small", "labels": labels,
                        "power": outOfService.contains(key) ? "off" : "on",
                    ]
                )
            )
        }
        let state = DesiredState(stack: "toys", resources: desired, usesOwnershipLabels: false)
        let outcome = Planner.toy.plan(for: state, recorded: .fixture(records), observed: .fixture([.box: objects]))
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }

    private func hub(_ key: String, _ links: Value) -> DesiredResource {
        .fixture("hubs.\(key)", ["plan": "small", "links": links], catalog: .wholeToy)
    }

    /// Which boxes' windows open only when another one's is closed.
    private func sequence(_ plan: Plan) -> [String] {
        let openings = plan.steps.filter { $0.title == "shut down" }
        return openings.flatMap { opening in
            plan.predecessors(of: opening).map { plan[$0] }.filter { $0.title == "power on" }
                .map { "\(opening.address) after \($0.address)" }
        }
    }

    @Test("boxes that nothing links go out of service whenever they can")
    func alone() throws {
        #expect(try sequence(plan(hubs: [])) == [])
    }

    @Test("boxes that a hub links go out of service one after the other")
    func linked() throws {
        let hub = hub("h", [["box": .ref("boxes.a")], ["box": .ref("boxes.b")]])
        #expect(try sequence(plan(hubs: [hub])) == ["boxes.b after boxes.a"])
    }

    @Test("boxes that a selector finds are linked too")
    func selected() throws {
        #expect(try sequence(plan(hubs: [hub("h", [["selector": "role=web"]])])) == ["boxes.b after boxes.a"])
    }

    @Test("a box of two groups waits in both")
    func twoGroups() throws {
        let hubs = [
            hub("h", [["box": .ref("boxes.a")], ["box": .ref("boxes.c")]]),
            hub("i", [["box": .ref("boxes.b")], ["box": .ref("boxes.c")]]),
        ]
        #expect(try sequence(plan(hubs: hubs)) == ["boxes.c after boxes.a", "boxes.c after boxes.b"])
    }

    @Test("what an earlier apply left out of service comes back before others go")
    func leftOpen() throws {
        let hub = hub("h", [["box": .ref("boxes.a")], ["box": .ref("boxes.b")]])
        #expect(try sequence(plan(hubs: [hub], outOfService: ["b"])) == ["boxes.a after boxes.b"])
    }
}

extension Planner {
    /// One that knows all toys.
    static var toy: Planner { Planner(catalog: .wholeToy, evaluator: .none, fingerprinter: .fixture) }
}
