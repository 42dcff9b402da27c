import FoundationEssentials
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("What a plan costs")
struct CostTests {
    /// A server `web` with ID 3 in fsn1, with the Primary IPv4 5 and a Primary IPv6 that came along.
    private func server(_ type: String = "cx23", backups: Bool = false) -> ObservedObject {
        let attributes: [AttributeName: Value] = [
            "name": "web", "server_type": .string(type), "image": "debian-12", "location": "fsn1",
            "power": "on", "backups": .boolean(backups),
            "public_net": [
                "enable_ipv4": true, "enable_ipv6": true,
                "ipv4": .object("primary_ip", 5), "ipv6": .object("primary_ip", 6),
            ],
        ]
        return .fixture(3, attributes)
    }

    private let web: [AttributeName: Value] = ["server_type": "cx23", "image": "debian-12", "location": "fsn1"]

    private func plan(
        _ resources: DesiredResource...,
        recorded: [String: RecordedResource] = [:],
        observed: [ResourceType.Name: [ObservedObject]] = [:],
        prices: PriceList? = .fixture
    ) throws -> Plan {
        var project = ObservedState.fixture(observed)
        project.prices = prices
        let desired = DesiredState(stack: "shop", resources: resources, usesOwnershipLabels: false)
        let outcome = Planner(catalog: .hetzner, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: .fixture(recorded), observed: project)
        return try #require(outcome.plan, "\(outcome.diagnostics)")
    }

    private func resource(_ address: String, _ values: [AttributeName: Value]) -> DesiredResource {
        .fixture(address, values, catalog: .hetzner)
    }

    /// What a resource costs a month after its creation, in words.
    private func bill(_ address: String, _ values: [AttributeName: Value]) throws -> [String] {
        let plan = try plan(resource(address, values))
        return try #require(plan.changes.first).cost?.after?.items.map { item in
            switch item.price {
            case .known(let rate): "\(item.title): \(rate.monthly.net)"
            case .unknown(let reason): "\(item.title): \(reason)"
            }
        } ?? []
    }

    @Test("a server costs its type, the IPv4 that it brings, and a fifth of the type for backups")
    func serverBill() throws {
        #expect(try bill("servers.web", web) == ["cx23 in fsn1: 3.49", "Primary IPv4 in fsn1: 0.5"])
        let backedUp = web.merging(["backups": true]) { _, new in new }
        // 20 % of 3.49.
        #expect(try bill("servers.web", backedUp).last == "backups, 20 %: 0.698")
        let private_ = web.merging(["public_net": ["enable_ipv4": false]]) { _, new in new }
        #expect(try bill("servers.web", private_) == ["cx23 in fsn1: 3.49"])
    }

    @Test(
        "each kind of resource is charged as its type says",
        arguments: [
            Bill("volumes.data", ["size": 50, "location": "fsn1"], ["50 GB: 2.2"]),
            Bill("primary_ips.p", ["type": "ipv4", "location": "nbg1"], ["ipv4 in nbg1: 0.5"]),
            Bill("primary_ips.p", ["type": "ipv6", "location": "nbg1"], []),
            Bill("floating_ips.f", ["type": "ipv4", "home_location": "fsn1"], ["ipv4 in fsn1: 3"]),
            Bill("load_balancers.l", ["load_balancer_type": "lb11", "location": "fsn1"], ["lb11 in fsn1: 7.49"]),
            Bill("placement_groups.g", ["type": "spread"], []),
            Bill(
                "servers.far",
                ["server_type": "cpx22", "image": "debian-12", "location": "ash"],
                [
                    "cpx22 in ash: 7.55", "Primary IPv4 in ash: the API has no price for it",
                    "Primary IPv6 in ash: the API has no price for it",
                ]
            ),
            Bill(
                "servers.any",
                ["server_type": "cx23", "image": "debian-12"],
                [
                    "cx23: the API has not chosen its location yet",
                    "Primary IPv4: the API has not chosen its location yet",
                    "Primary IPv6: the API has not chosen its location yet",
                ]
            ),
        ]
    )
    func bills(_ expected: Bill) throws {
        #expect(try bill(expected.address, expected.values) == expected.items)
    }

    struct Bill: Sendable {
        let address: String
        let values: [AttributeName: Value]
        let items: [String]

        init(_ address: String, _ values: [AttributeName: Value], _ items: [String]) {
            self.address = address
            self.values = values
            self.items = items
        }
    }

    @Test("a Primary IP that is declared is charged once, and not with the server that names it")
    func namedAddress() throws {
        let plan = try plan(
            resource("servers.web", web.merging(["public_net": ["ipv4": .ref("primary_ips.p")]]) { _, new in new }),
            resource("primary_ips.p", ["type": "ipv4", "location": "fsn1"])
        )
        // 3.49 + 0.50.
        #expect(plan.cost?.after.monthly.net == .exactly("3.99"))
        #expect(plan.cost?.after.hourly?.net == .exactly("0.0064"))
    }

    @Test("a change says the difference, with tax too, and that it costs something")
    func change() throws {
        let plan = try plan(
            resource("servers.web", web.merging(["server_type": "cx33"]) { _, new in new }),
            recorded: ["servers.web": .fixture("server", 3, web)],
            observed: ["server": [server()]]
        )
        let change = try #require(plan.changes.first)
        // 5.49 - 3.49, and 19 % more.
        #expect(change.cost?.monthly == Amount(net: 2, gross: .exactly("2.38")))
        #expect(change.impacts.contains(.cost))
        #expect(plan.cost?.before.monthly.net == .exactly("3.99"))
        #expect(plan.cost?.after.monthly.net == .exactly("5.99"))
    }

    @Test("a change that costs nothing has no such impact")
    func freeChange() throws {
        let plan = try plan(
            resource("servers.web", web.merging(["labels": ["role": "web"]]) { _, new in new }),
            recorded: ["servers.web": .fixture("server", 3, web)],
            observed: ["server": [server()]]
        )
        #expect(plan.changes.map { $0.impacts.contains(.cost) } == [false])
    }

    @Test("what the file leaves alone in the cloud is on the bill, and what is taken out of it goes from it")
    func undeclaredBackups() throws {
        let record = RecordedResource.fixture("server", 3, web)
        let alone = try plan(
            resource("servers.web", web),
            recorded: ["servers.web": record],
            observed: ["server": [server(backups: true)]]
        )
        // 3.49 + 0.50 + 0.698.
        #expect(alone.isEmpty)
        #expect(alone.cost?.after.monthly.net == .exactly("4.688"))
        let recorded = RecordedResource.fixture("server", 3, web.merging(["backups": true]) { _, new in new })
        let removed = try plan(
            resource("servers.web", web),
            recorded: ["servers.web": recorded],
            observed: ["server": [server(backups: true)]]
        )
        #expect(removed.changes.first?.cost?.monthly.net == .exactly("-0.698"))
    }

    @Test("what goes is off the bill, what is kept leaves both sides of it")
    func removals() throws {
        let volume = ObservedObject.fixture(7, ["name": "data", "size": 10, "location": "fsn1"])
        let gone = try plan(
            recorded: ["volumes.data": .fixture("volume", 7, ["size": 10])],
            observed: ["volume": [volume]]
        )
        #expect(gone.cost?.before.monthly.net == .exactly("0.44"))
        #expect(gone.cost?.after.monthly.net == 0)
        #expect(gone.changes.first?.cost?.monthly.net == .exactly("-0.44"))
        let kept = try plan(
            recorded: ["volumes.data": .fixture("volume", 7, ["size": 10]) { $0.keepsOnRemoval = true }],
            observed: ["volume": [volume]]
        )
        #expect(kept.cost?.before.monthly.net == 0)
        #expect(kept.changes.map(\.cost) == [nil])
    }

    @Test("a snapshot costs what is stored of it, which is known once it exists")
    func snapshots() throws {
        let wish = resource("snapshots.base", ["server": .ref("servers.web")])
        let created = try plan(resource("servers.web", web), wish)
        #expect(created.cost?.unknown.map(\.reason) == ["its size in GB: known once it exists"])
        #expect(created.cost?.after.monthly.net == .exactly("3.99"))
        let image = ObservedObject.fixture(9, [:], outputs: ["image_size": .number(2.3)])
        let present = try plan(
            resource("servers.web", web),
            wish,
            recorded: [
                "servers.web": .fixture("server", 3, web),
                "snapshots.base": .fixture("snapshot", 9, ["server": .ref("servers.web")]),
            ],
            observed: ["server": [server()], "snapshot": [image]]
        )
        // 3.99 + 2.3 × 0.011.
        #expect(present.cost?.after.monthly.net == .exactly("4.0153"))
    }

    @Test("sums are exact")
    func exactness() throws {
        let volumes = (1...10).map { resource("volumes.v\($0)", ["size": 10, "location": "fsn1"]) }
        let desired = DesiredState(stack: "shop", resources: volumes, usesOwnershipLabels: false)
        var observed = ObservedState.fixture([:])
        observed.prices = .fixture
        let quote = Quote(
            for: desired,
            recorded: .fixture([:]),
            observed: observed,
            catalog: .hetzner,
            evaluator: .none
        )
        // A tenth of 0.44 ten times; in binary fractions it would be 4.3999….
        #expect(quote.cost?.after.monthly.net == .exactly("4.4"))
        #expect(quote.cost?.after.monthly.gross == .exactly("5.236"))
    }

    @Test("what costs most comes first")
    func dearest() throws {
        let plan = try plan(
            resource("servers.web", web),
            resource("volumes.data", ["size": 10, "location": "fsn1"]),
            resource("load_balancers.l", ["load_balancer_type": "lb11", "location": "fsn1"])
        )
        #expect(plan.cost?.dearest.map(\.address.description) == ["load_balancers.l", "servers.web", "volumes.data"])
    }

    @Test("a setup fee is paid once, for what is new")
    func setupFee() throws {
        let shelf = ResourceType(
            "shelf",
            section: "shelves",
            "A shelf.",
            attributes: [
                .name(.text(1...9)),
                Attribute(
                    "size",
                    "Its size.",
                    .offering(.storageBoxType),
                    .required,
                    update: .put,
                    charge: .named(.storageBoxType, at: "location")
                ),
                Attribute("location", "Where it is.", .offering(.location), update: .replace),
            ],
            example: "shelves: {}"
        )
        let catalog = Catalog([shelf])
        var prices = PriceList(currency: "EUR", vatRate: 0)
        prices[.storageBoxType, "bx11", "fsn1"] = Rate(
            hourly: .fixture("0.0051"),
            monthly: .fixture("3.20"),
            setup: .fixture("9")
        )
        let values: [AttributeName: Value] = ["name": "a", "size": "bx11", "location": "fsn1"]
        let desired = DesiredState(
            stack: "shop",
            resources: [.fixture("shelves.a", values, catalog: catalog)],
            usesOwnershipLabels: false
        )
        var empty = ObservedState.fixture([:])
        empty.prices = prices
        let new = Quote(for: desired, recorded: .fixture([:]), observed: empty, catalog: catalog, evaluator: .none).cost
        #expect(new?.after.setup.net == 9)
        #expect(new?.after.monthly.net == .exactly("3.2"))
        var present = ObservedState.fixture(["shelf": [.fixture(1, values)]])
        present.prices = prices
        let record = RecordedState.fixture(["shelves.a": .fixture("shelf", 1, values)])
        let old = Quote(for: desired, recorded: record, observed: present, catalog: catalog, evaluator: .none).cost
        #expect(old?.after.setup.net == 0)
        #expect(old?.after.monthly.net == .exactly("3.2"))
    }

    @Test("without prices a plan says nothing about costs")
    func noPrices() throws {
        let plan = try plan(resource("servers.web", web), prices: nil)
        #expect(plan.cost == nil)
        #expect(plan.changes.map(\.cost) == [nil])
        #expect(plan.changes.map { $0.impacts.contains(.cost) } == [false])
    }

    @Test("an object that no file declares is priced by itself, its listed addresses apart")
    func unmanaged() throws {
        let type = try #require(Catalog.hetzner.find("server"))
        let price = ObservedPrice(.fixture)
        let alone = price.cost(of: server(backups: true), type) { _ in false }
        #expect(alone?.rate.monthly.net == .exactly("4.688"))
        let apart = price.cost(of: server(), type) { $0 == .object("primary_ip", ResourceID(5)) }
        #expect(apart?.rate.monthly.net == .exactly("3.49"))
    }
}
