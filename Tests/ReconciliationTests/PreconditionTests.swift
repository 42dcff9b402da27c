import Diagnostics
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Preconditions")
struct PreconditionTests {
    @Test("a name that the catalogue does not have is an error with the nearest one")
    func unknownOffering() {
        let outcome = outcome(
            .fixture("servers.web", ["server_type": "cx34", "image": "debian-12"], catalog: .hetzner)
        )
        #expect(outcome.messages == ["there is no server_type 'cx34' [unknown-offering]"])
        let hint = "Did you mean 'cx33'? 'hzform catalog server-types' lists what there is."
        #expect(outcome.diagnostics.first?.hint == hint)
    }

    @Test("a type that the location does not have is an error that says where it is")
    func unavailable() {
        let wish: [AttributeName: Value] = ["server_type": "cax11", "image": "debian-12", "location": "ash"]
        let outcome = outcome(.fixture("servers.web", wish, catalog: .hetzner))
        #expect(outcome.messages == ["server_type 'cax11' is not available in ash [unavailable]"])
        #expect(outcome.diagnostics.first?.hint == "It is available in fsn1.")
    }

    @Test("an image for another architecture is an error")
    func architecture() {
        let wish: [AttributeName: Value] = ["server_type": "cax11", "image": "alma-8", "location": "fsn1"]
        let outcome = outcome(.fixture("servers.web", wish, catalog: .hetzner))
        #expect(outcome.messages == ["image is for x86, but server_type is for arm [other-architecture]"])
    }

    @Test("a type on its way out is a warning with its date, and only for what changes")
    func deprecated() {
        let wish: [AttributeName: Value] = ["server_type": "cx22", "image": "debian-12", "location": "fsn1"]
        let created = outcome(.fixture("servers.web", wish, catalog: .hetzner))
        #expect(
            created.messages == [
                "server_type 'cx22' is deprecated and cannot be ordered after 2027-01-31 [deprecated]"
            ]
        )
        #expect(created.plan != nil)
        let unchanged = outcome(.fixture("servers.web", wish, catalog: .hetzner), on: server(type: "cx22", disk: 40))
        #expect(unchanged.messages == [])
    }

    @Test("a type whose disk is smaller than the present one is an error before anything is shut down")
    func tooSmall() {
        let wish: [AttributeName: Value] = ["server_type": "cx23", "image": "debian-12", "location": "fsn1"]
        let outcome = outcome(.fixture("servers.web", wish, catalog: .hetzner), on: server(type: "cx33", disk: 80))
        #expect(
            outcome.messages == [
                "server_type 'cx23' has a disk of 40 GB, and servers.web has one of 80 GB that cannot shrink [too-small]"
            ]
        )
    }

    @Test("a name that an unmanaged object has is an error")
    func nameTaken() {
        let wish = DesiredState.fixture(.fixture("nets.back", ["kind": "wide"]))
        let observed = ObservedState.fixture([.net: [.fixture(9, ["name": "back"])]])
        let outcome = toyOutcome(wish, .fixture([:]), observed)
        let taken = "the project already has a net named 'back' (ID 9), which is not part of this stack [name-taken]"
        #expect(outcome.messages == [taken])
    }

    @Test("a name that another stack's object has is told with its address there, and is not to be taken over")
    func nameOfAnotherStack() throws {
        let wish = DesiredState.fixture(.fixture("nets.back[0]", [.name: "back", "kind": "wide"]))
        let other = Ownership(stack: "toys-prod", address: .fixture("nets.back[1]"))
        let observed = ObservedState.fixture([.net: [.fixture(9, ["name": "back"], ownership: other)]])
        let diagnostic = try #require(toyOutcome(wish, .fixture([:]), observed).diagnostics.first)
        let whose = "which is \(other.addressLabel) of stack 'toys-prod'"
        #expect(diagnostic.message.hasSuffix("named 'back' (ID 9), \(whose)"))
        let hint = try #require(diagnostic.hint)
        #expect(hint.contains(#"back: { name: "…-${index + 1}" }"#))
        #expect(!hint.contains("hzform import"))
    }

    @Test("what must not be destroyed stops the plan, also when its declaration is gone")
    func preventsDestroying() {
        let recorded = RecordedState.fixture([
            "nets.back": .fixture(.net, 1, ["name": "back"]) { $0.preventDestroy = true }
        ])
        let observed = ObservedState.fixture([.net: [.fixture(1, ["name": "back"])]])
        let outcome = toyOutcome(.fixture(), recorded, observed)
        let prevented = "the plan would destroy nets.back, and its lifecycle says prevent_destroy [destroy-prevented]"
        #expect(outcome.messages == [prevented])
    }

    @Test("a project that has nothing of the state is another one")
    func otherProject() {
        let recorded = RecordedState.fixture(["nets.back": .fixture(.net, 1, ["name": "back"])])
        let outcome = toyOutcome(.fixture(.fixture("nets.back", ["kind": "wide"])), recorded, .fixture([:]))
        #expect(outcome.diagnostics.map(\.code) == ["other-project"])
    }

    @Test("what only one can have cannot be with the old and the new object")
    func cannotCreateFirst() {
        let address = DesiredResource.fixture("primary_ips.p", ["type": "ipv4", "location": "fsn1"], catalog: .hetzner)
        let wish: [AttributeName: Value] = [
            "server_type": "cx23", "image": "alma-8", "location": "fsn1",
            "public_net": ["ipv4": .ref("primary_ips.p")],
        ]
        let server = DesiredResource.fixture("servers.web", wish, catalog: .hetzner) {
            $0.lifecycle.createBeforeDestroy = true
        }
        var observed = self.server(type: "cx23", disk: 40)
        observed.objects["primary_ip"] = [
            ResourceID(5): .fixture(5, ["name": "p", "type": "ipv4", "location": "fsn1"])
        ]
        let outcome = outcome(
            server,
            address,
            on: observed,
            recorded: ["primary_ips.p": .fixture("primary_ip", 5, ["name": "p"])]
        )
        #expect(outcome.diagnostics.map(\.code) == ["cannot-create-first"])
    }

    @Test("two names for one address are an error, also where only the project tells whose address it is")
    func namedTwice() {
        let first: Value = "2001:db8::1"
        func messages(_ name: Value, at word: Value) -> [String] {
            let address = DesiredResource.fixture(
                "primary_ips.p",
                [
                    "type": "ipv6", "location": "fsn1",
                    "dns_ptr": [["ip": "ipv6", "dns_ptr": "www.shop.example"]],
                ],
                catalog: .hetzner
            )
            let wish: [AttributeName: Value] = [
                "server_type": "cx23", "image": "alma-8", "location": "fsn1",
                "dns_ptr": [["ip": word, "dns_ptr": name]],
            ]
            let owner: [AttributeName: Value] = ["name": "p", "type": "ipv6", "location": "fsn1"]
            let web: [AttributeName: Value] = [
                "name": "web", "server_type": "cx23", "image": "alma-8", "location": "fsn1",
                "public_net": ["ipv6": .object("primary_ip", 5)],
            ]
            return outcome(
                .fixture("servers.web", wish, catalog: .hetzner),
                address,
                on: .fixture([
                    "primary_ip": [.fixture(5, owner, outputs: ["ipv6": first])],
                    "server": [.fixture(3, web, outputs: ["ipv6": first])],
                ]),
                recorded: ["primary_ips.p": .fixture("primary_ip", 5, ["name": "p"])]
            ).messages
        }
        let twice = "'2001:db8::1' of servers.web is primary_ips.p, whose 'dns_ptr' says something else of it"
        #expect(messages("web.shop.example", at: "ipv6") == ["\(twice) [duplicate-value]"])
        #expect(messages("web.shop.example", at: "2001:db8::1") == ["\(twice) [duplicate-value]"])
        #expect(messages("www.shop.example", at: "ipv6") == [])
        #expect(messages("web.shop.example", at: "2001:db8::5") == [])
    }

    @Test("an image that needs a larger disk than the type has is an error")
    func unfit() {
        let wish: [AttributeName: Value] = ["server_type": "cx23", "image": "101", "location": "fsn1"]
        let outcome = outcome(.fixture("servers.web", wish, catalog: .hetzner))
        let text = "image 'large' needs 160 GB, and server_type 'cx23' has a disk of 40 GB [too-small]"
        #expect(outcome.messages == [text])
    }

    @Test("a snapshot of the file is an image like any other: its disk and its processors have to fit")
    func unfitSnapshot() {
        let snapshot = DesiredResource.fixture("snapshots.base", ["server": .ref("servers.big")], catalog: .hetzner)
        func messages(_ architecture: String, _ disk: Int64, on type: String) -> [String] {
            let outputs: [AttributeName: Value] = ["architecture": .string(architecture), "disk_size": .integer(disk)]
            var observed = ObservedState.fixture(["snapshot": [.fixture(9, outputs: outputs)]])
            observed.offerings = offerings
            let wish: [AttributeName: Value] = [
                "server_type": .string(type), "location": "fsn1",
                "image": .deferred(.text(of: AttributeReference(.fixture("snapshots.base"), .id))),
            ]
            let server = DesiredResource.fixture("servers.web", wish, catalog: .hetzner)
            let desired = DesiredState(stack: "toys", resources: [snapshot, server], usesOwnershipLabels: false)
            return planned(desired, observed, .fixture(["snapshots.base": .fixture("snapshot", 9)])).messages
        }
        #expect(messages("x86", 80, on: "cx33") == [])
        let larger = "image 'snapshots.base' needs 80 GB, and server_type 'cx23' has a disk of 40 GB [too-small]"
        #expect(messages("x86", 80, on: "cx23") == [larger])
        #expect(messages("arm", 40, on: "cx23").contains { $0.hasSuffix("[other-architecture]") })
    }

    @Test("the firewalls of a project are counted, whoever made them")
    func projectLimit() {
        var observed = ObservedState.fixture(["firewall": (1...49).map { .fixture($0, ["name": .string("f\($0)")]) }])
        let one = DesiredResource.fixture("firewalls.a", catalog: .hetzner)
        let two = DesiredResource.fixture("firewalls.b", catalog: .hetzner)
        let desired = DesiredState(stack: "toys", resources: [one], usesOwnershipLabels: false)
        #expect(planned(desired, observed).messages == [])
        let more = DesiredState(stack: "toys", resources: [one, two], usesOwnershipLabels: false)
        let text = "a project takes at most 50 firewalls, and this would make 51 [project-limit]"
        #expect(planned(more, observed).messages == [text])
        observed.objects["firewall"] = nil
        #expect(planned(more, observed).messages == [])
    }

    @Test("servers of a placement group are counted with those of others")
    func groupLimit() {
        let group = DesiredResource.fixture("placement_groups.g", ["type": "spread"], catalog: .hetzner)
        let wish: [AttributeName: Value] = ["server_type": "cx23", "image": "debian-12", "location": "fsn1"]
        let server = DesiredResource.fixture(
            "servers.web",
            wish.merging(["placement_group": .ref("placement_groups.g")]) { $1 },
            catalog: .hetzner
        )
        for count in [9, 10] as [Int64] {
            var observed = ObservedState.fixture([
                "placement_group": [.fixture(7, ["name": "g", "type": "spread"])],
                "server": (1...count).map {
                    .fixture(100 + $0, ["name": .string("s\($0)"), "placement_group": .object("placement_group", 7)])
                },
            ])
            observed.offerings = offerings
            let desired = DesiredState(stack: "toys", resources: [group, server], usesOwnershipLabels: false)
            let recorded = RecordedState.fixture([
                "placement_groups.g": .fixture("placement_group", 7, ["name": "g", "type": "spread"])
            ])
            let text =
                "placement_groups.g takes at most 10 servers, counted with those that are not part of this stack [too-many-references]"
            #expect(planned(desired, observed, recorded).messages == (count == 10 ? [text] : []))
        }
    }

    private func planned(
        _ desired: DesiredState,
        _ observed: ObservedState,
        _ recorded: RecordedState = .fixture([:])
    ) -> Planner.Outcome {
        Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: recorded, observed: observed)
    }

    /// Of the server `web` with ID 3.
    private func server(type: String, disk: Int64) -> ObservedState {
        let attributes: [AttributeName: Value] = [
            "name": "web", "server_type": .string(type), "image": "debian-12", "location": "fsn1", "power": "on",
            "public_net": ["enable_ipv4": true, "ipv4": .object("primary_ip", 5)],
        ]
        return .fixture(["server": [.fixture(3, attributes, outputs: ["primary_disk_size": .integer(disk)])]])
    }

    @Test(
        "an address by which somebody else's load balancer reaches a server is not given up",
        arguments: [true, false]
    )
    func heldByOthers(isPrivate: Bool) {
        let attributes: [AttributeName: Value] = ["name": "web", "server_type": "cx23", "image": "debian-12"]
        let present: Value = ["enable_ipv4": true, "enable_ipv6": true]
        let target: Value = ["type": "server", "server": .object("server", 3), "use_private_ip": .boolean(isPrivate)]
        let outcome = outcome(
            .fixture(
                "servers.web",
                attributes.merging(["public_net": ["enable_ipv4": false, "enable_ipv6": true]]) { $1 },
                catalog: .hetzner
            ),
            on: .fixture([
                "server": [.fixture(3, attributes.merging(["public_net": present]) { $1 })],
                "load_balancer": [.fixture(9, ["name": "theirs", "targets": [target]])],
            ])
        )
        #expect(
            outcome.diagnostics.contains { $0.code.name == "held-by-others" } == !isPrivate,
            "\(outcome.diagnostics)"
        )
    }

    private func outcome(
        _ resources: DesiredResource...,
        on observed: ObservedState? = nil,
        recorded: [String: RecordedResource] = [:]
    ) -> Planner.Outcome {
        var project = observed ?? .fixture([:])
        project.offerings = offerings
        var records = recorded
        if observed != nil { records["servers.web"] = .fixture("server", 3, ["name": "web"]) }
        let desired = DesiredState(stack: "toys", resources: resources, usesOwnershipLabels: false)
        return Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: .fixture(records), observed: project)
    }

    private let offerings = Offerings(items: [
        .location: [
            .init(id: ResourceID(1), name: "fsn1"), .init(id: ResourceID(2), name: "nbg1"),
            .init(id: ResourceID(4), name: "ash"),
        ],
        .image: [
            .init(id: ResourceID(1), name: "debian-12", architecture: "x86"),
            .init(id: ResourceID(2), name: "debian-12", architecture: "arm"),
            .init(id: ResourceID(3), name: "alma-8", architecture: "x86"),
            .init(id: ResourceID(101), name: "large", architecture: "x86", figures: ["disk_size": 160]),
        ],
        .serverType: [
            .init(id: ResourceID(1), name: "cx23", architecture: "x86", figures: ["disk": 40]),
            .init(id: ResourceID(2), name: "cx33", architecture: "x86", figures: ["disk": 80]),
            .init(id: ResourceID(3), name: "cax11", architecture: "arm", locations: ["fsn1"], figures: ["disk": 40]),
            .init(
                id: ResourceID(4),
                name: "cx22",
                architecture: "x86",
                deprecation: .init(byLocation: ["fsn1": "2027-01-31T23:59:59Z"]),
                figures: ["disk": 40]
            ),
        ],
    ])
}

extension Planner.Outcome {
    /// What was said, without the place.
    fileprivate var messages: [String] { diagnostics.map { "\($0.message) [\($0.code.name)]" } }
}
