import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Drift")
struct DriftTests {
    private static let recorded = RecordedState.fixture([
        "disks.a": .fixture(.disk, 7, ["name": "a", "size": 5, "place": "x", "labels": ["role": "db"]]),
        "nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide", "rules": ["a"]]),
    ])

    private func drift(_ observed: ObservedState, ignoring: [AttributeName: Set<String>] = [:]) throws -> Drift {
        var lifecycle = Lifecycle()
        lifecycle.ignoreChanges = ignoring
        return try Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
            .drift(recorded: Self.recorded, observed: observed, lifecycles: [.fixture("disks.a"): lifecycle])
    }

    private func observed(disk: [AttributeName: Value] = [:], rules: Value = ["a"]) -> ObservedState {
        let usual: [AttributeName: Value] = ["name": "a", "size": 5, "place": "x", "box": .null]
        let labels: Value = ["role": "db", "theirs": "1"]
        let shown = usual.merging(["labels": labels]) { $1 }.merging(disk) { $1 }
        return .fixture([
            .disk: [.fixture(7, shown)],
            .net: [.fixture(1, ["name": "back", "kind": "wide", "rules": rules, "lanes": []])],
        ])
    }

    @Test("is nothing where all is as it was applied, whatever others added beside it")
    func nothing() throws {
        let drift = try drift(observed())
        #expect(drift.resources.isEmpty)
        #expect(drift.unchanged == 2)
        #expect(drift.accepted == Self.recorded)
    }

    @Test("is what differs from the last apply, told from there to what is")
    func changed() throws {
        let drift = try drift(observed(disk: ["size": 9, "labels": ["role": "web"]]))
        #expect(drift.resources.map(\.address.description) == ["disks.a"])
        let told = drift.resources.first?.attributes.map(\.description)
        #expect(told == ["labels[\"role\"] db → web (drifted)", "size 5 → 9 (drifted)"])
        let record = drift.accepted.resources[.fixture("disks.a")]
        #expect(record?.attributes["size"] == 9)
        #expect(record?.attributes["labels"] == ["role": "web"])
    }

    @Test("is not what an apply left out of service when it ended early, which is told beside it")
    func leftOff() throws {
        var recorded = Self.recorded
        recorded.resources[.fixture("disks.a")]?.isOutOfService = true
        let drift = try Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
            .drift(recorded: recorded, observed: observed())
        #expect(drift.resources.isEmpty)
        #expect(drift.leftOff.map(\.description) == ["disks.a"])
        #expect(try self.drift(observed()).leftOff.isEmpty)
    }

    @Test("is also what the file ignores, unless it is read: then it is none")
    func ignored() throws {
        let told = try drift(observed(disk: ["size": 9]))
        let ignored = try drift(observed(disk: ["size": 9]), ignoring: ["size": []])
        #expect(told.resources.count == 1)
        #expect(ignored.resources.isEmpty)
    }

    @Test("is an object that is gone, which the accepted state does not know any more")
    func deleted() throws {
        let nets: [ObservedObject] = [
            .fixture(1, ["name": "back", "kind": "wide", "rules": ["a", "b"], "lanes": []])
        ]
        let drift = try drift(.fixture([.net: nets]))
        #expect(drift.resources.map(\.kind) == [.deleted, .changed])
        #expect(drift.accepted.resources.keys.map(\.description) == ["nets.back"])
        #expect(drift.accepted.resources[.fixture("nets.back")]?.attributes["rules"] == ["a", "b"])
    }

    @Test("a project that has none of the recorded objects is another one, so that no state is emptied by it")
    func otherProject() {
        #expect(throws: Diagnostic.self) { try drift(.fixture([:])) }
    }

    @Test("a plan that reads nothing takes the project for what the last apply left")
    func assumed() {
        let same = DesiredState.fixture(
            .fixture("disks.a", ["size": 5, "place": "x", "labels": ["role": "db"]]),
            .fixture("nets.back", ["kind": "wide", "rules": ["a"]])
        )
        #expect(toyPlan(same, recorded: Self.recorded, observed: ObservedState(assuming: Self.recorded)) == "")
        let larger = DesiredState.fixture(
            .fixture("disks.a", ["size": 6, "place": "x", "labels": ["role": "db"]]),
            .fixture("nets.back", ["kind": "wide", "rules": ["a"]])
        )
        #expect(
            toyPlan(larger, recorded: Self.recorded, observed: ObservedState(assuming: Self.recorded)) == """
                ~ disks.a (differs): size 5 → 6 [irreversible]
                  #1 resize to 6: POST disks/#7/actions/resize {size: 6}
                """
        )
    }

    @Test("what is in no file is unmanaged, with those that bear this stack's labels told apart")
    func unmanaged() {
        let orphan = ObservedObject(
            id: ResourceID(8),
            name: "old",
            attributes: [:],
            ownership: Ownership(stack: "toys", address: .fixture("disks.old"))
        )
        let observed = ObservedState.fixture([
            .disk: [.fixture(7, ["name": "a"]), orphan, .fixture(9, ["name": "theirs"])]
        ])
        let found = Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
            .unmanaged(desired: .fixture(), recorded: Self.recorded, observed: observed)
        #expect(found.map(\.object.name) == ["old", "theirs"])
        #expect(found.map(\.isOrphan) == [true, false])
    }
}
