import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Changes that the file says to ignore")
struct IgnoredChangeTests {
    @Test("a label that is ignored is recorded as it was set, not as the file has it")
    func labels() throws {
        let plan = try plan(
            ["labels": ["foo": "b", "bar": "b"]],
            ignoring: ["labels": ["foo"]],
            recorded: ["labels": ["foo": "a", "bar": "a"]],
            observed: ["labels": ["foo": "a", "bar": "a"]]
        )
        #expect(plan.changes.flatMap(\.attributes).map(\.path.description) == ["labels[\"bar\"]"])
        let edits = plan.steps.compactMap { step -> [RecordedEdit]? in
            guard case .changed(let edits) = step.outcome else { return nil }
            return edits
        }
        #expect(edits.flatMap(\.self).contains(.attribute(.labels, ["foo": "a", "bar": "b"])))
    }

    @Test("a part of an object that changes as a whole is sent as it is in the cloud")
    func parts() throws {
        let plan = try plan(
            ["algorithm": ["type": "least_connections"], "protection": ["delete": true]],
            ignoring: ["algorithm": ["type"]],
            recorded: ["algorithm": ["type": "round_robin"]],
            observed: ["algorithm": ["type": "round_robin"], "protection": ["delete": false]]
        )
        #expect(plan.changes.flatMap(\.attributes).map(\.path.description) == ["protection"])
    }

    private func plan(
        _ wish: [AttributeName: Value],
        ignoring ignored: [AttributeName: Set<String>],
        recorded: [AttributeName: Value],
        observed: [AttributeName: Value]
    ) throws -> Plan {
        let basis: [AttributeName: Value] = ["name": "lb", "load_balancer_type": "lb11", "location": "fsn1"]
        let resource = DesiredResource.fixture(
            "load_balancers.lb",
            basis.merging(wish) { $1 },
            catalog: .hetzner
        ) { $0.lifecycle.ignoreChanges = ignored }
        let outcome = Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture).plan(
            for: .fixture(resource),
            recorded: .fixture([
                "load_balancers.lb": .fixture("load_balancer", 3, basis.merging(recorded) { $1 })
            ]),
            observed: .fixture(["load_balancer": [.fixture(3, basis.merging(observed) { $1 })]])
        )
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }
}
