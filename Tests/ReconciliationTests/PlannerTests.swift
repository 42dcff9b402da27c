import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Planner")
struct PlannerTests {
    @Test("what is declared and not there is created, after what it refers to")
    func creates() {
        let plan = toyPlan(
            .fixture(
                .fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back")]]]),
                .fixture("nets.back", ["kind": "wide"])
            )
        )
        #expect(
            plan == """
                + boxes.web (declared)
                  #2 create: POST boxes {model: small, name: web, nets: [nets.back]} after #1
                + nets.back (declared)
                  #1 create: POST nets {kind: wide, name: back}
                """
        )
    }

    @Test("every step of a resource takes the time that it says, and no other")
    func timeouts() throws {
        var box = DesiredResource.fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back")]]])
        box.lifecycle.timeoutSeconds = 90
        let desired = DesiredState.fixture(box, .fixture("nets.back", ["kind": "wide"]))
        let planner = Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
        let plan = planner.plan(for: desired, recorded: RecordedState(stack: "toys"), observed: .fixture([:])).plan
        let steps = try #require(plan).steps
        #expect(steps.map(\.timeoutSeconds) == [nil, 90])
    }

    @Test("an attachment with an address is made after the creation")
    func attachesAfterwards() {
        let plan = toyPlan(
            .fixture(
                .fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back"), "ip": "10.0.0.5"]]]),
                .fixture("nets.back", ["kind": "wide"])
            )
        )
        #expect(
            plan == """
                + boxes.web (declared)
                  #1 create: POST boxes {model: small, name: web}
                  #3 attach to net back: POST boxes/boxes.web/actions/attach {ip: 10.0.0.5, net: nets.back} after #1 #2
                + nets.back (declared)
                  #2 create: POST nets {kind: wide, name: back}
                """
        )
    }

    @Test("nothing is planned where the cloud is as wanted")
    func isEmpty() {
        let plan = toyPlan(
            .fixture(.fixture("nets.back", ["kind": "wide", "rules": ["b", "a"]])),
            recorded: .fixture(["nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide", "rules": ["a", "b"]])]),
            observed: .fixture([
                .net: [.fixture(1, ["name": "back", "kind": "wide", "rules": ["a", "b"], "lanes": []])]
            ])
        )
        #expect(plan == "")
    }

    @Test("drift is told apart from an edit")
    func tellsDrift() {
        let recorded = RecordedState.fixture(["disks.a": .fixture(.disk, 7, ["name": "a", "size": 5, "place": "x"])])
        let observed = ObservedState.fixture([
            .disk: [.fixture(7, ["name": "b", "size": 5, "place": "x", "box": .null])]
        ])
        let plan = toyPlan(
            .fixture(.fixture("disks.a", ["size": 6, "place": "x"])),
            recorded: recorded,
            observed: observed
        )
        #expect(
            plan == """
                ~ disks.a (differs): name b → a (drifted), size 5 → 6 [irreversible]
                  #1 update name: PUT disks/#7 {name: a}
                  #2 resize to 6: POST disks/#7/actions/resize {size: 6}
                """
        )
    }

    @Test("shrinking a disk is refused unless the file consents to a replacement")
    func refusesShrinking() {
        let recorded = RecordedState.fixture(["disks.a": .fixture(.disk, 7, ["name": "a", "size": 5, "place": "x"])])
        let observed = ObservedState.fixture([.disk: [.fixture(7, ["name": "a", "size": 5, "place": "x"])]])
        let refused = toyOutcome(.fixture(.fixture("disks.a", ["size": 4, "place": "x"])), recorded, observed)
        #expect(refused.plan == nil)
        #expect(refused.diagnostics.map(\.code) == ["needs-replacement"])

        let consenting = DesiredState.fixture(
            .fixture("disks.a", ["size": 4, "place": "x"]) { $0.lifecycle.replaceOn = ["size"] }
        )
        #expect(
            toyPlan(consenting, recorded: recorded, observed: observed) == """
                -/+ disks.a (differs): size 5 → 4 (replaces) [data-loss]
                  #1 delete: DELETE disks/#7
                  #2 create: POST disks {name: a, place: x, size: 4} after #1
                """
        )
    }

    @Test("all that needs the object off happens in one window, which closes whatever happens")
    func opensOneWindow() {
        let plan = toyPlan(
            .fixture(.fixture("boxes.web", ["model": "large"])),
            recorded: .fixture(["boxes.web": .fixture(.box, 3, ["name": "web", "model": "small"])]),
            observed: .fixture([.box: [.fixture(3, ["name": "web", "model": "small", "power": "on", "nets": []])]])
        )
        #expect(
            plan == """
                ~ boxes.web (differs): model small → large (offline) [downtime]
                  #1 shut down: POST boxes/#3/actions/shutdown
                  #2 change model to large: POST boxes/#3/actions/change_model {model: large} after #1
                  #3 power on: POST boxes/#3/actions/poweron after #1 #2 restores #1
                """
        )
    }

    @Test("an object that was off before the change is off after it")
    func keepsOff() {
        let plan = toyPlan(
            .fixture(.fixture("boxes.web", ["model": "large"])),
            recorded: .fixture(["boxes.web": .fixture(.box, 3, ["name": "web", "model": "small"])]),
            observed: .fixture([.box: [.fixture(3, ["name": "web", "model": "small", "power": "off", "nets": []])]])
        )
        #expect(
            plan == """
                ~ boxes.web (differs): model small → large (offline) [downtime]
                  #1 change model to large: POST boxes/#3/actions/change_model {model: large}
                  #2 shut down: POST boxes/#3/actions/shutdown after #1
                """
        )
    }

    @Test("an object that an interrupted apply left off is put back")
    func restoresAfterCrash() {
        let plan = toyPlan(
            .fixture(.fixture("boxes.web", ["model": "small"])),
            recorded: .fixture([
                "boxes.web": .fixture(.box, 3, ["name": "web", "model": "small"]) { $0.isOutOfService = true }
            ]),
            observed: .fixture([.box: [.fixture(3, ["name": "web", "model": "small", "power": "off", "nets": []])]])
        )
        #expect(
            plan == """
                ~ boxes.web (interrupted)
                  #1 power on: POST boxes/#3/actions/poweron
                """
        )
    }

    @Test("what refers to a replaced resource lets go of the old one and takes the new one")
    func followsReplacement() {
        let plan = toyPlan(
            .fixture(
                .fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back"), "ip": "10.0.0.5"]]]),
                .fixture("nets.back", ["kind": "narrow"])
            ),
            recorded: .fixture([
                "boxes.web": .fixture(
                    .box,
                    3,
                    ["name": "web", "model": "small", "nets": [["net": .ref("nets.back"), "ip": "10.0.0.5"]]]
                ),
                "nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"]),
            ]),
            observed: .fixture([
                .box: [
                    .fixture(
                        3,
                        [
                            "name": "web", "model": "small", "power": "on",
                            "nets": [["net": .object(.net, 1), "ip": "10.0.0.5"]],
                        ]
                    )
                ],
                .net: [.fixture(1, ["name": "back", "kind": "wide"])],
            ])
        )
        #expect(
            plan == """
                ~ boxes.web (follows nets.back): nets["back"] {ip: 10.0.0.5, net: #1} → nothing (follows nets.back), nets["back"] nothing → {ip: 10.0.0.5, net: nets.back} (follows nets.back)
                  #1 detach from net back: POST boxes/#3/actions/detach {net: #1}
                  #4 attach to net back: POST boxes/#3/actions/attach {ip: 10.0.0.5, net: nets.back} after #1 #3
                -/+ nets.back (differs): kind wide → narrow (replaces) [ip-change]
                  #2 delete: DELETE nets/#1 after #1
                  #3 create: POST nets {kind: narrow, name: back} after #2
                """
        )
    }

    @Test("deletions run against the references, and a name is free before it is used again")
    func deletesBackwards() {
        let plan = toyPlan(
            .fixture(.fixture("nets.fresh", ["kind": "wide", "name": "back"])),
            recorded: .fixture([
                "boxes.web": .fixture(.box, 3, ["name": "web"]) { $0.dependencies = [.fixture("nets.back")] },
                "disks.a": .fixture(.disk, 7, ["name": "a"]) { $0.dependencies = [.fixture("boxes.web")] },
                "nets.back": .fixture(.net, 1, ["name": "back"]),
            ]),
            observed: .fixture([
                .box: [.fixture(3, ["name": "web", "nets": [["net": .object(.net, 1)]]])],
                .disk: [.fixture(7, ["name": "a", "box": .object(.box, 3)])],
                .net: [.fixture(1, ["name": "back"])],
            ])
        )
        #expect(
            plan == """
                - boxes.web (undeclared) [data-loss]
                  #3 delete: DELETE boxes/#3 after #2
                - disks.a (undeclared) [data-loss]
                  #1 loosen: POST disks/#7/actions/loosen
                  #2 delete: DELETE disks/#7 after #1
                - nets.back (undeclared) [ip-change]
                  #4 delete: DELETE nets/#1 after #3
                + nets.fresh (declared)
                  #5 create: POST nets {kind: wide, name: back} after #4
                """
        )
    }

    @Test("a replacement that creates first takes a name of its own until the old one is gone")
    func createsBeforeDestroying() {
        let plan = toyPlan(
            .fixture(.fixture("nets.back", ["kind": "narrow"]) { $0.lifecycle.createBeforeDestroy = true }),
            recorded: .fixture(["nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"])]),
            observed: .fixture([.net: [.fixture(1, ["name": "back", "kind": "wide"])]])
        )
        #expect(
            plan == """
                +/- nets.back (differs): kind wide → narrow (replaces) [ip-change]
                  #1 create: POST nets {kind: narrow, name: back-next}
                  #2 delete: DELETE nets/#1 after #1
                  #3 rename to back: PUT nets/nets.back {name: back} after #2
                """
        )
    }

    @Test("a rule that reads an address of what uses the net is set later, so there is no circle")
    func setsDeferredLater() {
        let address = AttributeReference(.fixture("boxes.web"), "address")
        let plan = toyPlan(
            .fixture(
                .fixture("boxes.web", ["model": "small", "nets": [["net": .ref("nets.back")]]]),
                .fixture("nets.back", ["kind": "wide", "rules": [.deferred(.output(address))]])
            )
        )
        #expect(
            plan == """
                + boxes.web (declared)
                  #2 create: POST boxes {model: small, name: web, nets: [nets.back]} after #1
                + nets.back (declared)
                  #1 create: POST nets {kind: wide, name: back}
                  #3 set rules: POST nets/nets.back/actions/set_rules {rules: [${boxes.web.address}]} after #2
                """
        )
    }

    @Test("protection is lifted before a deletion")
    func liftsProtection() {
        let plan = toyPlan(
            .fixture(),
            recorded: .fixture(["nets.back": .fixture(.net, 1, ["name": "back", "protection": ["delete": true]])]),
            observed: .fixture([.net: [.fixture(1, ["name": "back", "protection": ["delete": true]])]])
        )
        #expect(
            plan == """
                - nets.back (undeclared) [ip-change]
                  #1 lift protection: POST nets/#1/actions/change_protection {delete: false}
                  #2 delete: DELETE nets/#1 after #1
                """
        )
    }
}

func toyOutcome(_ desired: DesiredState, _ recorded: RecordedState, _ observed: ObservedState) -> Planner.Outcome {
    let planner = Planner(catalog: .toy, evaluator: .none, fingerprinter: .fixture)
    return planner.plan(for: desired, recorded: recorded, observed: observed)
}

func toyPlan(
    _ desired: DesiredState,
    recorded: RecordedState = .fixture([:]),
    observed: ObservedState = .fixture([:])
) -> String {
    let outcome = toyOutcome(desired, recorded, observed)
    return outcome.plan?.description ?? outcome.diagnostics.map(\.description).joined(separator: "\n")
}
