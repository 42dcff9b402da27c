import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// A plug that stays goes along with its box in the API where its `auto_delete` is true.
@Suite("What would go along with what is deleted")
struct CompanionTests {
    private static let box: [AttributeName: Value] = ["name": "a", "model": "small"]

    private static func plug(_ isTaken: Bool) -> [AttributeName: Value] {
        ["name": "p", "auto_delete": .boolean(isTaken)]
    }

    /// Boxes are taken out of the file while a plug is in this one.
    private func problems(
        _ plug: DesiredResource?,
        recordsPlug: Bool = true,
        boxRefersTo: Value? = nil,
        isTakenInCloud: Bool,
        selection: Selection = .all,
        _ adjust: (inout DesiredState) -> Void = { _ in }
    ) -> [String] {
        var desired = DesiredState(
            stack: "toys",
            resources: [plug].compactMap(\.self),
            usesOwnershipLabels: false
        )
        adjust(&desired)
        var box = Self.box
        box["nets"] = boxRefersTo
        var recorded = ["boxes.a": RecordedResource.fixture(.box, 2, box)]
        if recordsPlug { recorded["plugs.p"] = .fixture(.plug, 1, Self.plug(isTakenInCloud)) }
        let outcome = Planner.toy.plan(
            for: desired,
            recorded: .fixture(recorded),
            observed: .fixture([
                .plug: [.fixture(1, Self.plug(isTakenInCloud), outputs: ["holder_id": 2])],
                .box: [.fixture(2, Self.box)],
            ]),
            selection: selection
        )
        return outcome.diagnostics.filter { $0.severity == .error }.map(\.message)
    }

    private func declared(_ isTaken: Bool, ignoring: Bool = false) -> DesiredResource {
        .fixture("plugs.p", ["auto_delete": .boolean(isTaken)], catalog: .wholeToy) {
            if ignoring { $0.lifecycle.ignoreChanges = ["auto_delete": []] }
        }
    }

    private static let asWritten = ["plugs.p would be deleted together with boxes.a, because its 'auto_delete' is true"]
    private static let asItIs = [
        "plugs.p would be deleted together with boxes.a, because its 'auto_delete' is true in the cloud"
    ]

    @Test("nothing stands in the way where the plug stays by itself, or goes too")
    func allowed() {
        #expect(problems(declared(false), isTakenInCloud: false).isEmpty)
        #expect(problems(declared(false), isTakenInCloud: true).isEmpty)
        #expect(problems(nil, isTakenInCloud: true).isEmpty)
        #expect(problems(nil, recordsPlug: false, isTakenInCloud: true).isEmpty)
    }

    @Test("what the file wants to go along while it is in the file is refused, however it is in the cloud")
    func written() {
        #expect(problems(declared(true), isTakenInCloud: true) == Self.asWritten)
        #expect(problems(declared(true), isTakenInCloud: false) == Self.asWritten)
    }

    @Test("what the file wants to keep is refused where the plan does nothing for it")
    func leftAlone() {
        #expect(problems(declared(false, ignoring: true), isTakenInCloud: true) == Self.asItIs)
        let excluded = Selection(excluded: ["plugs.p"])
        #expect(problems(declared(false), isTakenInCloud: true, selection: excluded) == Self.asItIs)
        let target = Selection(targets: ["boxes.a"])
        #expect(problems(declared(false), isTakenInCloud: true, selection: target) == Self.asItIs)
        #expect(problems(nil, isTakenInCloud: true, selection: target) == Self.asItIs)
    }

    @Test("what is only forgotten is to stay")
    func forgotten() {
        let problems = problems(nil, isTakenInCloud: true) { desired in
            desired.removals = [Removal(from: .resource(.fixture("plugs.p")))]
        }
        #expect(problems == Self.asItIs)
    }

    @Test("what others made and the file put there is to stay, and what came along is not")
    func named() {
        let reference: Value = [["net": .object(.plug, 1)]]
        #expect(
            problems(nil, recordsPlug: false, boxRefersTo: reference, isTakenInCloud: true) == [
                "plug 'p' would be deleted together with boxes.a, because its 'auto_delete' is true in the cloud"
            ]
        )
        #expect(problems(nil, recordsPlug: false, boxRefersTo: reference, isTakenInCloud: false).isEmpty)
    }
}
