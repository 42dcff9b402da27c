import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("What labels say is this stack's, and nothing else does")
struct OrphanTests {
    private static let web: [AttributeName: Value] = ["name": "web", "model": "small"]

    /// What is said of a box that is labelled as `boxes.web`.
    private func warnings(
        of stack: String = "toys",
        declaring resources: [DesiredResource] = [],
        recorded: [String: RecordedResource] = [:],
        _ adjust: (inout DesiredState) -> Void = { _ in }
    ) -> [String] {
        let owner = Ownership(stack: stack, address: .fixture("boxes.web"))
        let box = ObservedObject.fixture(1, Self.web, ownership: owner)
        var desired = DesiredState(stack: "toys", resources: resources, usesOwnershipLabels: true)
        adjust(&desired)
        let observed = ObservedState.fixture([.box: [box]])
        let outcome = Planner.toy.plan(for: desired, recorded: .fixture(recorded), observed: observed)
        return outcome.diagnostics.filter { $0.code.name == "orphan" }.map(\.message)
    }

    @Test("is told, because nobody else would")
    func told() {
        #expect(
            warnings() == [
                "the box 'web' (ID 1) is labelled as this stack's, and neither in its file nor in its state"
            ]
        )
    }

    @Test("is not told of what is declared, recorded, another stack's or to stay")
    func known() {
        #expect(warnings(declaring: [.fixture("boxes.web", ["model": "small"])]).isEmpty)
        #expect(warnings(recorded: ["boxes.web": .fixture(.box, 1, Self.web)]).isEmpty)
        #expect(warnings(of: "others").isEmpty)
        let removal = Removal(from: .resource(.fixture("boxes.web")))
        #expect(warnings { $0.removals = [removal] }.isEmpty)
    }
}
