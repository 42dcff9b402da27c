import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

/// What rests on an object that only its labels tell to be ours, and that has to be replaced.
@Suite("What rests on an object that is only taken over")
struct HeldBackTests {
    private static func hub(_ links: [Value]) -> [AttributeName: Value] {
        ["name": "h", "plan": "small", "links": .list(links)]
    }

    /// Plans a hub with links to a box that was found at a place, and is wanted here.
    private func plan(boxAt place: Value, ports: Value, hub: [Value]? = nil) throws -> Plan {
        let link: Value = ["box": .ref("boxes.a"), "private": false]
        let box = ObservedObject.fixture(
            4,
            ["name": "a", "model": "small", "power": "on", "place": place, "ports": ports],
            ownership: Ownership(stack: "toys", address: .fixture("boxes.a"))
        )
        let recorded = hub.map { ["hubs.h": RecordedResource.fixture(.hub, 1, Self.hub($0))] }
        let outcome = Planner.toy.plan(
            for: DesiredState(
                stack: "toys",
                resources: [
                    .fixture(
                        "boxes.a",
                        ["model": "small", "place": "here", "ports": ["open": true]],
                        catalog: .wholeToy
                    ),
                    .fixture("hubs.h", Self.hub([link]), catalog: .wholeToy),
                ]
            ),
            recorded: .fixture(recorded ?? [:]),
            observed: .fixture([.box: [box], .hub: hub.map { [.fixture(1, Self.hub($0))] } ?? []])
        )
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }

    @Test("waits for the next apply, and the plan says so")
    func waiting() throws {
        let plan = try plan(boxAt: "there", ports: ["open": false])
        #expect(!plan.steps.contains { $0.title.hasPrefix("link") }, "\(plan)")
        #expect(plan.steps.contains { $0.address == .fixture("hubs.h") })
        let told = plan.remarks.filter { $0.address == .fixture("hubs.h") }.map(\.message)
        #expect(told.count == 1 && told.allSatisfy { $0.contains("next apply") }, "\(plan.remarks)")
        #expect(plan.recorded.resources[.fixture("hubs.h")]?.attributes["links"] == nil)
    }

    @Test("stays where it is there already")
    func staying() throws {
        let link: Value = ["box": .object(.box, 4), "private": false]
        let plan = try plan(boxAt: "there", ports: ["open": false], hub: [link])
        #expect(!plan.steps.contains { $0.address == .fixture("hubs.h") }, "\(plan)")
    }

    @Test("comes at once where the object is as wanted")
    func settled() throws {
        let plan = try plan(boxAt: "here", ports: ["open": true])
        #expect(plan.steps.contains { $0.title.hasPrefix("link") }, "\(plan)")
        #expect(plan.remarks.isEmpty, "\(plan.remarks)")
    }
}
