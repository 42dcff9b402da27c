import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Moves in plans")
struct MoveTests {
    private let recorded = RecordedState.fixture([
        "nets.old": .fixture(.net, 1, ["name": "back", "kind": "wide"]),
        "boxes.web": .fixture(.box, 3, ["name": "web", "model": "small", "nets": [["net": .ref("nets.old")]]]) {
            $0.dependencies = [.fixture("nets.old")]
            $0.fingerprints = ["secret": .fixture("a", at: "boxes.web")]
        },
    ])
    private let observed = ObservedState.fixture([
        .net: [.fixture(1, ["name": "back", "kind": "wide"], ownership: .of("nets.old"))],
        .box: [
            .fixture(
                3,
                ["name": "web", "model": "small", "power": "on", "nets": [["net": .object(.net, 1)]]],
                ownership: .of("boxes.web")
            )
        ],
    ])

    private func desired(_ net: String, _ box: String, _ moves: [(String, String)]) -> DesiredState {
        var desired = DesiredState(
            stack: "toys",
            resources: [
                .fixture(net, ["name": "back", "kind": "wide"]),
                .fixture(box, ["name": "web", "model": "small", "secret": "a", "nets": [["net": .ref(net)]]]),
            ]
        )
        desired.moves = moves.map { Move(from: .of($0), to: .of($1)) }
        return desired
    }

    private func outcome(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        _ observed: ObservedState,
        _ evaluator: ExpressionEvaluator = .none
    ) -> Planner.Outcome {
        let planner = Planner(catalog: .toy, evaluator: evaluator, fingerprinter: .fixture)
        return planner.plan(for: desired, recorded: recorded, observed: observed)
    }

    @Test("what is moved keeps its object, and gets the label of its new address")
    func moves() throws {
        let wish = desired("nets.back", "boxes.web[0]", [("nets.old", "nets.back"), ("boxes.web", "boxes.web[0]")])
        let plan = try #require(outcome(wish, recorded, observed).plan)
        #expect(
            plan.description == """
                => boxes.web[0] (from boxes.web): labels["hzform/address"] boxes.web → boxes.web.0
                  #1 update labels: PUT boxes/#3 {labels: {hzform/address: boxes.web.0, hzform/stack: toys}}
                => nets.back (from nets.old): labels["hzform/address"] nets.old → nets.back
                  #2 update labels: PUT nets/#1 {labels: {hzform/address: nets.back, hzform/stack: toys}}
                """
        )
        let record = try #require(plan.recorded.resources[.fixture("boxes.web[0]")])
        #expect(record.id == ResourceID(3))
        #expect(record.dependencies == [.fixture("nets.back")])
        #expect(record.attributes["nets"] == [["net": .ref("nets.back")]])
        #expect(record.fingerprints == ["secret": .fixture("a", at: "boxes.web[0]")])
        #expect(plan.recorded.resources[.fixture("boxes.web")] == nil)
    }

    @Test("a moved secret that is read of another resource stays what it is")
    func deferredSecret() throws {
        var recorded = recorded
        recorded.resources[.fixture("boxes.web")]?.fingerprints = ["secret": .fixture("small", at: "boxes.web")]
        let read = AttributeReference(.fixture("nets.back"), "kind")
        let secret = DeferredValue(DeferredExpression("size of nets.back"), reads: [read], isSensitive: true)
        let sizes = ExpressionEvaluator { _, _, lookup in
            lookup(read.address, read.attribute).map { $0 == "wide" ? "small" : $0 }
        }
        var wish = desired("nets.back", "boxes.front", [("nets.old", "nets.back"), ("boxes.web", "boxes.front")])
        wish.resources[.fixture("boxes.front")]?.attributes["secret"] = DesiredValue(.deferred(secret))
        let plan = try #require(outcome(wish, recorded, observed, sizes).plan)
        let change = try #require(plan.changes.first { $0.address == .fixture("boxes.front") })
        #expect(change.kind == .move)
        let record = plan.recorded.resources[.fixture("boxes.front")]
        #expect(record?.fingerprints == ["secret": .fixture("small", at: "boxes.front")])
    }

    @Test("once everything is where it was moved to, the same file plans nothing")
    func isEmptyAfterwards() throws {
        let wish = desired("nets.back", "boxes.web[0]", [("nets.old", "nets.back"), ("boxes.web", "boxes.web[0]")])
        let first = try #require(outcome(wish, recorded, observed).plan)
        let labelled = ObservedState.fixture([
            .net: [.fixture(1, ["name": "back", "kind": "wide"], ownership: .of("nets.back"))],
            .box: [
                .fixture(
                    3,
                    ["name": "web", "model": "small", "power": "on", "nets": [["net": .object(.net, 1)]]],
                    ownership: .of("boxes.web[0]")
                )
            ],
        ])
        let second = try #require(outcome(wish, first.recorded, labelled).plan)
        #expect(second.description == "")
        #expect(second.recorded == first.recorded)
    }

    @Test("a label that an interrupted move left behind is brought up to date by the next plan")
    func repairsLabel() throws {
        let wish = desired("nets.back", "boxes.web", [("nets.old", "nets.back")])
        let first = try #require(outcome(wish, recorded, observed).plan)
        let second = try #require(outcome(wish, first.recorded, observed).plan)
        #expect(
            second.description == """
                ~ nets.back (differs): labels["hzform/address"] nets.old → nets.back
                  #1 update labels: PUT nets/#1 {labels: {hzform/address: nets.back, hzform/stack: toys}}
                """
        )
    }

    @Test("moves are followed one after the other, in whatever order they are written")
    func chains() throws {
        let wish = desired(
            "nets.c",
            "boxes.web",
            [("nets.b", "nets.c"), ("nets.old", "nets.b")]
        )
        let plan = try #require(outcome(wish, recorded, observed).plan)
        #expect(plan.changes.map(\.description).first?.hasPrefix("=> nets.c (from nets.old)") == true)
    }

    @Test("a module moves with everything in it, and a resource moves into a module")
    func modules() throws {
        let first = desired("modules.eu.nets.back", "boxes.web", [("nets.old", "modules.eu.nets.back")])
        let into = try #require(outcome(first, recorded, observed).plan)
        #expect(into.changes.map(\.origin) == [.fixture("nets.old")])

        let renamed = desired("modules.europe.nets.back", "boxes.web", [("modules.eu", "modules.europe")])
        let plan = try #require(outcome(renamed, into.recorded, observed).plan)
        #expect(plan.changes.map(\.address) == [.fixture("modules.europe.nets.back")])
        #expect(plan.changes.map(\.kind) == [.move])
    }

    @Test("a move to a place that is taken is refused")
    func conflicts() {
        var recorded = recorded
        recorded.resources[.fixture("nets.back")] = .fixture(.net, 2, ["name": "other", "kind": "wide"])
        let result = outcome(desired("nets.back", "boxes.web", [("nets.old", "nets.back")]), recorded, observed)
        #expect(result.plan == nil)
        #expect(result.diagnostics.map(\.code) == ["move-conflict"])
    }

    @Test("a move whose origin the state does not know changes nothing")
    func unknownOrigin() throws {
        let wish = desired("nets.old", "boxes.web", [("nets.ancient", "nets.old")])
        #expect(try #require(outcome(wish, recorded, observed).plan).changes.isEmpty)
    }

    @Test("an object that only its label tells is found under the name that it had before")
    func findsByOldLabel() throws {
        let wish = desired("nets.back", "boxes.web", [("nets.old", "nets.back")])
        var lost = recorded
        lost.resources[.fixture("nets.old")] = nil
        lost.resources[.fixture("boxes.web")]?.dependencies = []
        let plan = try #require(outcome(wish, lost, observed).plan)
        #expect(plan.recorded.resources[.fixture("nets.back")]?.id == ResourceID(1))
        #expect(!plan.changes.contains { $0.kind == .create })
    }

    @Test("what is moved and changed shows both")
    func movesAndChanges() throws {
        var wish = DesiredState(
            stack: "toys",
            resources: [.fixture("nets.back", ["name": "front", "kind": "wide"])]
        )
        wish.moves = [Move(from: .of("nets.old"), to: .of("nets.back"))]
        var recorded = recorded
        recorded.resources[.fixture("boxes.web")] = nil
        let plan = try #require(
            outcome(wish, recorded, .fixture([.net: Array(observed.objects[.net, default: [:]].values)])).plan
        )
        #expect(plan.changes.map(\.kind) == [.update])
        #expect(plan.changes.map(\.origin) == [.fixture("nets.old")])
        #expect(plan.steps.count == 1)
    }

    @Test("what is removed is forgotten and stays, with all its instances")
    func removes() throws {
        var wish = DesiredState(stack: "toys", resources: [.fixture("nets.old", ["name": "back", "kind": "wide"])])
        wish.removals = [Removal(from: .of("boxes.web"))]
        let plan = try #require(outcome(wish, recorded, observed).plan)
        #expect(plan.description == "x boxes.web (removed)")
        #expect(plan.recorded.resources.keys.sorted() == [.fixture("nets.old")])

        let second = try #require(outcome(wish, plan.recorded, observed).plan)
        #expect(second.description == "")

        wish.removals = []
        #expect(try #require(outcome(wish, recorded, observed).plan).changes.map(\.kind) == [.delete])
    }
}

extension MoveTarget {
    fileprivate static func of(_ text: String) -> MoveTarget {
        guard let target = MoveTarget(text) else { preconditionFailure("'\(text)' is no address") }
        return target
    }
}

extension Ownership {
    fileprivate static func of(_ address: String) -> Ownership {
        Ownership(stack: "toys", address: .fixture(address))
    }
}
