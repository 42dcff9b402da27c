import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("An object that the state cannot mean")
struct IdentityTests {
    /// Nothing is wished for, so what the state has goes.
    private func messages(recorded name: String, _ object: ObservedObject) -> [String] {
        let recorded = RecordedState.fixture(["nets.back": .fixture(.net, 1, ["name": .string(name)])])
        let nothing = DesiredState(stack: "toys", resources: [], usesOwnershipLabels: true)
        let outcome = toyOutcome(nothing, recorded, .fixture([.net: [object]]))
        return outcome.diagnostics.map { "\($0.message) [\($0.code.name)]" }
    }

    @Test("has no label of the stack and another name: nothing is done to it, and both sides are told")
    func mistaken() {
        let message =
            "the state says that nets.back is net 1, but that is called 'other' and not 'back', and has no label of this"
            + " stack [mistaken-object]"
        #expect(messages(recorded: "back", .fixture(1, ["name": "other"])) == [message])
    }

    @Test("is not one that was renamed and has its labels, nor one that lost these and has its name")
    func meant() {
        let own = Ownership(stack: "toys", address: .fixture("nets.back"))
        #expect(messages(recorded: "back", .fixture(1, ["name": "other"], ownership: own)) == [])
        #expect(messages(recorded: "back", .fixture(1, ["name": "back"])) == [])
    }

    @Test("is not deleted as what a replacement left either, where labels tell which object is meant")
    func mistakenLeftover() {
        let own = Ownership(stack: "toys", address: .fixture("nets.back"))
        let desired = DesiredState(
            stack: "toys",
            resources: [.fixture("nets.back", ["kind": "wide"]) { $0.lifecycle.createBeforeDestroy = true }],
            usesOwnershipLabels: true
        )
        let outcome = toyOutcome(
            desired,
            .fixture(["nets.back": .fixture(.net, 1, ["name": "back", "kind": "wide"])]),
            .fixture([
                .net: [
                    .fixture(1, ["name": "other", "kind": "narrow"]),
                    .fixture(2, ["name": "back", "kind": "wide"], ownership: own),
                ]
            ])
        )
        #expect(outcome.diagnostics.map(\.code) == ["mistaken-object"])
        #expect(outcome.plan == nil)
    }
}
