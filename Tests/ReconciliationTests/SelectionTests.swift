import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Selection")
struct SelectionTests {
    private static let wish = DesiredState.fixture(
        .fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back")]]]),
        .fixture("disks.a", ["size": 5, "place": "x"]),
        .fixture("nets.back", ["kind": "wide"])
    )

    private static let recorded = RecordedState.fixture([
        "nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"]),
        "disks.a": .fixture(.disk, 7, ["name": "a", "size": 5, "place": "x"]),
    ])

    private static let observed = ObservedState.fixture([
        .net: [.fixture(1, ["name": "back", "kind": "wide", "rules": [], "lanes": []])],
        .disk: [.fixture(7, ["name": "a", "size": 5, "place": "x", "box": .null])],
    ])

    private func addresses(_ outcome: Planner.Outcome) -> [String] {
        (outcome.plan?.changes ?? []).map(\.address.description)
    }

    @Test("a target comes with what it needs, and with a warning that the rest is left out")
    func target() {
        let outcome = outcome(Self.wish, selection: Selection(targets: ["boxes.web"]))
        #expect(addresses(outcome) == ["boxes.web", "nets.back"])
        #expect(outcome.diagnostics.map(\.message) == ["this plan is partial: 1 resource is left out"])
        #expect(outcome.diagnostics.map(\.severity) == [.warning])
    }

    @Test("what is excluded stays as it is, and what needs it waits")
    func exclude() {
        let outcome = outcome(Self.wish, selection: Selection(excluded: ["nets.back"]))
        #expect(addresses(outcome) == ["disks.a"])
    }

    @Test("what is replaced takes along what refers to it, which nothing can leave out")
    func replacement() {
        let recorded = RecordedState.fixture([
            "boxes.web": .fixture(
                .box,
                3,
                ["name": "web", "model": "small", "nets": [["net": .ref("nets.back")]]]
            ),
            "nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"]),
        ])
        let observed = ObservedState.fixture([
            .box: [
                .fixture(3, ["name": "web", "model": "small", "power": "on", "nets": [["net": .object(.net, 1)]]])
            ],
            .net: [.fixture(1, ["name": "back", "kind": "wide", "rules": [], "lanes": []])],
        ])
        func planned(_ selection: Selection) -> Planner.Outcome {
            outcome(Self.wish, recorded, observed, selection: selection)
        }
        let whole = planned(Selection(targets: ["nets.back"], replaced: ["nets.back"]))
        #expect(addresses(whole) == ["boxes.web", "nets.back"])
        let partial = planned(Selection(excluded: ["boxes.web"], replaced: ["nets.back"]))
        #expect(partial.plan == nil)
        #expect(partial.diagnostics.contains { $0.code == "excluded-user" })
    }

    @Test("a selection of everything is no partial plan")
    func everything() {
        let outcome = outcome(Self.wish, selection: Selection(targets: ["boxes.web", "disks.a"]))
        #expect(addresses(outcome) == ["boxes.web", "disks.a", "nets.back"])
        #expect(outcome.diagnostics.isEmpty)
    }

    @Test("a declaration means all of its instances, an instance only itself")
    func instances() {
        let wish = DesiredState.fixture(
            .fixture("nets.back[0]", ["kind": "wide", "name": "a"]),
            .fixture("nets.back[1]", ["kind": "wide", "name": "b"]),
            .fixture("nets.other", ["kind": "wide"])
        )
        #expect(
            addresses(outcome(wish, selection: Selection(targets: ["nets.back"]))) == ["nets.back[0]", "nets.back[1]"]
        )
        #expect(addresses(outcome(wish, selection: Selection(targets: ["nets.back[1]"]))) == ["nets.back[1]"])
    }

    @Test("what is taken out of the file goes with what still refers to it")
    func removal() {
        let recorded = RecordedState.fixture([
            "nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"]),
            "nets.other": .fixture(.net, 2, ["name": "other", "kind": "wide"]),
            "boxes.web": .fixture(.box, 3, ["name": "web", "model": "small"]) {
                $0.dependencies = [.fixture("nets.back")]
            },
        ])
        let observed = ObservedState.fixture([
            .net: [.fixture(1, ["name": "back", "kind": "wide"]), .fixture(2, ["name": "other", "kind": "wide"])],
            .box: [.fixture(3, ["name": "web", "model": "small", "power": "on"])],
        ])
        func gone(_ selection: Selection) -> [String] {
            addresses(outcome(.fixture(), recorded, observed, selection: selection))
        }
        #expect(gone(Selection(targets: ["nets.back"])) == ["boxes.web", "nets.back"])
        #expect(gone(Selection(targets: ["boxes.web"])) == ["boxes.web"])
        #expect(gone(Selection(excluded: ["boxes.web"])) == ["nets.other"])
        #expect(gone(Selection(excluded: ["nets.back"])) == ["boxes.web", "nets.other"])
    }

    @Test("what is left out keeps its record, even where its object is gone")
    func recordsStay() throws {
        let observed = ObservedState.fixture([.net: Self.nets])
        let plan = try #require(
            outcome(Self.wish, Self.recorded, observed, selection: Selection(targets: ["nets.back"])).plan
        )
        #expect(plan.isEmpty)
        #expect(plan.recorded.resources[.fixture("disks.a")]?.id == ResourceID(7))
    }

    private static let nets: [ObservedObject] = [
        .fixture(1, ["name": "back", "kind": "wide", "rules": [], "lanes": []])
    ]

    @Test("a requested replacement deletes and creates anew, and says why")
    func replace() {
        let outcome = outcome(Self.wish, Self.recorded, Self.observed, selection: Selection(replaced: ["disks.a"]))
        let change = outcome.plan?.changes.first { $0.address == .fixture("disks.a") }
        #expect(change?.kind == .replace(createsFirst: false))
        #expect(change?.reason == .requested)
        #expect(change?.impacts.contains(.dataLoss) == true)
    }

    @Test("a requested replacement of what may never be replaced is refused")
    func neverReplace() {
        let wish = DesiredState.fixture(
            .fixture("disks.a", ["size": 5, "place": "x"]) { $0.lifecycle.neverReplace = true }
        )
        let outcome = outcome(wish, Self.recorded, Self.observed, selection: Selection(replaced: ["disks.a"]))
        #expect(outcome.plan == nil)
        #expect(outcome.diagnostics.map(\.message) == ["--replace names disks.a, and its lifecycle says never_replace"])
    }

    @Test(
        "an address that nothing has is an error with the nearest one",
        arguments: [
            ("--target", Selection(targets: ["boxes.wbe"])), ("--exclude", Selection(excluded: ["boxes.wbe"])),
            ("--replace", Selection(replaced: ["boxes.wbe"])),
        ]
    )
    func unknown(option: String, selection: Selection) {
        let outcome = outcome(Self.wish, selection: selection)
        #expect(outcome.plan == nil)
        #expect(
            outcome.diagnostics.map(\.message) == [
                "\(option) names 'boxes.wbe', and neither the file nor the state has such a resource"
            ]
        )
        #expect(outcome.diagnostics.first?.hint == "Did you mean 'boxes.web'?")
    }

    @Test("what is not in the file cannot be replaced")
    func undeclared() {
        let outcome = outcome(.fixture(), Self.recorded, Self.observed, selection: Selection(replaced: ["disks.a"]))
        #expect(outcome.plan == nil)
        #expect(outcome.diagnostics.map(\.code) == ["undeclared-replacement"])
    }

    private func outcome(
        _ desired: DesiredState,
        _ recorded: RecordedState = .fixture([:]),
        _ observed: ObservedState = .fixture([:]),
        selection: Selection
    ) -> Planner.Outcome {
        Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: recorded, observed: observed, selection: selection)
    }
}
