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

/// Addresses that a failover gives to one of several servers, past the file.
@Suite("Parts of elements that others set")
struct ForeignPartTests {
    private static let attachment: Value = ["network": 4, "ip": "10.0.0.10"]
    private static let taken: Value = ["network": 4, "ip": "10.0.0.10", "alias_ips": ["10.0.0.100"]]

    @Test(
        "stay where the file does not say them, and where an earlier apply recorded the default",
        arguments: [nil, []] as [Value?]
    )
    func unwritten(recorded: Value?) throws {
        let before = recorded.map { Self.attachment.with("alias_ips", $0) } ?? Self.attachment
        #expect(try plan(Self.attachment, recorded: before).changes == [])
    }

    @Test("go where an earlier apply set them, which takes an address away")
    func takenOut() throws {
        let plan = try plan(Self.attachment, recorded: Self.taken)
        #expect(plan.changes.map(\.impacts) == [[.ipChange]])
        #expect(plan.changes.flatMap(\.attributes).map(\.path.description) == ["networks[\"#4\"].alias_ips"])
    }

    @Test("stay where the file has others and says that what others add is kept")
    func kept() throws {
        let wish = Self.attachment.with("alias_ips", ["10.0.0.50"])
        let present = Self.attachment.with("alias_ips", ["10.0.0.50", "10.0.0.100"])
        let kept = try plan(wish, recorded: wish, observed: present) {
            $0.extra = Extra(byName: ["alias_ips": .keep])
        }
        #expect(kept.changes == [])
        let removed = try plan(wish, recorded: wish, observed: present)
        #expect(removed.changes.map(\.impacts) == [[.ipChange]])
    }

    @Test("stay where the file says that changes of the part are ignored")
    func ignored() throws {
        let wish = Self.attachment.with("alias_ips", ["10.0.0.50"])
        let plan = try plan(wish, recorded: wish) { $0.ignoreChanges = ["networks": ["alias_ips"]] }
        #expect(plan.changes == [])
        let record = plan.recorded.resources[ResourceAddress("servers", "cp")]
        #expect(record?.attributes["networks"] == .list([wish.asAttachment]))
    }

    private func plan(
        _ wish: Value,
        recorded: Value,
        observed: Value = ForeignPartTests.taken,
        lifecycle: (inout Lifecycle) -> Void = { _ in }
    ) throws -> Plan {
        let basis: [AttributeName: Value] = [
            "name": "cp", "server_type": "cx23", "image": "debian-12", "location": "fsn1",
        ]
        let resource = DesiredResource.fixture(
            "servers.cp",
            basis.merging(["networks": .list([wish.asAttachment])]) { $1 },
            catalog: .hetzner
        ) { lifecycle(&$0.lifecycle) }
        let outcome = Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture).plan(
            for: .fixture(resource),
            recorded: .fixture([
                "servers.cp": .fixture(
                    "server",
                    3,
                    basis.merging(["networks": .list([recorded.asAttachment])]) { $1 }
                )
            ]),
            observed: .fixture([
                "server": [.fixture(3, basis.merging(["networks": .list([observed.asAttachment])]) { $1 })],
                "network": [.fixture(4, ["name": "n"])],
            ])
        )
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }
}

extension Value {
    fileprivate func with(_ name: String, _ value: Value) -> Value {
        .map((map ?? [:]).merging([name: value]) { $1 })
    }

    /// With the network of the number as a reference.
    fileprivate var asAttachment: Value { with("network", .reference(.object("network", ResourceID(4)))) }
}
