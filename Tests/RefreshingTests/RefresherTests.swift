import CloudSimulator
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Refreshing

@Suite("Refresher")
struct RefresherTests {
    private let project = SimulatedProject()

    private func create(_ path: String, _ body: JSONValue) async throws -> Int64 {
        let response = try await project.client.request(.post, APIPath(path), body: body)
        let key = String(path.dropLast())
        return try #require(response[key]?["id"]?.integer)
    }

    @Test("only the kinds that are declared or recorded are read, and only offerings that are named")
    func kinds() async throws {
        let desired = DesiredState(
            stack: "shop",
            resources: [.fixture("placement_groups.g", ["type": "spread"], catalog: .hetzner)]
        )
        let firewall = try await create("firewalls", ["name": "f"])
        let recorded = RecordedState(
            stack: "shop",
            resources: [.fixture("firewalls.f"): .fixture("firewall", firewall)]
        )
        let before = project.client.requestCount
        let observed = try await project.observe(desired, recorded)
        #expect(Set(observed.objects.keys) == ["placement_group", "firewall"])
        #expect(observed.offerings.items.isEmpty)
        #expect(project.client.requestCount - before == 2)
    }

    @Test("nothing declared and nothing recorded costs nothing")
    func nothing() async throws {
        let observed = try await project.observe(
            DesiredState(stack: "shop", resources: []),
            RecordedState(stack: "shop")
        )
        #expect(observed.objects.isEmpty)
        #expect(project.client.requestCount == 0)
    }

    @Test("what is kept below an object is read where that goes, with one request more, else where it is declared")
    func below() async throws {
        let zone = try await create("zones", ["name": "shop.example", "mode": "primary"])
        let set: JSONValue = ["name": "www", "type": "A", "records": [["value": "203.0.113.1"]]]
        _ = try await project.client.request(.post, "zones/\(zone)/rrsets", body: set)
        let record = RecordedResource(type: "zone", id: ResourceID(zone), attributes: ["mode": "primary"])
        let recorded = RecordedState(stack: "shop", resources: [.fixture("zones.main"): record])
        func read(_ resources: [DesiredResource]) async throws -> (sets: [String]?, requests: Int) {
            let before = project.client.requestCount
            let observed = try await project.observe(DesiredState(stack: "shop", resources: resources), recorded)
            let sets = observed.objects["zone"]?[ResourceID(zone)]?.attributes["rrsets"]?.list
            return (sets?.compactMap { $0["name"]?.string }, project.client.requestCount - before)
        }
        func declared(_ mode: Value) -> DesiredResource {
            .fixture("zones.main", ["name": "shop.example", "mode": mode], catalog: .hetzner)
        }
        let stays = try await read([declared("primary")])
        #expect(stays.sets?.contains("www") != true)
        for resources in [[], [declared("secondary")]] {
            let goes = try await read(resources)
            #expect(goes.sets?.contains("www") == true)
            #expect(goes.requests == stays.requests + 1)
        }
    }

    @Test("objects that are nobody's business come with their name alone")
    func bystanders() async throws {
        let names = ["recorded", "declared", "labelled", "other", "foreign"]
        var ids: [String: Int64] = [:]
        for name in names {
            let stack = ["labelled": "shop", "foreign": "blog"][name]
            let labels: JSONValue =
                stack.map { ["hzform/stack": .string($0), "hzform/address": "placement_groups.x"] } ?? [:]
            ids[name] = try await create(
                "placement_groups",
                ["name": .string(name), "type": "spread", "labels": labels]
            )
        }
        let desired = DesiredState(
            stack: "shop",
            resources: [.fixture("placement_groups.declared", ["type": "spread"], catalog: .hetzner)]
        )
        let recorded = RecordedState(
            stack: "shop",
            resources: [.fixture("placement_groups.r"): .fixture("placement_group", ids["recorded"] ?? 0)]
        )
        let observed = try await project.observe(desired, recorded)
        let objects = (observed.objects["placement_group"] ?? [:]).values
        #expect(Set(objects.compactMap(\.name)) == Set(names))
        let known = objects.filter { !$0.attributes.isEmpty }.compactMap(\.name)
        #expect(Set(known) == ["recorded", "declared", "labelled"])
        #expect(objects.first { $0.name == "foreign" }?.ownership?.stack == "blog")
    }

    @Test("every page is read, 50 objects each, and every object is there once")
    func pages() async throws {
        for number in 0..<120 {
            _ = try await create("placement_groups", ["name": .string("g\(number)"), "type": "spread"])
        }
        let before = project.client.requestCount
        let desired = DesiredState(
            stack: "shop",
            resources: [.fixture("placement_groups.g7", ["type": "spread"], catalog: .hetzner)]
        )
        let observed = try await project.observe(desired, RecordedState(stack: "shop"))
        #expect(observed.objects["placement_group"]?.count == 120)
        #expect(project.client.requestCount - before == 3)
    }

    @Test("offerings say where a type is sold, for which architecture an image is, and which zones there are")
    func offerings() async throws {
        let observed = try await project.observe(.shop(), RecordedState(stack: "shop"))
        let items = observed.offerings.items
        let type = try #require(items[.serverType]?.first { $0.name == "cx23" })
        #expect(type.architecture == "x86")
        #expect(type.locations?.contains("fsn1") == true)
        #expect(Set(items[.image]?.compactMap(\.architecture) ?? []) == ["x86", "arm"])
        #expect(items[.location]?.contains { $0.name == "fsn1" } == true)
        #expect(items[.networkZone]?.filter { $0.name == "eu-central" }.count == 1)
    }

    @Test("offerings of other kinds are read where the file names one, with the places that sell them")
    func otherOfferings() async throws {
        let wish: [AttributeName: Value] = ["load_balancer_type": "lb11", "location": ["fsn1", "nbg1"]]
        let desired = DesiredState(
            stack: "shop",
            resources: [.fixture("load_balancers.l", wish, catalog: .hetzner)]
        )
        let items = try await project.observe(desired, RecordedState(stack: "shop")).offerings.items
        #expect(items[.loadBalancerType]?.first { $0.name == "lb11" }?.locations?.contains("nbg1") == true)
        #expect(items[.location]?.contains { $0.name == "nbg1" } == true)
        #expect(items[.serverType] == nil)
    }

    @Test("an unusable token is an error with the API's message")
    func unauthorized() async throws {
        let closed = SimulatedProject(SimulatorSettings(tokens: ["other"]))
        let error = await #expect(throws: APIError.self) {
            try await closed.observe(.shop(), RecordedState(stack: "shop"))
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.isEmpty == false)
    }
}
