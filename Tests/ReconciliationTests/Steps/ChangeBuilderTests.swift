import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

/// The steps of one resource's change, where its type says something special.
@Suite("Steps of a change")
struct ChangeBuilderTests {
    private func plan(
        _ resources: [DesiredResource],
        recorded: [String: RecordedResource] = [:],
        observed: [ResourceType.Name: [ObservedObject]] = [:],
        offerings: Offerings = Offerings()
    ) throws -> Plan {
        var state = ObservedState.fixture(observed)
        state.offerings = offerings
        let desired = DesiredState(stack: "toys", resources: resources, usesOwnershipLabels: false)
        let outcome = Planner.toy.plan(for: desired, recorded: .fixture(recorded), observed: state)
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }

    /// Each step with the titles of those that it waits for.
    private func steps(_ plan: Plan) -> [String] {
        plan.steps.map { step in
            let earlier = plan.predecessors(of: step).map { plan[$0].title }
            return step.title + (earlier.isEmpty ? "" : " after \(earlier.joined(separator: ", "))")
        }
    }

    private func book(_ pages: Value) -> DesiredResource {
        .fixture("books.b", ["name": "toys.example", "pages": pages], catalog: .wholeToy)
    }

    private func steps(from old: Value, to new: Value) throws -> [String] {
        let attributes: [AttributeName: Value] = ["name": "toys.example", "pages": old]
        return steps(
            try plan(
                [book(new)],
                recorded: ["books.b": .fixture(.book, 1, attributes)],
                observed: [.book: [.fixture(1, attributes)]]
            )
        )
    }

    @Test("what guards an element is lifted before a change and put back after")
    func guarded() throws {
        let guarded: Value = ["title": "a", "form": "plain", "size": 1, "guard": ["change": true]]
        let wish: Value = ["title": "a", "form": "plain", "size": 2, "guard": ["change": true]]
        #expect(
            try steps(from: [guarded], to: [wish]) == [
                "lift protection of a/plain", "resize a/plain after lift protection of a/plain",
                "guard a/plain after resize a/plain",
            ]
        )
    }

    @Test("a guarded element is let go of before it is removed")
    func guardedRemoval() throws {
        let guarded: Value = ["title": "a", "form": "plain", "guard": ["change": true]]
        #expect(
            try steps(from: [guarded], to: []) == [
                "lift protection of a/plain", "pages a/plain after lift protection of a/plain",
            ]
        )
    }

    @Test("entries that change in nothing but a note have a call of their own")
    func entries() throws {
        func page(_ note: Value) -> Value {
            ["title": "a", "form": "plain", "lines": [["text": "one", "note": note], ["text": "two"]]]
        }
        #expect(try steps(from: [page("old")], to: [page("new")]) == ["annotate a/plain"])
        #expect(try steps(from: [page("old")], to: [page(.null)]) == ["set lines a/plain"])
    }

    @Test("an input is recorded and asks for nothing")
    func input() throws {
        let attributes: [AttributeName: Value] = ["plan": "small", "name": "h"]
        let plan = try plan(
            [.fixture("hubs.h", ["plan": "small", "tuning": ["manual": "me"]], catalog: .wholeToy)],
            recorded: ["hubs.h": .fixture(.hub, 1, attributes)],
            observed: [.hub: [.fixture(1, attributes)]]
        )
        #expect(plan.steps.isEmpty)
        #expect(plan.recorded.resources[.fixture("hubs.h")]?.attributes["tuning"] == ["manual": "me"])
    }

    @Test("links that rest on the net go before it is left, and come back once another one is entered")
    func footing() throws {
        func values(_ net: Value, _ box: Value) -> [AttributeName: Value] {
            ["name": "h", "plan": "small", "net": ["net": net], "links": [["box": box, "private": true]]]
        }
        let plan = try plan(
            [
                .fixture("hubs.h", values(.ref("nets.new"), .ref("boxes.a")), catalog: .wholeToy),
                .fixture("nets.old", ["kind": "wide"]), .fixture("nets.new", ["kind": "wide"]),
                .fixture("boxes.a", ["model": "small"]),
            ],
            recorded: [
                "hubs.h": .fixture(.hub, 1, values(.ref("nets.old"), .ref("boxes.a"))),
                "nets.old": .fixture(.net, 2, ["name": "old", "kind": "wide"]),
                "nets.new": .fixture(.net, 3, ["name": "new", "kind": "wide"]),
                "boxes.a": .fixture(.box, 4, ["name": "a", "model": "small"]),
            ],
            observed: [
                .hub: [.fixture(1, values(.object(.net, 2), .object(.box, 4)))],
                .net: [
                    .fixture(2, ["name": "old", "kind": "wide"]), .fixture(3, ["name": "new", "kind": "wide"]),
                ],
                .box: [.fixture(4, ["name": "a", "model": "small", "power": "on"])],
            ]
        )
        #expect(
            plan.steps.map(\.title) == ["unlink a", "leave", "enter", "link a"],
            "\(plan)"
        )
    }

    @Test("a new link comes before the old one goes where there is room for both, and after it where there is none")
    func room() throws {
        func steps(most: Int64) throws -> [String] {
            func values(_ box: Value) -> [AttributeName: Value] {
                ["name": "h", "plan": "small", "links": [["box": box, "private": false]]]
            }
            let boxes = ["a", "b"].map { DesiredResource.fixture("boxes.\($0)", ["model": "small"]) }
            let offerings = Offerings(items: [
                .plan: [.init(id: ResourceID(1), name: "small", figures: ["max_links": most])]
            ])
            let plan = try plan(
                boxes + [.fixture("hubs.h", values(.ref("boxes.b")), catalog: .wholeToy)],
                recorded: [
                    "hubs.h": .fixture(.hub, 1, values(.ref("boxes.a"))),
                    "boxes.a": .fixture(.box, 4, ["name": "a", "model": "small"]),
                    "boxes.b": .fixture(.box, 5, ["name": "b", "model": "small"]),
                ],
                observed: [
                    .hub: [.fixture(1, values(.object(.box, 4)))],
                    .box: [
                        .fixture(4, ["name": "a", "model": "small", "power": "on"]),
                        .fixture(5, ["name": "b", "model": "small", "power": "on"]),
                    ],
                ],
                offerings: offerings
            )
            return plan.steps.map(\.title)
        }
        #expect(try steps(most: 2) == ["link b", "unlink a"])
        #expect(try steps(most: 1) == ["unlink a", "link b"])
    }

    @Test("what would go along with an object is told first that it is not to")
    func companion() throws {
        let plug: [AttributeName: Value] = ["name": "p", "auto_delete": true]
        let plan = try plan(
            [.fixture("plugs.p", ["auto_delete": false], catalog: .wholeToy)],
            recorded: [
                "plugs.p": .fixture(.plug, 1, plug), "boxes.a": .fixture(.box, 2, ["name": "a", "model": "small"]),
            ],
            observed: [
                .plug: [.fixture(1, plug, outputs: ["holder_id": 2])],
                .box: [.fixture(2, ["name": "a", "model": "small"])],
            ]
        )
        #expect(steps(plan) == ["update auto_delete", "delete after update auto_delete"])
    }

    @Test("what a failed action left without use is called for again, or made anew")
    func ailments() throws {
        func plan(_ status: Value) throws -> Plan {
            try self.plan(
                [
                    .fixture("copies.c", ["box": .ref("boxes.a")], catalog: .wholeToy) { $0.attributes[.name] = nil },
                    .fixture("boxes.a", ["model": "small"]),
                ],
                recorded: [
                    "copies.c": .fixture(.copy, 1, ["box": .ref("boxes.a")]),
                    "boxes.a": .fixture(.box, 2, ["name": "a", "model": "small"]),
                ],
                observed: [
                    .copy: [.fixture(1, outputs: ["status": status])],
                    .box: [.fixture(2, ["name": "a", "model": "small", "power": "on"])],
                ]
            )
        }
        #expect(try plan("whole").steps.isEmpty)
        #expect(try steps(plan("stuck")) == ["retry"])
        #expect(try steps(plan("torn")) == ["create", "delete after create"])
    }

    @Test("a plug waits for the book that its domain lies below")
    func liesBelow() throws {
        let plan = try plan([
            .fixture("plugs.p", ["domain": "p.toys.example"], catalog: .wholeToy), book([]),
        ])
        let plug = try #require(plan.steps.first { $0.address.section == "plugs" })
        #expect(plan.predecessors(of: plug).map { plan[$0].address.description } == ["books.b"])
    }

    @Test("a value that the file names is taken before the API picks one")
    func picks() throws {
        let net: Value = .ref("nets.n")
        let plan = try plan([
            .fixture("nets.n", ["kind": "wide"]),
            .fixture("hubs.named", ["plan": "small", "net": ["net": net, "ip": "10.0.0.2"]], catalog: .wholeToy),
            .fixture("hubs.picked", ["plan": "small", "net": ["net": net]], catalog: .wholeToy),
        ])
        let picking = try #require(plan.steps.last { $0.address.key == "picked" && $0.title == "enter" })
        #expect(plan.predecessors(of: picking).map { plan[$0].address.key }.contains("named"), "\(plan)")
    }

    @Test("what is held by one only is created once the one that goes has let go of it")
    func claims() throws {
        let plug: [AttributeName: Value] = ["name": "old", "box": .ref("boxes.a")]
        let plan = try plan(
            [
                .fixture("plugs.new", ["box": .ref("boxes.a")], catalog: .wholeToy),
                .fixture("boxes.a", ["model": "small"]),
            ],
            recorded: [
                "plugs.old": .fixture(.plug, 1, plug), "boxes.a": .fixture(.box, 2, ["name": "a", "model": "small"]),
            ],
            observed: [
                .plug: [.fixture(1, ["name": "old", "box": .object(.box, 2)])],
                .box: [.fixture(2, ["name": "a", "model": "small", "power": "on"])],
            ]
        )
        #expect(steps(plan) == ["delete", "create after delete"])
    }

    /// A box in a net that is replaced, or was.
    private func boxInNet(
        dependsOn: [String] = [],
        wish: [AttributeName: Value],
        kind: Value,
        deposed: [Int64] = []
    ) throws -> Plan {
        try plan(
            [
                .fixture("boxes.a", wish.merging(["model": "small"]) { own, _ in own }, dependsOn: dependsOn),
                .fixture("nets.n", ["kind": kind]),
            ],
            recorded: [
                "boxes.a": .fixture(.box, 2, ["name": "a", "model": "small", "nets": [["net": .ref("nets.n")]]]),
                "nets.n": .fixture(.net, deposed.isEmpty ? 1 : 3, ["name": "n", "kind": "wide"]) {
                    $0.deposed = deposed.map(ResourceID.init)
                },
            ],
            observed: [
                .box: [
                    .fixture(
                        2,
                        ["name": "a", "model": "small", "power": "on", "nets": [["net": .object(.net, 1)]]]
                    )
                ],
                .net: (deposed.isEmpty ? [1] : [1, 3]).map { .fixture($0, ["name": "n", "kind": "wide"]) },
            ]
        )
    }

    @Test("what depends on what it holds lets go of the old object before it waits for the new one")
    func dependsOnWhatItHolds() throws {
        let plan = try boxInNet(
            dependsOn: ["nets.n"],
            wish: ["nets": [["net": .ref("nets.n")]]],
            kind: "narrow"
        )
        #expect(plan.steps.map(\.title) == ["detach from net n", "delete", "create", "attach to net n"])
    }

    @Test("an element of what a replacement left behind goes, though nobody says the list any more")
    func leftover() throws {
        let plan = try boxInNet(wish: [:], kind: "wide", deposed: [1])
        #expect(steps(plan) == ["detach from net #1", "delete after detach from net #1"])
    }
}
