import FoundationEssentials
import Testing

@testable import HetznerCloud

@Suite struct ModelTests {
    private static func decode<Model: JSONDecodable>(_ json: JSONValue) throws -> Model { try Model(json: json) }

    @Test("a server is read with all that belongs to it")
    func server() throws {
        let server: Server = try Self.decode(ResourceFixtures.server)
        #expect(server.id == 10)
        #expect(server.status == .running)
        #expect(server.publicNet.ipv4?.ip == "192.0.2.1")
        #expect(server.publicNet.ipv4?.id == 21)
        #expect(server.publicNet.ipv6?.reverseDNS.first?.name == "web.example.com")
        #expect(server.publicNet.firewalls.first?.status == .applied)
        #expect(server.privateNet.first?.aliasIPs == ["10.0.1.3"])
        #expect(server.serverType.name == "cx23")
        #expect(server.image?.createdFrom?.name == "web")
        #expect(server.iso == nil)
        #expect(server.placementGroup?.servers == [10])
        #expect(server.location.networkZone == "eu-central")
        #expect(server.volumes == [8])
        #expect(server.backupWindow == "22-02")
        #expect((server.outgoingTraffic, server.ingoingTraffic) == (1, nil))
        #expect((server.isDeleteProtected, server.isRebuildProtected) == (true, false))
        #expect(server.created == Date(timeIntervalSince1970: 1_772_352_000))
        #expect(server.labels == [:])
    }

    @Test("money is read without rounding")
    func money() throws {
        let type: ServerType = try Self.decode(ResourceFixtures.serverType)
        let price = try #require(type.prices.first)
        #expect(price.monthly.gross == Decimal(string: "3.9151"))
        #expect(price.monthly.net == Decimal(string: "3.29"))
        #expect(price.includedTraffic == 21_990_232_555_520)
        let pricing: Pricing = try Self.decode(ResourceFixtures.pricing)
        #expect(pricing.vatRate == 19)
        #expect(pricing.floatingIPs.first?.prices.first?.hourly == nil)
    }

    @Test(
        "a decimal number is read as it is written",
        arguments: [
            "0", "0.0000", "1", "10", "100.50", "3.9151000000000000", "0.0060000000000000", "123456789012345678901.5",
            "0.000000000000000000000001", "-2.50",
        ]
    )
    func decimals(text: String) throws {
        let expected = try #require(Decimal(string: text))
        #expect(try Decimal(json: .string(text)) == expected)
    }

    @Test("what is no decimal number is an error", arguments: ["", "abc", 1.5, 3, nil] as [JSONValue])
    func noDecimals(json: JSONValue) {
        #expect(throws: ModelError.self) { try Decimal(json: json) }
    }

    @Test("firewall targets keep their kind and the servers they stand for")
    func firewall() throws {
        let firewall: Firewall = try Self.decode(ResourceFixtures.firewall)
        #expect(firewall.appliedTo.map(\.target) == [.server(10), .labelSelector("env=prod")])
        #expect(firewall.appliedTo.map(\.servers) == [[10], [11]])
        #expect(firewall.rules.first?.networkProtocol == .tcp)
    }

    @Test("load balancer targets keep their kind and health")
    func loadBalancer() throws {
        let balancer: LoadBalancer = try Self.decode(ResourceFixtures.loadBalancer)
        #expect(balancer.algorithm == .roundRobin)
        #expect(balancer.targets.map(\.target) == [.labelSelector("env=prod", usePrivateIP: true), .ip("192.0.2.99")])
        let health = try #require(balancer.targets.first?.selected.first?.health.first)
        #expect((health.status, health.httpStatusCode) == (.unhealthy, 502))
        #expect(balancer.services.first?.http?.idleTimeout == 60)
        #expect(balancer.services.first?.json == ResourceFixtures.loadBalancer["services"]?[0])
    }

    @Test(
        "an address knows what has it",
        arguments: [
            ("server", 10, PrimaryIP.Assignee.server(10)),
            ("load_balancer", 30, .loadBalancer(30)),
            ("robot", 1, .other(type: "robot", id: 1)),
            ("unassigned", nil, nil),
        ] as [(String, Int64?, PrimaryIP.Assignee?)]
    )
    func assignee(type: String, id: Int64?, assignee: PrimaryIP.Assignee?) throws {
        var json = try #require(ResourceFixtures.primaryIP.object)
        json["assignee_type"] = .string(type)
        json["assignee_id"] = id.map(JSONValue.integer) ?? .null
        #expect(try PrimaryIP(json).assignee == assignee)
    }

    @Test("what an answer may leave out or null is no error")
    func optionalMembers() throws {
        var json = try #require(ResourceFixtures.server.object)
        for key in ["image", "placement_group", "volumes", "load_balancers", "private_net", "backup_window"] {
            json[key] = nil
        }
        json["public_net"] = ["ipv4": nil, "ipv6": nil]
        let server = try Server(json)
        #expect(server.image == nil)
        #expect(server.publicNet.ipv4 == nil)
        #expect(server.volumes == [])
    }

    @Test("values that are not known yet are kept")
    func unknownValues() throws {
        var json = try #require(ResourceFixtures.server.object)
        json["status"] = "hibernating"
        json["a_new_member"] = [1, 2, 3]
        let server = try Server(json)
        #expect(server.status.rawValue == "hibernating")
        #expect(server.status != .running)
    }

    @Test("what is wrong in an answer is named by its place")
    func errors() throws {
        var json = try #require(ResourceFixtures.server.object)
        json["public_net"] = ["ipv4": ["ip": 5, "blocked": false]]
        let error = try #require(throws: ModelError.self) { try Server(json) }
        #expect(error.path == ["public_net", "ipv4", "ip"])
        #expect(error.description == "'public_net.ipv4.ip' should be a string but is an integer")
    }

    @Test("a call whose answer is wrong says which call and where")
    func answers() async throws {
        let transport = ScriptedTransport(.answer(200, ["servers": [ResourceFixtures.server, ["id": "x"]]]))
        let error = try await #require(throws: InvalidResponse.self) {
            try await CloudClient.fixture(transport).servers.all().page()
        }
        #expect(error.path == "/servers?page=1&per_page=50")
        #expect(error.reason == "'servers.1.id' should be an integer but is 'x'")
    }

    @Test("measurements are series of times and values")
    func metrics() throws {
        let metrics: Metrics = try Self.decode(ResourceFixtures.metrics)
        #expect(metrics.step == 60)
        #expect(metrics.series["cpu"]?.first?.value == 42.5)
        #expect(metrics.series["cpu"]?.first?.time == Date(timeIntervalSince1970: 1_772_352_000.5))
    }

    @Test("bodies that are sent read back as what was sent")
    func roundTrips() throws {
        let rule: Firewall.Rule = try Self.decode(try #require(ResourceFixtures.firewall["rules"]?[0]))
        #expect(try Self.decode(rule.json) == rule)
        let route: Network.Route = try Self.decode(try #require(ResourceFixtures.network["routes"]?[0]))
        #expect(try Self.decode(route.json) == route)
        let plan: StorageBox.SnapshotPlan = try Self.decode(try #require(ResourceFixtures.storageBox["snapshot_plan"]))
        #expect(try Self.decode(plan.json) == plan)
        let nameserver: Zone.Nameserver = try Self.decode(
            try #require(ResourceFixtures.zone["primary_nameservers"]?[0])
        )
        #expect(try Self.decode(nameserver.json) == nameserver)
    }
}
