import Diagnostics
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Choosing what can be had")
struct ChoiceTests {
    private let offerings = Offerings(items: [
        .location: [
            .init(id: ResourceID(1), name: "fsn1"), .init(id: ResourceID(2), name: "nbg1"),
        ],
        .image: [.init(id: ResourceID(1), name: "debian-12", architecture: "x86")],
        .serverType: [
            .init(
                id: ResourceID(1),
                name: "cx22",
                architecture: "x86",
                locations: ["fsn1", "nbg1"],
                deprecation: .init(byLocation: ["fsn1": "2027-01-31T23:59:59Z", "nbg1": "2027-01-31T23:59:59Z"]),
                figures: ["disk": 40]
            ),
            .init(id: ResourceID(2), name: "cx23", architecture: "x86", locations: ["nbg1"], figures: ["disk": 40]),
            .init(
                id: ResourceID(3),
                name: "cpx22",
                architecture: "x86",
                locations: ["fsn1", "nbg1"],
                figures: ["disk": 80]
            ),
            .init(id: ResourceID(4), name: "cax11", architecture: "arm", locations: ["fsn1"], figures: ["disk": 40]),
        ],
    ])

    private func outcome(
        _ resources: DesiredResource...,
        recorded: [String: RecordedResource] = [:],
        observed: [ResourceType.Name: [ObservedObject]] = [:]
    ) -> Planner.Outcome {
        var project = ObservedState.fixture(observed)
        project.offerings = offerings
        let desired = DesiredState(stack: "shop", resources: resources, usesOwnershipLabels: false)
        return Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: .fixture(recorded), observed: project)
    }

    private func server(_ name: String = "web", type: Value, location: Value) -> DesiredResource {
        .fixture(
            "servers.\(name)",
            ["server_type": type, "image": "debian-12", "location": location],
            catalog: .hetzner
        )
    }

    /// The server `web` with ID 3 as it is and as it was recorded.
    private func present(_ type: String, in location: String) -> (RecordedResource, ObservedObject) {
        let attributes: [AttributeName: Value] = [
            "name": "web", "server_type": .string(type), "image": "debian-12", "location": .string(location),
        ]
        return (.fixture("server", 3, attributes), .fixture(3, attributes, outputs: ["primary_disk_size": 40]))
    }

    /// What a plan sets, by address.
    private func chosen(_ outcome: Planner.Outcome, _ name: AttributeName) -> [String: String] {
        let pairs = (outcome.plan?.changes ?? []).compactMap { change -> (String, String)? in
            let value = change.attributes.first { $0.path == AttributePath(name) }?.new?.string
            return value.map { (change.address.description, $0) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test("the first type that is available, not deprecated and fits the image is taken, and the plan says why")
    func firstType() throws {
        let outcome = outcome(server(type: ["cax11", "cx22", "cx23", "cpx22"], location: "fsn1"))
        #expect(chosen(outcome, "server_type") == ["servers.web": "cpx22"])
        let note = try #require(outcome.plan?.changes.first?.notes.first)
        #expect(
            note == """
                server_type cpx22 was chosen: server_type is for arm, and image 'debian-12' is for x86; \
                server_type 'cx22' is deprecated in fsn1 and cannot be ordered after 2027-01-31; \
                server_type 'cx23' is not available in fsn1
                """
        )
    }

    @Test("the first location where a type can be had is taken")
    func firstLocation() {
        let outcome = outcome(server(type: "cx23", location: ["fsn1", "nbg1"]))
        #expect(chosen(outcome, "location") == ["servers.web": "nbg1"])
    }

    @Test("a location goes before the order of types")
    func locationFirst() {
        let outcome = outcome(server(type: ["cx23", "cpx22"], location: ["fsn1", "nbg1"]))
        #expect(chosen(outcome, "location") == ["servers.web": "fsn1"])
        #expect(chosen(outcome, "server_type") == ["servers.web": "cpx22"])
    }

    @Test("the plan holds what is sent instead where the choice is sold out by then")
    func fallbacks() throws {
        let outcome = outcome(server(type: ["cx23", "cpx22"], location: ["nbg1", "fsn1"]))
        let step = try #require(outcome.plan?.steps.first)
        #expect(
            step.alternatives.map(\.title) == [
                "server_type cpx22, location nbg1", "server_type cpx22, location fsn1",
            ]
        )
        #expect(step.alternatives.first?.request.body?["server_type"] == "cpx22")
        #expect(step.alternatives.first?.record.attributes["server_type"] == "cpx22")
        #expect(step.alternatives.last?.request.body?["location"] == "fsn1")
    }

    @Test("a server's volume and Primary IP go where the server goes, and nobody falls back to another place alone")
    func agreement() throws {
        let places: Value = ["fsn1", "nbg1"]
        let outcome = outcome(
            .fixture(
                "servers.web",
                [
                    "server_type": ["cx23", "cpx22"], "image": "debian-12", "location": ["nbg1", "fsn1"],
                    "public_net": ["ipv4": .ref("primary_ips.p")],
                ],
                catalog: .hetzner
            ),
            .fixture("primary_ips.p", ["type": "ipv4", "location": places], catalog: .hetzner),
            .fixture(
                "volumes.data",
                ["size": 10, "server": .ref("servers.web"), "location": places],
                catalog: .hetzner
            )
        )
        let locations = chosen(outcome, "location")
        #expect(Set(locations.values).count == 1)
        #expect(locations.count == 3)
        let plan = try #require(outcome.plan)
        #expect(
            plan.steps.flatMap(\.alternatives).allSatisfy {
                $0.request.body?["location"]?.string == locations["servers.web"]
            }
        )
    }

    @Test("what exists somewhere decides where the others go")
    func existingVolume() {
        let volume: [AttributeName: Value] = ["name": "data", "size": 10, "location": "fsn1", "server": .null]
        let outcome = outcome(
            server(type: "cpx22", location: ["nbg1", "fsn1"]),
            .fixture(
                "volumes.data",
                ["size": 10, "server": .ref("servers.web"), "location": ["nbg1", "fsn1"]],
                catalog: .hetzner
            ),
            recorded: ["volumes.data": .fixture("volume", 7, ["size": 10, "location": "fsn1"])],
            observed: ["volume": [.fixture(7, volume)]]
        )
        #expect(chosen(outcome, "location") == ["servers.web": "fsn1"])
    }

    @Test(
        "a choice is kept as long as it is listed, whatever became of it since",
        arguments: [
            ("cpx22", ["cx23", "cpx22"] as Value), ("cx22", ["cpx22", "cx22"] as Value),
        ]
    )
    func keeps(type: String, list: Value) {
        let (record, object) = present(type, in: "fsn1")
        let outcome = outcome(
            server(type: list, location: ["nbg1", "fsn1"]),
            recorded: ["servers.web": record],
            observed: ["server": [object]]
        )
        #expect(outcome.plan?.isEmpty == true, "\(outcome.diagnostics)")
    }

    @Test("a choice that is not listed any more changes to the first that can be had")
    func changes() {
        let (record, object) = present("cx22", in: "fsn1")
        let outcome = outcome(
            server(type: ["cx23", "cpx22"], location: ["nbg1", "fsn1"]),
            recorded: ["servers.web": record],
            observed: ["server": [object]]
        )
        #expect(chosen(outcome, "server_type") == ["servers.web": "cpx22"])
        #expect(chosen(outcome, "location") == [:])
    }

    @Test("where nothing can be had, an error says why for each")
    func nothing() {
        let outcome = outcome(server(type: ["cax11", "cx23", "cx99"], location: "fsn1"))
        #expect(outcome.plan == nil)
        #expect(outcome.diagnostics.map(\.code.name) == ["none-available"])
        #expect(outcome.diagnostics.first?.message == "nothing that servers.web lists for server_type can be had")
        #expect(
            outcome.diagnostics.first?.notes.map(\.message) == [
                "server_type is for arm, and image 'debian-12' is for x86",
                "server_type 'cx23' is not available in fsn1",
                "there is no server_type 'cx99'",
            ]
        )
    }

    @Test("resources that have to agree and list nothing in common cannot be anywhere")
    func nowhere() {
        let outcome = outcome(
            server(type: "cpx22", location: ["nbg1"]),
            .fixture(
                "volumes.data",
                ["size": 10, "server": .ref("servers.web"), "location": ["fsn1"]],
                catalog: .hetzner
            )
        )
        #expect(outcome.diagnostics.map(\.code.name) == ["none-available"])
    }
}
